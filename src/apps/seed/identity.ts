import { civil, type DayNumber } from './calendar.ts';
import { mix } from './random.ts';

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;

/** The last character of an identity number (GB 11643, modulus 11). */
const checkCharacter = (first17: string): string => {
  let sum = 0;
  for (let i = 0; i < 17; i += 1) sum += (first17.charCodeAt(i) - 48) * (weights[i] ?? 0);
  return '10X98765432'.charAt(sum % 11);
};

/**
 * Issues each number once: within one day and sex the three-digit sequence runs through all 500 values in a scattered order.
 * Numbers that end in three zeros are left out: an import takes them for numbers that a sheet has cut.
 */
export interface IdentityRegister {
  readonly issue: (area: string, born: DayNumber, sex: '1' | '2') => string;
}

const FIRST_DAY = -25_567 - 365 * 30; // some day before 1871: earlier than any birth
const PER_DAY = 500;

/** A new register; throws a RangeError where more than 500 people of one sex were born on one day. */
export const identityRegister = (seed: number): IdentityRegister => {
  const issued = new Uint16Array((60_000 - FIRST_DAY) * 2);
  return {
    issue: (area, born, sex) => {
      const parity = sex === '1' ? 1 : 0;
      const slot = (born - FIRST_DAY) * 2 + parity;
      const { year, month, day } = civil(born);
      for (let count = issued[slot] ?? PER_DAY; count < PER_DAY; count += 1) {
        issued[slot] = count + 1;
        // 211 and 500 have no common divisor, so the walk meets every value once.
        const scattered = (count * 211 + (mix(seed, slot) % PER_DAY)) % PER_DAY;
        const first17 = `${area}${year}${pad(month, 2)}${pad(day, 2)}${pad(scattered * 2 + parity, 3)}`;
        const number = first17 + checkCharacter(first17);
        if (!number.endsWith('000')) return number;
      }
      throw new RangeError('more births on one day than identity numbers');
    },
  };
};

const mobilePrefixes = (
  '134 135 136 137 138 139 147 150 151 152 157 158 159 178 182 183 184 187 188 198 130 131 132 155 156 166 175 176 ' +
  '185 186 133 149 153 173 177 180 181 189 191 199'
).split(' ');

/** An invented mobile number: `000` stands after the prefix. All numbers of a county differ up to 4,000,000 people. */
export const mobileNumber = (index: number): string => {
  const scattered = (index * 7919) % 100_000;
  const round = Math.floor(index / 100_000);
  const prefix = mobilePrefixes[(round + scattered) % mobilePrefixes.length] ?? '138';
  return `${prefix}000${pad(scattered, 5)}`;
};

/** An invented fixed line of the city of Wenzhou: `000` stands after the first digit. */
export const landlineNumber = (index: number): string => `0577-6000${pad((index * 7919) % 10_000, 4)}`;
