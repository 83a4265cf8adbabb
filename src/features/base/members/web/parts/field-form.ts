import { z } from 'zod';
import { AppError } from '#shared/errors.ts';
import type { Text } from '#shared/text.ts';
import type { Field } from '../../catalogue.ts';
import { checkIdNumber, checkName, plainLandline, plainMobile } from '../../identity/rules.ts';
import { fileProblemTexts, memberRefusalTexts } from '../../messages.ts';
import { textOf } from './words.ts';

/** Whatever the server may say about a file, in words. */
export const problemTexts = { ...fileProblemTexts, ...memberRefusalTexts };

/** The problem of a typed text that the browser can already see; the server checks again. */
const textProblem = (key: string, text: string): string | undefined => {
  if (key === 'idNumber') {
    const id = checkIdNumber(text);
    return id.ok ? undefined : id.problem;
  }
  if (key === 'phone') return plainMobile(text) ? undefined : 'phone_format';
  if (key === 'landline') return plainLandline(text) ? undefined : 'landline_format';
  if (key !== 'name') return undefined;
  const name = checkName(text);
  return name.ok ? undefined : name.problem;
};

const checkedText = (key: string): z.ZodType =>
  z
    .string()
    .max(key === 'name' ? 50 : 200)
    .superRefine((text, context) => {
      const message = text === '' ? undefined : textProblem(key, text);
      if (message) context.addIssue({ code: 'custom', message });
    });

const kindOf = (field: Field, longest: number): z.ZodType => {
  if (field.kind === 'bool') return z.boolean();
  if (field.kind === 'int') return z.number().int();
  if (field.kind === 'date' || field.kind === 'partialDate') return z.iso.date();
  return field.table === 'person' ? checkedText(field.key) : z.string().max(longest);
};

export type FieldShape = Readonly<Record<string, z.ZodType>>;

/** Declared fields as parts of a form's schema; `needed` ones carry the required mark. */
export const shapeOf = (fields: readonly Field[], needed: readonly string[], longest = 200): FieldShape =>
  Object.fromEntries(
    fields.map((field) => {
      const part = kindOf(field, longest);
      return [field.key, needed.includes(field.key) ? part : part.nullish()];
    }),
  );

export const labelsOf = (fields: readonly Field[]): Readonly<Record<string, Text>> =>
  Object.fromEntries(fields.map((field) => [field.key, textOf(field)]));

/**
 * The refusal of a command as the form over the flat fields understands it: `body.fields.phone` and `body.values.title`
 * become `body.phone` and `body.title`, and a newer state is laid out flat. Masked values of it stand apart, under
 * `masked`: an input must never hold a mask.
 */
export const flatRefusal = (thrown: unknown, masked: readonly string[] = []): unknown => {
  if (!(thrown instanceof AppError)) return thrown;
  const { problems, current, ...rest } = thrown.details;
  const flat = problems?.map((problem) => ({
    ...problem,
    path: problem.path.replace(/^body\.(fields|values)\./, 'body.'),
  }));
  return new AppError(thrown.code, {
    ...rest,
    ...(flat ? { problems: flat } : {}),
    ...(current === undefined ? {} : { current: flatState(current, masked) }),
  });
};

/** A file or a record as its newer state travels in a refusal. */
const flatState = (current: unknown, masked: readonly string[]): object => {
  const state = current as { version?: number; fields?: object; values?: object };
  const entries = Object.entries({ ...state.fields, ...state.values });
  const isMasked = ([key]: [string, unknown]): boolean => masked.includes(key);
  return {
    ...Object.fromEntries(entries.filter((entry) => !isMasked(entry))),
    masked: Object.fromEntries(
      entries.filter(isMasked).map(([key, mask]) => [key, typeof mask === 'string' ? mask : '']),
    ),
    ...(state.version === undefined ? {} : { version: state.version }),
  };
};
