/** Every constant of a rule, changed one at a time. The changes are made to data; no text is replaced. */
import type { Comparison, Measure, PeriodUnit, Rule, RuleValue, Tier } from '#features/base/rules/rules.ts';

export interface Mutant {
  readonly says: string;
  readonly rule: Rule;
}

const comparisons: readonly Comparison[] = ['>=', '>', '<=', '<'];
const periodUnits: readonly PeriodUnit[] = ['hours', 'days', 'workdays', 'months', 'years'];
const spans = ['month', 'quarter', 'year'] as const;
const denominators = [
  'entitled',
  'present',
  'committee',
  'members',
  'villagers',
  'households',
  'representatives',
  'collected',
  'issued',
  'seats',
] as const satisfies readonly Measure[];
const units = [
  'members',
  'persons',
  'units',
  'delegates',
  'years',
  'age',
  'days',
  'studyHours',
  'fen',
  'times',
] as const;

type Change = readonly [says: string, value: RuleValue];
type Of<K extends RuleValue['kind']> = Extract<RuleValue, { kind: K }>;

/** The neighbours of a number. */
const near = (count: number, steps: readonly number[] = [1]): number[] =>
  [...new Set(steps.flatMap((step) => [count - step, count + step]))].filter((other) => other !== count);

const flips = <V extends RuleValue & { readonly compare: Comparison }>(value: V): Change[] =>
  comparisons
    .filter((compare) => compare !== value.compare)
    .map((compare) => [`${value.compare} as ${compare}`, { ...value, compare }]);

const ofShare = (value: Of<'share'>): Change[] => [
  ...near(value.part).map((part): Change => [`part ${part}`, { ...value, part }]),
  ...near(value.whole).map((whole): Change => [`whole ${whole}`, { ...value, whole }]),
  ...flips(value),
  ...denominators.filter((of) => of !== value.of).map((of): Change => [`of ${of}`, { ...value, of }]),
];

/** What people take a span for: a month for thirty days, a year for 365, a quarter for ninety, a working week for seven. */
const looseSpans = ({ count, unit }: Of<'period'>): Of<'period'>[] => {
  const loose = (other: number, as: PeriodUnit): Of<'period'> => ({ kind: 'period', count: other, unit: as });
  switch (unit) {
    case 'months':
      return [loose(count * 30, 'days'), loose(count * 31, 'days'), loose(Math.round(count * 30.5), 'days')];
    case 'years':
      return [loose(count * 365, 'days'), loose(count * 366, 'days'), loose(count * 360, 'days')];
    case 'days':
      return [
        ...(count % 30 === 0 ? [loose(count / 30, 'months')] : []),
        ...(count % 365 === 0 ? [loose(count / 365, 'years')] : []),
        ...(count % 7 === 0 ? [] : [loose(Math.floor(count / 7) * 7 || 7, 'days')]),
      ];
    case 'workdays':
      return count % 5 === 0 ? [loose((count / 5) * 7, 'days')] : [];
    case 'hours':
      return count % 24 === 0 ? [loose(count / 24, 'days')] : [];
  }
};

const ofPeriod = (value: Of<'period'>): Change[] => [
  ...near(value.count).map((count): Change => [`count ${count}`, { ...value, count }]),
  [`count ${-value.count}`, { ...value, count: -value.count }],
  ...periodUnits.filter((unit) => unit !== value.unit).map((unit): Change => [`unit ${unit}`, { ...value, unit }]),
  ...looseSpans(value).map((other): Change => [`${other.count} ${other.unit}`, other]),
];

const withStep = (value: Of<'tiers'>, place: number, step: Partial<Tier>): RuleValue => ({
  ...value,
  steps: value.steps.map((tier, index) => (index === place ? { ...tier, ...step } : tier)),
});

const ofTiers = (value: Of<'tiers'>): Change[] =>
  value.steps.flatMap(({ upTo, perMille }, place): Change[] => [
    ...(upTo === null ? [] : near(upTo, [1, 100])).map((other): Change => [
      `step ${place} up to ${other}`,
      withStep(value, place, { upTo: other }),
    ]),
    ...(upTo === null ? [] : [upTo / 100, upTo * 100]).map((other): Change => [
      `step ${place} up to ${other}`,
      withStep(value, place, { upTo: other }),
    ]),
    ...[...near(perMille), perMille * 10].map((other): Change => [
      `step ${place} pays ${other} ‰`,
      withStep(value, place, { perMille: other }),
    ]),
    [`without step ${place}`, { ...value, steps: value.steps.filter((_, index) => index !== place) }],
  ]);

const ofRange = (value: Of<'range'>): Change[] => [
  ...near(value.min).map((min): Change => [`min ${min}`, { ...value, min }]),
  ...near(value.max).map((max): Change => [`max ${max}`, { ...value, max }]),
];

const ofSurplus = (value: Of<'surplus'>): Change[] => [
  ...near(value.part).map((part): Change => [`part ${part}`, { ...value, part }]),
  ...near(value.whole).map((whole): Change => [`whole ${whole}`, { ...value, whole }]),
];

const changesOf = (value: RuleValue): Change[] => {
  switch (value.kind) {
    case 'count':
      return [...near(value.count).map((count): Change => [`count ${count}`, { ...value, count }]), ...flips(value)];
    case 'share':
      return ofShare(value);
    case 'range':
      return ofRange(value);
    case 'period':
      return ofPeriod(value);
    case 'frequency':
      return [
        ...near(value.times).map((times): Change => [`times ${times}`, { ...value, times }]),
        ...spans.filter((per) => per !== value.per).map((per): Change => [`per ${per}`, { ...value, per }]),
      ];
    case 'tiers':
      return ofTiers(value);
    case 'surplus':
      return ofSurplus(value);
    case 'choice':
      return [...value.of.filter((one) => one !== value.choice), 'neither'].map((choice): Change => [
        `choice ${choice}`,
        { ...value, choice },
      ]);
  }
};

/** Only counts and ranges say their unit; those of the others follow from the value. */
const unitChanges = (rule: Rule): Mutant[] =>
  rule.value.kind === 'count' || rule.value.kind === 'range'
    ? units
        .filter((unit) => unit !== rule.unit)
        .map((unit) => ({ says: `unit ${unit} for ${rule.unit}`, rule: { ...rule, unit } }))
    : [];

/** All rules that differ from this one in a single constant of its value or in its unit. */
export const mutantsOf = (rule: Rule): readonly Mutant[] => [
  ...changesOf(rule.value).map(([says, value]) => ({ says, rule: { ...rule, value } })),
  ...unitChanges(rule),
];
