/** The sums of the secret test, as people counted them on paper. */
import type { Problem } from '#shared/errors.ts';
import { grades, type Votes } from '../rules.ts';

export type CountLine = { readonly personId: string } & Votes;

export interface Count {
  readonly issued: number;
  readonly returned: number;
  readonly valid: number;
  readonly invalid: number;
  readonly lines: readonly CountLine[];
}

const problem = (path: string, message: string, params: Readonly<Record<string, number>> = {}): Problem => ({
  path: `body.${path}`,
  message,
  params,
});

const sumOf = (line: Votes): number => grades.reduce((sum, grade) => sum + line[grade], 0);

/** Numbers that cannot be true together. A form may leave a name blank, so a line holds at most the valid forms. */
export const countProblems = (
  { issued, returned, valid, invalid, lines }: Count,
  { voters, graded }: { readonly voters: number; readonly graded: readonly string[] },
): Problem[] => {
  const named = new Set(lines.map(({ personId }) => personId));
  const same = named.size === lines.length && named.size === graded.length && graded.every((one) => named.has(one));
  return [
    ...(issued > voters ? [problem('issued', 'issued_many', { voters })] : []),
    ...(returned > issued ? [problem('returned', 'returned_many', { issued })] : []),
    ...(valid + invalid === returned ? [] : [problem('valid', 'valid_unequal', { returned, sum: valid + invalid })]),
    ...(same ? [] : [problem('lines', 'names_unequal')]),
    ...lines.flatMap((line, at) =>
      sumOf(line) > valid ? [problem(`lines.${at}.excellent`, 'votes_many', { valid, sum: sumOf(line) })] : [],
    ),
  ];
};

/**
 * Where a second count is not the first. It says at which place, and not what the first one holds: the second person looks at
 * the paper again, not at the other's number.
 */
export const differences = (first: Count, second: Count): Problem[] => {
  const papers = (['issued', 'returned', 'valid', 'invalid'] as const)
    .filter((name) => first[name] !== second[name])
    .map((name) => problem(name, 'counts_differ'));
  const known = new Map(first.lines.map((line) => [line.personId, line]));
  const lines = second.lines.flatMap((line, at) => {
    const other = known.get(line.personId);
    return grades
      .filter((grade) => other?.[grade] !== line[grade])
      .map((grade) => problem(`lines.${at}.${grade}`, 'counts_differ'));
  });
  return [...papers, ...lines];
};
