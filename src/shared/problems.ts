import type { z } from 'zod';
import type { Problem } from './errors.ts';
import { problemTexts } from './messages.ts';

type Issue = z.core.$ZodIssue;
type Found = Pick<Problem, 'message' | 'params'>;

/** A refinement gives a message key (`id_checksum`) as its message; zod's own sentences hold spaces. */
const isKey = (message: string): boolean => /^[a-z][\w.]*$/i.test(message);

const tooSmall = (issue: z.core.$ZodIssueTooSmall): Found => {
  const min = Number(issue.minimum);
  if (issue.origin === 'string') return min <= 1 ? { message: 'required' } : { message: 'too_short', params: { min } };
  if (issue.origin === 'array' || issue.origin === 'set') return { message: 'too_few', params: { min } };
  return { message: 'too_small', params: { min } };
};

const tooBig = (issue: z.core.$ZodIssueTooBig): Found => {
  const max = Number(issue.maximum);
  if (issue.origin === 'string') return { message: 'too_long', params: { max } };
  if (issue.origin === 'array' || issue.origin === 'set') return { message: 'too_many', params: { max } };
  return { message: 'too_big', params: { max } };
};

const found = (issue: Issue): Found => {
  if (isKey(issue.message)) return { message: issue.message };
  switch (issue.code) {
    case 'invalid_type':
      if (/received (undefined|null)$/.test(issue.message)) return { message: 'required' };
      return { message: issue.expected === 'number' ? 'bad_number' : 'bad_value' };
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return tooBig(issue);
    case 'invalid_format':
      return { message: issue.format === 'date' ? 'bad_date' : 'bad_format' };
    case 'unrecognized_keys':
      return { message: 'unknown_field', params: { names: issue.keys.join(', ') } };
    default:
      return { message: 'bad_value' };
  }
};

/** A rule with words of its own knows better what an empty text lacks. */
const isMissing = (input: unknown, { path, code }: Issue): boolean => {
  if (input === undefined || path.length === 0) return false;
  let value: unknown = input;
  for (const part of path) value = typeof value === 'object' && value !== null ? Reflect.get(value, part) : undefined;
  return value === undefined || (value === '' && code !== 'custom');
};

/**
 * All problems of a failed parse, in the shape of an error reply. `prefix` is the part of the
 * input that was parsed (`body`), so that a path reads as the form knows it: `body.idNumber`. With the input itself,
 * what is missing or empty is told apart from what is wrong.
 */
export const problemsOf = (error: z.ZodError, prefix: string, input?: unknown): Problem[] =>
  error.issues.map((issue) => ({
    path: [prefix, ...issue.path.map(String)].join('.'),
    ...(isMissing(input, issue) ? { message: 'required' } : found(issue)),
  }));

/** Whether a key is one of the shared catalogue. */
export const isSharedProblem = (key: string): key is keyof typeof problemTexts => key in problemTexts;
