import { route, type Route } from '#platform/http/route.ts';
import { isDay } from '#shared/days.ts';
import { invalid, notFound } from '#shared/errors.ts';
import { fillFromChineseDays, replaceYear } from './calendar/commands.ts';
import { readCalendar, yearView } from './calendar/queries.ts';
import * as contract from './contract.ts';
import { ask, findRule, nationalRules, sources, versionsOf, type Rule } from './rules.ts';

const inForce = (rule: Rule, on: string): boolean =>
  rule.effectiveFrom <= on && (rule.effectiveTo === undefined || rule.effectiveTo >= on);

const ruleView = (rule: Rule, on: string) => {
  const { title } = sources[rule.source];
  return {
    id: rule.id,
    value: rule.value,
    unit: rule.unit,
    article: rule.article,
    source: title,
    url: rule.url ?? null,
    confidence: rule.confidence,
    effectiveFrom: rule.effectiveFrom,
    effectiveTo: rule.effectiveTo ?? null,
    inForce: inForce(rule, on),
    note: rule.note,
    golden: rule.golden.map((g) => ({
      input: { ...g.input } as Record<string, string | number>,
      expect: g.expect,
      says: g.says,
    })),
  };
};

export const ruleRoutes: readonly Route[] = [
  route.query(contract.ruleList, async (_db, _scope, { query }, { county }) => {
    const on = query.on ?? county.today();
    return { on, items: nationalRules.map((rule) => ruleView(rule, on)) };
  }),
  route.query(contract.askRule, async (db, _scope, { params, query }) => {
    const { on, ...given } = query;
    if (versionsOf(params.id).length === 0) throw notFound();
    const rule = findRule(params.id, on);
    if (!rule) throw invalid('query.on', 'rule_not_in_force', { date: on });
    const input = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    for (const key of contract.asked[rule.value.kind]) if (!(key in input)) throw invalid(`query.${key}`, 'required');
    const isHours = rule.value.kind === 'period' && rule.value.unit === 'hours';
    if (query.from !== undefined && isHours === isDay(query.from))
      throw invalid('query.from', isHours ? 'instant_wanted' : 'bad_date');
    const answer = ask(params.id, on, input, await readCalendar(db));
    const { why } = answer;
    return {
      value: answer.value,
      why: { ...why, inputs: { ...why.inputs }, steps: [...why.steps] },
      provisional: answer.provisional ?? false,
      missingYears: [...(answer.missingYears ?? [])],
    };
  }),
  route.query(contract.calendarYear, (db, _scope, { params }) => yearView(db, params.year)),
  route.command(contract.setCalendarYear, async (tx, scope, { params, body }) => {
    const outside = body.days.findIndex((d) => !d.date.startsWith(`${params.year}-`));
    if (outside >= 0) throw invalid(`body.days.${outside}.date`, 'other_year', { year: params.year });
    await replaceYear(tx, scope, params.year, body.source, body.days);
    return yearView(tx, params.year);
  }),
  route.command(contract.fillCalendarYear, async (tx, scope, { params }) => {
    const days = fillFromChineseDays(params.year);
    if (days.length === 0) throw invalid('params.year', 'year_unknown', { year: params.year });
    await replaceYear(tx, scope, params.year, 'chinese-days', days);
    return yearView(tx, params.year);
  }),
];
