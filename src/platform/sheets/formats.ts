/** Number formats: only so much of them as decides what a cell says. */

/** What a date format shows, or how a number is written. */
export interface CellFormat {
  readonly date?: 'day' | 'month' | 'year' | 'moment' | 'clock';
  /** Digits after the point that the format always writes. */
  readonly decimals?: number;
  /** Digits before the point that the format fills with zeros. */
  readonly digits?: number;
}

const GENERAL: CellFormat = {};

/** Built-in ids, with the meaning that the Chinese edition gives them (ECMA-376 part 1, 18.8.30). */
const builtIn = (id: number): CellFormat | undefined => {
  if (id === 2 || id === 4) return { decimals: 2 };
  if ([17, 27, 36, 50, 52, 57].includes(id)) return { date: 'month' };
  if ([14, 15, 16, 28, 29, 30, 31, 51, 53, 54, 58].includes(id)) return { date: 'day' };
  if (id === 22) return { date: 'moment' };
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) || id === 55 || id === 56)
    return { date: 'clock' };
  return id < 164 ? GENERAL : undefined;
};

/** The pattern without literals, colours, conditions and padding; only the section for positive numbers. */
const bare = (pattern: string): string =>
  pattern
    .replaceAll(/"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .split(';', 1)
    .join('')
    .toLowerCase();

const ofPattern = (pattern: string): CellFormat => {
  if (/^general$/i.test(pattern)) return GENERAL;
  const text = bare(pattern);
  const clock = /[hs]/.test(text);
  if (/[yd]/.test(text) || (/m/.test(text) && !clock)) {
    if (clock) return { date: 'moment' };
    if (text.includes('d')) return { date: 'day' };
    return { date: text.includes('m') ? 'month' : 'year' };
  }
  if (clock) return { date: 'clock' };
  const fixed = /^[#,]*0*\.(0+)$/.exec(text);
  if (fixed?.[1]) return { decimals: fixed[1].length };
  const padded = /^0{2,}$/.exec(text);
  return padded ? { digits: padded[0].length } : GENERAL;
};

/** The format of a number format id, given the custom patterns of the workbook. */
export const formatOf = (id: number, custom: ReadonlyMap<number, string>): CellFormat => {
  const pattern = custom.get(id);
  return pattern === undefined ? (builtIn(id) ?? GENERAL) : ofPattern(pattern.slice(0, 255));
};

const DAY = 86_400_000;
/** Day 0 of the two calendars. 1900 is taken for a leap year there, so from 1 March 1900 on the count is one too high. */
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
/** 9999-12-31. */
const LAST_SERIAL = 2_958_465;

const momentOf = (serial: number, from1904: boolean): string => {
  const shifted = !from1904 && serial < 60 ? serial + 1 : serial;
  const time = (from1904 ? EPOCH_1904 : EPOCH_1900) + Math.round(shifted * DAY);
  return new Date(time).toISOString().slice(0, 19);
};

/** A number as digits a person would type: at most 15 significant ones of a fraction, never an exponent. */
export const plainNumber = (value: number): string => {
  const text = String(Number.isInteger(value) ? value : Number(value.toPrecision(15)));
  if (!text.includes('e')) return text;
  return Math.abs(value) < 1 ? value.toFixed(20).replace(/0+$/, '') : BigInt(value).toString();
};

const written = (value: number, format: CellFormat): string => {
  if (format.decimals !== undefined) return value.toFixed(format.decimals);
  const plain = plainNumber(value);
  return format.digits !== undefined && Number.isInteger(value) ? plain.padStart(format.digits, '0') : plain;
};

/** Text and kind of a numeric cell as its format shows it. */
export const numericCell = (
  value: number,
  format: CellFormat,
  from1904: boolean,
): { text: string; kind: 't' | 'n' | 'd' } => {
  if (!format.date || value < 0 || value > LAST_SERIAL) return { text: written(value, format), kind: 'n' };
  const moment = momentOf(value, from1904);
  switch (format.date) {
    case 'day':
      return { text: moment.slice(0, 10), kind: 'd' };
    case 'month':
      return { text: moment.slice(0, 7), kind: 'd' };
    case 'year':
      return { text: moment.slice(0, 4), kind: 'd' };
    case 'clock':
      return value < 1 ? { text: moment.slice(11), kind: 't' } : { text: moment, kind: 'd' };
    case 'moment':
      return { text: Number.isInteger(value) ? moment.slice(0, 10) : moment, kind: 'd' };
  }
};

/** Serial number of a day in the 1900 calendar, or undefined before 1900-03-01 where the programs disagree. */
export const serialOf = (day: string): number | undefined => {
  const time = Date.parse(`${day}T00:00:00Z`);
  const serial = (time - EPOCH_1900) / DAY;
  return Number.isInteger(serial) && serial > 60 && serial <= LAST_SERIAL ? serial : undefined;
};
