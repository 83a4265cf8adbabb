/**
 * Rules are data; this file reads them. A computed day or verdict carries its reason: rule, article, source, inputs and steps.
 * Software counts and people decide: nothing here concludes about a person.
 */
import { addDays, addMonths, addYears } from '#shared/days.ts';
import { formatMoment } from '#shared/format.ts';
import type { Language } from '#shared/text.ts';
import { addWorkdays, emptyCalendar, type Calendar } from './calendar/rules.ts';
import { nationalRules } from './packs/national.ts';
import type { Comparison, Confidence, Measure, Rule, RuleInput, RuleResult, RuleValue } from './packs/rule.ts';
import { sources } from './packs/sources.ts';

export { nationalRules } from './packs/national.ts';
export { sources, type Source, type SourceKey } from './packs/sources.ts';
export type {
  Comparison,
  Confidence,
  Denominator,
  Golden,
  Measure,
  PeriodUnit,
  Rule,
  RuleInput,
  RuleResult,
  RuleValue,
  Tier,
  Unit,
} from './packs/rule.ts';

export interface Words {
  readonly zh: string;
  readonly en: string;
}

export interface Why {
  readonly ruleId: string;
  readonly article: string;
  readonly source: Words;
  readonly url?: string;
  readonly confidence: Confidence;
  readonly effectiveFrom: string;
  readonly note: Words;
  readonly inputs: Readonly<Record<string, string | number>>;
  readonly steps: readonly Words[];
}

export interface Answer<T = RuleResult> {
  readonly value: T;
  readonly why: Why;
  /** The holiday table of a year is missing; the answer is reckoned anew when it comes. */
  readonly provisional?: true;
  readonly missingYears?: readonly number[];
}

const indexes = new WeakMap<readonly Rule[], ReadonlyMap<string, readonly Rule[]>>();
/** Versions by id, oldest first; built once per pack, because an import asks some rules for each of its rows. */
const indexOf = (pack: readonly Rule[]): ReadonlyMap<string, readonly Rule[]> => {
  const known = indexes.get(pack);
  if (known) return known;
  const index = new Map<string, Rule[]>();
  for (const rule of pack.toSorted((a, b) => a.effectiveFrom.localeCompare(b.effectiveFrom))) {
    index.set(rule.id, [...(index.get(rule.id) ?? []), rule]);
  }
  indexes.set(pack, index);
  return index;
};

/** All versions of a rule, oldest first. */
export const versionsOf = (id: string, pack: readonly Rule[] = nationalRules): readonly Rule[] =>
  indexOf(pack).get(id) ?? [];

const isInForce = (rule: Rule, on: string): boolean =>
  rule.effectiveFrom <= on && (rule.effectiveTo === undefined || on <= rule.effectiveTo);

/** The version of a rule in force on a day, the latest where two overlap; undefined where there was none yet. */
export const findRule = (id: string, on: string, pack: readonly Rule[] = nationalRules): Rule | undefined =>
  versionsOf(id, pack).findLast((rule) => isInForce(rule, on));

/** As `findRule`; throws RangeError where no such rule was in force on the day. */
export const ruleAt = (id: string, on: string, pack: readonly Rule[] = nationalRules): Rule => {
  const rule = findRule(id, on, pack);
  if (!rule) throw new RangeError(`no rule ${id} in force on ${on}`);
  return rule;
};

export const compares = (left: number, compare: Comparison, right: number): boolean => {
  switch (compare) {
    case '>=':
      return left >= right;
    case '>':
      return left > right;
    case '<=':
      return left <= right;
    case '<':
      return left < right;
  }
};

/** The least whole number that satisfies a share of a total, or the greatest for `<=` and `<`. Exact: no fraction is ever rounded. */
export const neededOf = (value: Extract<RuleValue, { kind: 'share' }>, total: number): number => {
  const exact = value.part * total;
  switch (value.compare) {
    case '>=':
      return Math.ceil(exact / value.whole);
    case '>':
      return Math.floor(exact / value.whole) + 1;
    case '<=':
      return Math.floor(exact / value.whole);
    case '<':
      return Math.ceil(exact / value.whole) - 1;
  }
};

interface Reckoning {
  readonly value: RuleResult;
  readonly steps: readonly Words[];
  readonly missingYears?: readonly number[];
}

