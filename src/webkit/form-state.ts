import type { z } from 'zod';
import type { Problem } from '#shared/errors.ts';
import { orderedJson } from '#shared/ordered-json.ts';
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

const wrappers = new Set<string>(['optional', 'nullable', 'default']);

/** The type below `optional`, `nullable` and `default`. */
const innermost = (type: z.ZodType): z.ZodType =>
  wrappers.has(type.def.type) && 'unwrap' in type && typeof type.unwrap === 'function'
    ? innermost(type.unwrap() as z.ZodType)
    : type;

/** What the schema says about one field, so that inputs need not repeat it. */
export const ruleOf = (schema: FormSchema, name: string): FieldRule => {
  const part = schema.shape[name] as z.ZodType | undefined;
  if (!part) return { required: false, maxLength: undefined, empty: undefined };
  const inner = innermost(part);
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
  if (!parsed.success) return { problems: formProblems(problemsOf(parsed.error, 'body', candidate)) };
  // The server parses again and applies transforms there, so what travels is the input form.
  return { body: candidate as z.input<S> };
};

/** Fields of `mine` that differ from `base`, compared by content. */
export const changedNames = (mine: object, base: object): string[] => {
  const left = new Map(Object.entries(mine));
  const right = new Map(Object.entries(base));
  const same = (name: string): boolean => orderedJson(left.get(name)) === orderedJson(right.get(name));
  return [...new Set([...left.keys(), ...right.keys()])].filter((name) => !same(name));
};

export interface Rebased {
  /** The form's fields as the newer state has them; `version` is one of them. */
  readonly theirs: Readonly<Record<string, unknown>>;
  /** What was typed, on top of the newer state: fields nobody touched here follow it. */
  readonly rebased: Readonly<Record<string, unknown>>;
  /** What the form stands on afterwards: the newer state where it is known, else what it began with. */
  readonly base: Readonly<Record<string, unknown>>;
  /** Fields that were changed here and by somebody else, to something else. */
  readonly differing: readonly string[];
}

/**
 * Joins typed values with a newer state of the same thing, so that keeping one's own does not undo others' work elsewhere.
 * `hidden`: masks of fields whose newer value the reader does not see.
 */
export const rebase = (
  values: object,
  base: object,
  current: Readonly<Record<string, unknown>>,
  hidden: Readonly<Record<string, string>> = {},
): Rebased => {
  const names = [...new Set([...Object.keys(values), ...Object.keys(base)])].filter((name) => name in current);
  // Over a hidden value nothing was there before: null means that it is to be emptied.
  const emptied = Object.entries(values).flatMap(([name, value]) => (value === null && name in hidden ? [name] : []));
  const typed = [...new Set([...changedNames(values, base), ...emptied])].filter((name) => name !== 'version');
  const seen = Object.fromEntries(names.map((name) => [name, current[name]]));
  // Of a hidden value the form only knows that there is one: taking theirs empties what was typed over it.
  const covered = Object.fromEntries(typed.filter((name) => name in hidden).map((name) => [name, undefined]));
  const mine = Object.fromEntries(Object.entries(values).filter(([name]) => typed.includes(name)));
  const changedByThem = new Set(changedNames(seen, base));
  const unlikeTheirs = new Set(changedNames(mine, seen));
  const isContested = (name: string): boolean =>
    name in hidden || (name in seen && changedByThem.has(name) && unlikeTheirs.has(name));
  return {
    theirs: { ...covered, ...seen },
    rebased: { ...values, ...seen, ...mine },
    base: { ...base, ...seen },
    differing: typed.filter(isContested),
  };
};

/** What was changed since the form was opened: an edit sends this alone, whatever the thing has become meanwhile. */
export const changesOf = (values: Readonly<Record<string, unknown>>, base: object): Record<string, unknown> => {
  const changed = new Set(changedNames(values, base));
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => changed.has(name) || (value === null && !(name in base))),
  );
};
