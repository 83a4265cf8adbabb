/** The form of old papers: a few plain fields for each step, named `<step>_<field>`, and what is sent of them. */
import { z } from 'zod';
import { dayOf, isDay } from '#shared/days.ts';
import type { Text } from '#shared/text.ts';
import type { PaperFact } from '../../checking/contract.ts';
import { checkingTexts } from '../../checking/messages.ts';
import { admissionTexts } from '../../messages.ts';
import { concluding, lasting, outcomesOf, repeated, reporting, voted } from '../../rules.ts';
import { type Outcome, outcomes, stepIds, type StepId } from '../../steps.ts';

export const paperSteps = stepIds.filter((step) => step !== 'application');
export const namedSteps: ReadonlySet<StepId> = new Set<StepId>(['contacts', 'introducers']);
export const isMany = (step: StepId): boolean => repeated.has(step) && step !== 'talk';

export const voteFields = ['entitled', 'present', 'yes', 'no', 'abstain', 'writtenOpinions'] as const;
export const trainingFields = ['days', 'hours'] as const;

const few = z.number().int().min(0).max(9_999).optional();
const words = z.string().trim().max(300).optional();

/** The fields of a step beside its day. */
export const fieldsOf = (step: StepId): readonly string[] => [
  ...(lasting.has(step) ? ['until'] : []),
  ...(outcomesOf(step).length > 1 ? ['outcome'] : []),
  ...(step === 'training' ? [...trainingFields] : []),
  ...(voted.has(step) ? [...voteFields, 'secret'] : []),
  ...(step === 'conversionMeeting' ? ['months'] : []),
  ...(step === 'approval' || step === 'training' ? ['special'] : []),
  ...(namedSteps.has(step) ? ['names'] : []),
  ...(concluding.has(step) ? ['concludedBy'] : []),
  ...(reporting.has(step) ? ['receivedOn'] : []),
];

const shapes: Readonly<Record<string, z.ZodType>> = {
  until: z.iso.date().optional(),
  outcome: z.enum(outcomes).optional(),
  days: few,
  hours: few,
  months: few,
  special: z.boolean().optional(),
  secret: z.boolean().optional(),
  names: words,
  concludedBy: words,
  receivedOn: z.iso.date().optional(),
  ...Object.fromEntries(voteFields.map((field) => [field, few])),
};

const stepShape = (step: StepId): Record<string, z.ZodType> => ({
  [`${step}_on`]: isMany(step) ? z.string().max(400).optional() : z.iso.date().optional(),
  ...Object.fromEntries(fieldsOf(step).map((field) => [`${step}_${field}`, shapes[field] ?? words])),
});

export type Typed = Readonly<Record<string, unknown>>;

const linesOf = (value: unknown): string[] =>
  (typeof value === 'string' ? value : '')
    .split(/[\n、，,；;]/u)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** 2024-3-5, 2024.03.05 and 2024年3月5日 are one day; undefined for what is none. */
export const dayIn = (line: string): string | undefined => {
  const [, year, month = '', date = ''] = /^(\d{4})\D(\d{1,2})\D(\d{1,2})日?$/u.exec(line) ?? [];
  const day = `${year ?? ''}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return year !== undefined && isDay(day) ? day : undefined;
};

const daysOf = (typed: Typed, step: StepId): (string | undefined)[] => linesOf(typed[`${step}_on`]).map(dayIn);

const isTyped = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

const problemOf = (typed: Typed, step: StepId): readonly [field: string, text: keyof typeof checkingTexts] | null => {
  if (isMany(step)) return daysOf(typed, step).includes(undefined) ? ['on', 'notDays'] : null;
  const [on, until] = [typed[`${step}_on`], typed[`${step}_until`]];
  if (typeof on === 'string' && typeof until === 'string' && until < on) return ['until', 'notBefore'];
  const received = typed[`${step}_receivedOn`];
  if (typeof received === 'string' && received > dayOf(Date.now())) return ['receivedOn', 'notYet'];
  // A switch that stands as it began says nothing.
  const told = fieldsOf(step).some(
    (field) => field !== 'secret' && field !== 'special' && isTyped(typed[`${step}_${field}`]),
  );
  return !isTyped(on) && told ? ['on', 'dayMissing'] : null;
};

export const paperSchema = z
  .object({
    branchId: z.uuid(),
    personId: z.uuid().optional(),
    name: z.string().trim().max(60).optional(),
    idNumber: z.string().trim().max(20).optional(),
    begunOn: z.iso.date(),
    transferredIn: z.boolean().optional(),
    ...Object.fromEntries(paperSteps.flatMap((step) => Object.entries(stepShape(step)))),
  })
  .superRefine((typed: Typed, context) => {
    for (const step of paperSteps) {
      const found = problemOf(typed, step);
      if (found) context.addIssue({ code: 'custom', path: [`${step}_${found[0]}`], message: found[1] });
    }
  });

const factOf = (typed: Typed, step: StepId, on: string): PaperFact => {
  const told = Object.fromEntries(
    fieldsOf(step)
      .map((field) => [field, typed[`${step}_${field}`]] as const)
      .filter(([field, value]) => isTyped(value) && field !== 'names'),
  );
  const names = linesOf(typed[`${step}_names`]);
  const [first = 'done'] = outcomesOf(step);
  const outcome = (told['outcome'] as Outcome | undefined) ?? first;
  return { step, on, ...told, outcome, ...(names.length === 0 ? {} : { names }) };
};

/** The facts that were typed: a step without a day is left out. */
export const factsIn = (typed: Typed): PaperFact[] =>
  paperSteps.flatMap((step) => {
    const days = isMany(step) ? daysOf(typed, step) : [typed[`${step}_on`]];
    return days.flatMap((on) => (typeof on === 'string' && on !== '' ? [factOf(typed, step, on)] : []));
  });

const plain: Readonly<Record<string, Text>> = Object.fromEntries(
  ([...voteFields, ...trainingFields, 'months', 'special', 'secret'] as const).map((field) => [
    field,
    admissionTexts[field],
  ]),
);

/** The label of a field; the name of its step stands over its group. */
export const labelOf = (step: StepId, field: string): Text => {
  if (field === 'on') return isMany(step) ? checkingTexts.many : checkingTexts.first;
  if (field === 'until') return checkingTexts.last;
  if (field === 'outcome') return checkingTexts.outcome;
  if (field === 'names') return checkingTexts.names;
  if (field === 'concludedBy') return checkingTexts.concluded;
  if (field === 'receivedOn')
    return step === 'superiorTalk' ? admissionTexts.receivedTalk : admissionTexts.receivedMeeting;
  return plain[field] ?? checkingTexts.first;
};
