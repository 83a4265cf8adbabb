import type { z } from 'zod';
import type { Problem } from '#shared/errors.ts';
import { problemsOf } from '#shared/problems.ts';

/** A body that a form can fill: an object schema, refinements included. */
export type FormSchema = z.ZodObject;
/** What stands in the form at a moment: any part may still be missing. */
export type Values<S extends FormSchema> = { [K in keyof z.input<S>]?: z.input<S>[K] | null | undefined };

export interface FieldRule {
  readonly required: boolean;
  readonly maxLength: number | undefined;
  /** What an emptied input stands for: null where the schema lets a value be cleared, else nothing. */
  readonly empty: null | undefined;
}

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

/** What the schema says about one field, so that inputs need not repeat it. */
export const ruleOf = (schema: FormSchema, name: string): FieldRule => {
  const part = schema.shape[name] as z.ZodType | undefined;
  if (!part) return { required: false, maxLength: undefined, empty: undefined };
  const inner = 'unwrap' in part && typeof part.unwrap === 'function' ? (part.unwrap() as z.ZodType) : part;
  const maxLength = 'maxLength' in inner && isNumber(inner.maxLength) ? inner.maxLength : undefined;
  const nullable = part.safeParse(null).success;
  return { required: !nullable && !part.safeParse(undefined).success, maxLength, empty: nullable ? null : undefined };
};

const bodyPrefix = /^body\.?/;
/** Problems of a reply with paths as the form knows them. */
export const formProblems = (problems: readonly Problem[]): Problem[] =>
  problems.map((problem) => ({ ...problem, path: problem.path.replace(bodyPrefix, '') }));

const withoutGaps = (values: object): object =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

/** Judges the values by the schema: the body to send, or every problem. */
export const judge = <S extends FormSchema>(
  schema: S,
  values: Values<S>,
): { body: z.input<S> } | { problems: Problem[] } => {
  const candidate = withoutGaps(values);
  const parsed = schema.safeParse(candidate);
  if (!parsed.success) return { problems: formProblems(problemsOf(parsed.error, 'body')) };
  // The server parses again and applies transforms there, so what travels is the input form.
  return { body: candidate as z.input<S> };
};

/** Fields of `mine` that differ from `base`, compared by content. */
export const changedNames = (mine: object, base: object): string[] => {
  const left = new Map(Object.entries(mine));
  const right = new Map(Object.entries(base));
  const same = (name: string): boolean =>
    JSON.stringify(left.get(name) ?? null) === JSON.stringify(right.get(name) ?? null);
  return [...new Set([...left.keys(), ...right.keys()])].filter((name) => !same(name));
};