const step = (zh: string, en: string): Words => ({ zh, en });
const units = {
  hours: ['小时', 'hours'],
  days: ['日', 'days'],
  workdays: ['个工作日', 'working days'],
  months: ['个月', 'months'],
  years: ['年', 'years'],
} as const;
const wanted = <T>(value: T | undefined, rule: Rule, name: string): T => {
  if (value === undefined) throw new RangeError(`rule ${rule.id} needs ${name}`);
  return value;
};

/** What a rule counts: the denominator of a share, the span of a frequency, otherwise its unit. */
export const measureOf = ({ value, unit }: Pick<Rule, 'value' | 'unit'>): Measure => {
  if (value.kind === 'share') return value.of;
  return value.kind === 'frequency' ? `times/${value.per}` : unit;
};

const reckonWorkdays = (from: string, count: number, calendar: Calendar): Reckoning => {
  const hit = addWorkdays(calendar, from, count);
  const steps = [
    step(`${from} 次日起第 ${count} 个工作日为 ${hit.day}`, `Working day ${count} after ${from} is ${hit.day}`),
    ...hit.passed.map((h) =>
      step(
        `${h.date} ${h.name}：${h.kind === 'holiday' ? '放假，不计' : '补班，计入'}`,
        `${h.date} ${h.name}: ${h.kind === 'holiday' ? 'holiday, not counted' : 'made up, counted'}`,
      ),
    ),
    ...hit.missingYears.map((year) =>
      step(
        `${year} 年节假日安排未录入，按周末推算，结果暂定`,
        `The holidays of ${year} are missing: reckoned by weekends, provisional`,
      ),
    ),
  ];
  return { value: hit.day, steps, missingYears: hit.missingYears };
};

const reckonPeriod = (value: Extract<RuleValue, { kind: 'period' }>, from: string, calendar: Calendar): Reckoning => {
  const { count, unit } = value;
  if (unit === 'workdays') return reckonWorkdays(from, count, calendar);
  const due =
    unit === 'hours'
      ? new Date(Date.parse(from) + count * 3_600_000).toISOString()
      : { days: addDays, months: addMonths, years: addYears }[unit](from, count);
  const [zh, en] = units[unit];
  const told = (language: Language, at: string): string => (unit === 'hours' ? formatMoment(language, at) : at);
  return {
    value: due,
    steps: [
      step(
        `${told('zh', from)} 起 ${count} ${zh}：${told('zh', due)}`,
        `${count} ${en} from ${told('en', from)}: ${told('en', due)}`,
      ),
    ],
  };
};

const yuan = (fen: number): string => (fen / 100).toFixed(2);
const reckonTiers = (value: Extract<RuleValue, { kind: 'tiers' }>, amount: number): Reckoning => {
  const tier = value.steps.find(({ upTo }) => upTo === null || amount <= upTo);
  const perMille = tier?.perMille ?? 0;
  const due = Math.floor((amount * perMille + 500) / 1_000);
  const rate = `${perMille / 10}%`;
  return {
    value: due,
    steps: [
      step(
        `${yuan(amount)} 元全额 × ${rate} = ${yuan(due)} 元`,
        `${yuan(amount)} yuan, the whole amount, × ${rate} = ${yuan(due)} yuan`,
      ),
    ],
  };
};

const comparisonWords = {
  '>=': ['不少于', 'At least'],
  '>': ['超过', 'More than'],
  '<=': ['不超过', 'At most'],
  '<': ['少于', 'Less than'],
} as const;

const reckonShare = (value: Extract<RuleValue, { kind: 'share' }>, count: number, total: number): Reckoning => {
  const passed = compares(count * value.whole, value.compare, value.part * total);
  const line = neededOf(value, total);
  const bound = value.compare.startsWith('>') ? '至少' : '至多';
  const boundEn = value.compare.startsWith('>') ? 'at least' : 'at most';
  const [words, wordsEn] = comparisonWords[value.compare];
  // All of them is a number and no fraction.
  if (value.part === value.whole)
    return {
      value: passed,
      steps: [step(`${words} ${total}，实际 ${count}`, `${wordsEn} ${total}; there are ${count}`)],
    };
  return {
    value: passed,
    steps: [
      step(
        `${words} ${total} 的 ${value.part}/${value.whole}：${bound} ${line}，实际 ${count}`,
        `${wordsEn} ${value.part}/${value.whole} of ${total}: ${boundEn} ${line}; there are ${count}`,
      ),
    ],
  };
};

