/**
 * Whether the golden cases of the rule packs hold every constant: each case of each rule is run, then each constant is
 * changed, one at a time, and the cases of its rule are run again. A change that no case notices has survived.
 */
import { fillFromChineseDays } from '#features/base/rules/calendar/commands.ts';
import { calendarOf } from '#features/base/rules/calendar/rules.ts';
import { evaluate, findRule, nationalRules, sources, type Rule, type RuleResult } from '#features/base/rules/rules.ts';
import { addDays } from '#shared/days.ts';
import { daysInForce } from '../parts/days-in-force.ts';
import { mutantsOf } from '../parts/rule-mutants.ts';
import type { Outcome } from '../report.ts';

const years = [2025, 2026];
const calendar = calendarOf(years.flatMap(fillFromChineseDays), years);

/** The answer of a rule to a case, or undefined where it refuses to answer. */
const answerOf = (rule: Rule, input: Rule['golden'][number]['input']): RuleResult | undefined => {
  try {
    return evaluate(rule, input, calendar).value;
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return undefined;
    throw error;
  }
};

const wrongCases = (rule: Rule): string[] =>
  rule.golden.filter(({ input, expect }) => answerOf(rule, input) !== expect).map(({ says }) => says.zh);

/** Whether a version is asked from its first day to its last and on no other, as the hand-made table has it. */
const keepsItsDays = (rule: Rule): boolean => {
  const [first, last] = daysInForce(rule);
  const asked = (day: string): boolean => findRule(rule.id, day, [rule]) === rule;
  return (
    asked(first) &&
    !asked(addDays(first, -1)) &&
    (last === undefined ? asked('9999-12-31') : asked(last) && !asked(addDays(last, 1)))
  );
};

const dayMutants = (rule: Rule): Rule[] => {
  const { effectiveTo, ...open } = rule;
  return [
    ...[-1, 1].map((by) => ({ ...rule, effectiveFrom: addDays(rule.effectiveFrom, by) })),
    ...(effectiveTo === undefined
      ? [{ ...rule, effectiveTo: '2026-12-31' }]
      : [open, ...[-1, 1].map((by) => ({ ...rule, effectiveTo: addDays(effectiveTo, by) }))]),
  ];
};

interface Tally {
  cases: number;
  mutants: number;
  readonly wrong: string[];
  readonly survived: string[];
}

const examine = (rule: Rule, tally: Tally): void => {
  const name = `${rule.id} (${rule.effectiveFrom})`;
  tally.cases += rule.golden.length;
  tally.wrong.push(...wrongCases(rule).map((says) => `${name}: ${says}`));
  if (!keepsItsDays(rule)) tally.wrong.push(`${name}: its days in force are not those of the table`);
  for (const { says, rule: mutant } of mutantsOf(rule)) {
    tally.mutants += 1;
    if (wrongCases(mutant).length === 0) tally.survived.push(`${name}: ${says}`);
  }
  for (const mutant of dayMutants(rule)) {
    tally.mutants += 1;
    if (keepsItsDays(mutant))
      tally.survived.push(`${name}: in force from ${mutant.effectiveFrom} to ${mutant.effectiveTo ?? 'now'}`);
  }
};

/** One line for each book, with the cases of each of its articles. */
const perArticle = (): string[] => {
  const books = new Map<string, Map<string, number>>();
  for (const rule of nationalRules) {
    const articles = books.get(rule.source) ?? new Map<string, number>();
    articles.set(rule.article, (articles.get(rule.article) ?? 0) + rule.golden.length);
    books.set(rule.source, articles);
  }
  return [...books].map(
    ([source, articles]) =>
      `  ${sources[source as keyof typeof sources].title.zh}: ${[...articles].map(([article, cases]) => `${article} ${cases}`).join('，')}`,
  );
};

/** Golden cases per article, mutants of the constants, and those that survived. */
export const run = (): Promise<Outcome> => {
  const tally: Tally = { cases: 0, mutants: 0, wrong: [], survived: [] };
  for (const rule of nationalRules) examine(rule, tally);
  const articles = new Set(nationalRules.map((rule) => `${rule.source} ${rule.article}`)).size;
  return Promise.resolve({
    lines: [
      `rules: ${nationalRules.length} of ${articles} articles, golden cases ${tally.cases}, wrong ${tally.wrong.length}`,
      ...perArticle(),
      ...tally.wrong.map((line) => `  wrong: ${line}`),
      `mutants of constants (values, comparisons, units, denominators, days in force): ${tally.mutants}, survived ${tally.survived.length}`,
      ...tally.survived.map((line) => `  survived: ${line}`),
    ],
    ok: tally.wrong.length === 0 && tally.survived.length === 0 && tally.mutants > 0,
  });
};
