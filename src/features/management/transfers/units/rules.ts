/** The letter of a whole unit: its list, its signed file, and the squares that carry the file on paper. Pure. */
import { z } from 'zod';

export const UnitMember = z.object({
  name: z.string().trim().min(1).max(60),
  idNumber: z.string().trim().min(15).max(18),
  category: z.enum(['full', 'probationary']),
  joinedOn: z.iso.date(),
  fullOn: z.iso.date().nullish(),
  ethnicity: z.string().max(10).nullish(),
  phone: z.string().max(20).nullish(),
});
export type UnitMember = z.infer<typeof UnitMember>;

export const SignedUnit = z.object({
  letterNo: z.string().min(1).max(60),
  issuedOn: z.iso.date(),
  validUntil: z.iso.date(),
  county: z.string().max(200),
  from: z.string().max(200),
  to: z.string().max(200),
  duesPaidTo: z.string().max(20),
  members: z.array(UnitMember).min(1).max(500),
});
export type SignedUnit = z.infer<typeof SignedUnit>;

const format = 'zhibu-unit-letter/1';
const UnitLetterFile = z.object({
  format: z.literal(format),
  text: z.string().max(300_000),
  publicKey: z.string().max(60),
  signature: z.string().max(120),
});
export type UnitLetterFile = z.infer<typeof UnitLetterFile>;

const json = (source: string): unknown => {
  try {
    return JSON.parse(source) as unknown;
  } catch {
    return undefined;
  }
};

export const writeUnit = (parts: Omit<UnitLetterFile, 'format'>): string => JSON.stringify({ format, ...parts });

/** The parts of a file and what it says, or undefined where it is no letter of a unit. */
export const readUnit = (
  source: string,
): { readonly file: UnitLetterFile; readonly letter: SignedUnit } | undefined => {
  const file = UnitLetterFile.safeParse(json(source));
  if (!file.success) return undefined;
  const letter = SignedUnit.safeParse(json(file.data.text));
  return letter.success ? { file: file.data, letter: letter.data } : undefined;
};

/** A square holds this much and is still read from paper. */
const squareHolds = 1_200;
const mark = 'ZU1';

/** Text in as many numbered lines as it needs; `key` tells the squares of one letter from those of another. */
export const squaresOf = (packed: string, key: string): string[] => {
  const total = Math.max(1, Math.ceil(packed.length / squareHolds));
  return Array.from(
    { length: total },
    (_, place) =>
      `${mark}:${key}:${place + 1}:${total}:${packed.slice(place * squareHolds, (place + 1) * squareHolds)}`,
  );
};

export const isSquares = (source: string): boolean => source.trimStart().startsWith(`${mark}:`);

/** The text of the squares in whatever order they were scanned; undefined while one is missing or another letter's is among them. */
export const joinSquares = (source: string): string | undefined => {
  const pieces = new Map<number, string>();
  let [key, total] = ['', 0];
  for (const line of source.split(/\s+/).filter((one) => one !== '')) {
    const [head, of = '', place, all, piece] = line.split(':');
    if (head !== mark || piece === undefined) return undefined;
    if (total !== 0 && (of !== key || Number(all) !== total)) return undefined;
    [key, total] = [of, Number(all)];
    pieces.set(Number(place), piece);
  }
  if (total < 1 || total > 500) return undefined;
  const whole = Array.from({ length: total }, (_, place) => pieces.get(place + 1));
  return whole.every((piece) => piece !== undefined) ? whole.join('') : undefined;
};

const categories: Readonly<Record<string, UnitMember['category']>> = { 正式: 'full', 预备: 'probationary' };

/** A list on paper as it is typed: name, ID number, 正式 or 预备, day of joining, day of becoming full; one member a line. */
export const listOf = (text: string): { readonly members: UnitMember[]; readonly wrong: readonly number[] } => {
  const members: UnitMember[] = [];
  const wrong: number[] = [];
  for (const [place, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const [name, idNumber, category = '', joinedOn, fullOn, phone] = line.trim().split(/[\s,，]+/);
    const found = UnitMember.safeParse({
      name,
      idNumber,
      category: categories[category.slice(0, 2)],
      joinedOn,
      ...(fullOn && fullOn !== '-' ? { fullOn } : {}),
      ...(phone ? { phone } : {}),
    });
    if (found.success) members.push(found.data);
    else wrong.push(place + 1);
  }
  return { members, wrong };
};

/** The same list as lines, for who reads a file and looks it over. */
export const linesOf = (members: readonly UnitMember[]): string =>
  members
    .map(({ name, idNumber, category, joinedOn, fullOn, phone }) =>
      [name, idNumber, category === 'full' ? '正式' : '预备', joinedOn, fullOn ?? '-', phone ?? ''].join(' ').trim(),
    )
    .join('\n');
