/** The shape of a rule as data. A pack is a list of such rows; nothing in the code knows a threshold, a clock or a denominator. */
import { sources, type Source, type SourceKey } from './sources.ts';

/** A the full text was read · B an official explainer or notice · C a secondary page · unsourced: common practice, set by the county. */
export type Confidence = 'A' | 'B' | 'C' | 'unsourced';
export type Comparison = '>=' | '>' | '<=' | '<';
export type PeriodUnit = 'hours' | 'days' | 'workdays' | 'months' | 'years';
/** Whom a share is a share of. The denominators differ by rule: a generic majority would be wrong (domain I2). */
export type Denominator =
  | 'entitled'
  | 'present'
  | 'committee'
  | 'members'
  | 'villagers'
  | 'households'
  | 'representatives'
  | 'collected'
  | 'issued'
  | 'seats';

/** One step of a scale: up to `upTo` fen inclusive (null: without end) the whole amount pays `perMille`. */
export interface Tier {
  readonly upTo: number | null;
  readonly perMille: number;
}

export type RuleValue =
  | { readonly kind: 'count'; readonly compare: Comparison; readonly count: number }
  | {
      readonly kind: 'share';
      readonly compare: Comparison;
      readonly part: number;
      readonly whole: number;
      readonly of: Denominator;
    }
  | { readonly kind: 'range'; readonly min: number; readonly max: number }
  | { readonly kind: 'period'; readonly count: number; readonly unit: PeriodUnit }
  | { readonly kind: 'frequency'; readonly times: number; readonly per: 'month' | 'quarter' | 'year' }
  | { readonly kind: 'tiers'; readonly steps: readonly Tier[] }
  | { readonly kind: 'surplus'; readonly part: number; readonly whole: number }
  | { readonly kind: 'choice'; readonly choice: string; readonly of: readonly string[] };

export type Unit =
  | 'members'
  | 'persons'
  | 'units'
  | 'delegates'
  | 'share'
  | 'months'
  | 'years'
  | 'age'
  | 'days'
  | 'workdays'
  | 'hours'
  | 'studyHours'
  | 'fen'
  | 'times'
  | 'times/month'
  | 'times/quarter'
  | 'times/year'
  | 'choice';

/** What the number of a question is a number of: whose total, how often in what, members or study hours. */
export type Measure = Denominator | Unit;

/** What a rule is asked about: a number of something, a part of a total, the day (or instant) of the event, an amount in fen. */
export interface RuleInput {
  readonly count?: number;
  readonly total?: number;
  readonly from?: string;
  readonly amount?: number;
  readonly seats?: number;
  /** Where it is said, a rule that counts something else refuses to answer. */
  readonly of?: Measure;
}

export type RuleResult = boolean | number | string;

/** A worked case. It is run as a test, and shown to readers of the rule. */
export interface Golden {
  readonly input: RuleInput;
  readonly expect: RuleResult;
  readonly says: { readonly zh: string; readonly en: string };
}

export interface Rule {
  readonly id: string;
  readonly value: RuleValue;
  readonly unit: Unit;
  readonly article: string;
  readonly source: SourceKey;
  readonly url?: string;
  readonly confidence: Confidence;
  readonly effectiveFrom: string;
  /** Last day in force. */
  readonly effectiveTo?: string;
  readonly note: { readonly zh: string; readonly en: string };
  readonly golden: readonly Golden[];
}

export const atLeast = (count: number): RuleValue => ({ kind: 'count', compare: '>=', count });
export const moreThan = (count: number): RuleValue => ({ kind: 'count', compare: '>', count });
export const atMost = (count: number): RuleValue => ({ kind: 'count', compare: '<=', count });
export const range = (min: number, max: number): RuleValue => ({ kind: 'range', min, max });
export const period = (count: number, unit: PeriodUnit): RuleValue => ({ kind: 'period', count, unit });
export const every = (times: number, per: 'month' | 'quarter' | 'year'): RuleValue => ({
  kind: 'frequency',
  times,
  per,
});
export const share = (compare: Comparison, part: number, whole: number, of: Denominator): RuleValue => ({
  kind: 'share',
  compare,
  part,
  whole,
  of,
});

const unitOf = (value: RuleValue): Unit => {
  switch (value.kind) {
    case 'share':
    case 'surplus':
      return 'share';
    case 'period':
      return value.unit;
    case 'frequency':
      return `times/${value.per}`;
    case 'tiers':
      return 'fen';
    case 'choice':
      return 'choice';
    default:
      return 'members';
  }
};

type Extra = Partial<Pick<Rule, 'unit' | 'url' | 'effectiveFrom' | 'effectiveTo'>>;
type Case = readonly [input: RuleInput, expect: RuleResult, zh: string, en: string];

/** What most rules of one rule-book share. Dates and address come from the source unless a rule says otherwise. */
export const book =
  (source: SourceKey, confidence: Confidence) =>
  (
    id: string,
    value: RuleValue,
    [article, zh, en]: readonly [article: string, zh: string, en: string],
    cases: readonly Case[],
    extra: Extra & { confidence?: Confidence } = {},
  ): Rule => {
    const from: Source = sources[source];
    return {
      id,
      value,
      unit: unitOf(value),
      article,
      source,
      ...(from.url === undefined ? {} : { url: from.url }),
      confidence,
      effectiveFrom: from.from,
      ...(from.to === undefined ? {} : { effectiveTo: from.to }),
      note: { zh, en },
      golden: cases.map(([input, expect, zh, en]) => ({ input, expect, says: { zh, en } })),
      ...extra,
    };
  };