const reckon = (rule: Rule, input: RuleInput, calendar: Calendar): Reckoning => {
  const { value } = rule;
  switch (value.kind) {
    case 'count': {
      const count = wanted(input.count, rule, 'count');
      const [words, wordsEn] = comparisonWords[value.compare];
      return {
        value: compares(count, value.compare, value.count),
        steps: [step(`${words} ${value.count}，实际 ${count}`, `${wordsEn} ${value.count}; there are ${count}`)],
      };
    }
    case 'range': {
      const count = wanted(input.count, rule, 'count');
      return {
        value: count >= value.min && count <= value.max,
        steps: [
          step(`应为 ${value.min} 至 ${value.max}，实际 ${count}`, `${value.min} to ${value.max}; there are ${count}`),
        ],
      };
    }
    case 'frequency': {
      const count = wanted(input.count, rule, 'count');
      return {
        value: count >= value.times,
        steps: [step(`至少 ${value.times} 次，实际 ${count} 次`, `At least ${value.times}; there were ${count}`)],
      };
    }
    case 'share':
      return reckonShare(value, wanted(input.count, rule, 'count'), wanted(input.total, rule, 'total'));
    case 'surplus': {
      const seats = wanted(input.seats, rule, 'seats');
      const least = seats + Math.ceil((seats * value.part) / value.whole);
      return {
        value: least,
        steps: [step(`应选 ${seats} 人，候选人至少 ${least} 人`, `${seats} seats need at least ${least} candidates`)],
      };
    }
    case 'period':
      return reckonPeriod(value, wanted(input.from, rule, 'from'), calendar);
    case 'tiers':
      return reckonTiers(value, wanted(input.amount, rule, 'amount'));
    case 'choice':
      return { value: value.choice, steps: [] };
  }
};

/**
 * Applies one version of a rule. Amounts are fen; days `YYYY-MM-DD`; hours take and give ISO instants. Throws RangeError
 * where an input is missing, or where the question says that its number counts what the rule does not.
 */
export const evaluate = (rule: Rule, input: RuleInput, calendar: Calendar = emptyCalendar): Answer => {
  if (input.of !== undefined && input.of !== measureOf(rule))
    throw new RangeError(`rule ${rule.id} counts ${measureOf(rule)}, not ${input.of}`);
  const { value, steps, missingYears = [] } = reckon(rule, input, calendar);
  const why: Why = {
    ruleId: rule.id,
    article: rule.article,
    source: sources[rule.source].title,
    ...(rule.url === undefined ? {} : { url: rule.url }),
    confidence: rule.confidence,
    effectiveFrom: rule.effectiveFrom,
    note: rule.note,
    inputs: { ...input },
    steps,
  };
  return { value, why, ...(missingYears.length > 0 ? { provisional: true as const, missingYears } : {}) };
};

/** Asks the version of a rule that was in force on a day. */
export const ask = (id: string, on: string, input: RuleInput, calendar: Calendar = emptyCalendar): Answer =>
  evaluate(ruleAt(id, on), input, calendar);

/** A yes or no of a threshold, a share, a range or a frequency. Throws TypeError for a rule that answers something else. */
export const holds = (id: string, on: string, input: RuleInput): Answer<boolean> => {
  const { value, ...rest } = ask(id, on, input);
  if (typeof value !== 'boolean') throw new TypeError(`rule ${id} is no threshold`);
  return { ...rest, value };
};

/** The last day (or instant) of a period that begins with an event, by the rule in force on the day of the event. */
export const deadline = (id: string, from: string, calendar: Calendar = emptyCalendar): Answer<string> => {
  const { value, ...rest } = ask(id, from.slice(0, 10), { from }, calendar);
  if (typeof value !== 'string') throw new TypeError(`rule ${id} is no period`);
  return { ...rest, value };
};

/** Monthly dues in fen. `wage` also serves annual salaries (pay of the month) and the self-employed (last quarter's monthly mean). */
export const monthlyDues = (kind: 'wage' | 'pension', amount: number, on: string): Answer<number> => {
  const { value, ...rest } = ask(kind === 'wage' ? 'dues.tiers' : 'dues.pension', on, { amount });
  return { ...rest, value: Number(value) };
};

const spans: Readonly<Partial<Record<string, number>>> = { hours: 3_600_000, days: 86_400_000 };

/** Milliseconds for which a rule of hours or days lets something be kept, as it stands on a day: what sweeps delete by. */
export const keptFor = (id: string, on: string): number => {
  const { value } = ruleAt(id, on);
  const span = value.kind === 'period' ? spans[value.unit] : undefined;
  if (value.kind !== 'period' || span === undefined) throw new TypeError(`rule ${id} sets no hours or days`);
  return value.count * span;
};
