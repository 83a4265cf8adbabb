/** What a letter says, and the file of a signed one. Pure: signing itself is the county's keys' (see `commands.ts`). */
import { z } from 'zod';

/** The member as the letter names one. Sealed in the database: it is a copy of the file for who may not open it. */
export interface LetterFacts {
  readonly name: string;
  readonly sex: string;
  readonly birthDate: string | null;
  readonly ethnicity: string | null;
  readonly category: 'full' | 'probationary';
  readonly idNumber: string;
  readonly phone: string;
  readonly joinedOn: string | null;
  readonly fullOn: string | null;
  /** Of an arrival: whoever registered it has said that it is the applicant of that number and name. */
  readonly samePerson?: boolean;
}

const text = z.string().max(200);

/** The signed text of a letter, as counties exchange it. */
export const SignedLetter = z.object({
  letterNo: z.string().min(1).max(60),
  issuedOn: z.iso.date(),
  validUntil: z.iso.date(),
  county: text,
  from: text,
  to: text,
  duesPaidTo: z.string().max(20),
  name: z.string().min(1).max(60),
  idNumber: z.string().max(18),
  category: z.enum(['full', 'probationary']),
  joinedOn: z.iso.date().nullable(),
  fullOn: z.iso.date().nullable(),
  ethnicity: z.string().max(10).nullable(),
  phone: z.string().max(20),
});
export type SignedLetter = z.infer<typeof SignedLetter>;

const format = 'zhibu-letter/1';

/** In this order, so that the square on the paper need not name them. */
const order = Object.keys(SignedLetter.shape) as (keyof SignedLetter)[];

/** What is signed: the values alone, in their order. */
export const textOf = (letter: SignedLetter): string => JSON.stringify(order.map((key) => letter[key]));

const json = (source: string): unknown => {
  try {
    return JSON.parse(source) as unknown;
  } catch {
    return undefined;
  }
};

const letterOf = (text: string): SignedLetter | undefined => {
  const values = json(text);
  if (!Array.isArray(values) || values.length !== order.length) return undefined;
  const found = SignedLetter.safeParse(Object.fromEntries(order.map((key, place) => [key, values[place] as unknown])));
  return found.success ? found.data : undefined;
};

/** Text, key and signature in one file. The text is signed as it stands, so that no other writing of the same JSON passes. */
export const LetterFile = z.object({
  format: z.literal(format),
  text: z.string().max(4_000),
  publicKey: z.string().max(60),
  signature: z.string().max(120),
});
export type LetterFile = z.infer<typeof LetterFile>;

export const writeFile = (parts: Omit<LetterFile, 'format'>): string => JSON.stringify({ format, ...parts });

/** The parts of a file and what it says, or undefined where it is no letter. */
export const readFile = (source: string): { readonly file: LetterFile; readonly letter: SignedLetter } | undefined => {
  const file = LetterFile.safeParse(json(source));
  if (!file.success) return undefined;
  const letter = letterOf(file.data.text);
  return letter === undefined ? undefined : { file: file.data, letter };
};
