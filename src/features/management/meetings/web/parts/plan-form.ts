import { z } from 'zod';
import type { Reply } from '#shared/endpoint.ts';
import type { Field } from '#ui/field.ts';
import { type Form, useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import {
  editMeeting,
  type Meeting,
  meetingById,
  meetingDraft,
  meetingList,
  planMeeting,
  planSeries,
} from '../../contract.ts';
import { meetingProblemTexts, meetingTexts } from '../../messages.ts';
import { type PlanChange, planOf } from '../../offline/rules.ts';
import { type MeetingType, typeFacts } from '../../rules.ts';
import { seriesAhead } from '../../series/contract.ts';

/** One meeting, or one a month where a number of months is given. */
const newPlan = planMeeting.body.extend({ months: z.number().int().min(2).max(12).optional() });
type Plan = typeof newPlan | typeof editMeeting.body;
export type Draft = Reply<typeof meetingDraft>;

/** How many are asked where it is planned as last time. */
export const lastAsked = ({ roster }: Draft, type: MeetingType): number =>
  typeFacts[type].attendees === 'chosen' ? roster.filter(({ chosen }) => chosen).length : roster.length;

const labels = {
  title: meetingTexts.subject,
  day: meetingTexts.day,
  time: meetingTexts.time,
  endTime: meetingTexts.endTime,
  place: meetingTexts.place,
  chairPersonId: meetingTexts.chair,
  recorderPersonId: meetingTexts.recorder,
  agenda: meetingTexts.agenda,
  invited: meetingTexts.invited,
  capacity: meetingTexts.capacity,
} as const;

/** The fields that a new plan and a changed one share, whichever form they stand in. */
export interface PlanFields {
  readonly title: Field<string>;
  readonly day: Field<string>;
  readonly time: Field<string>;
  readonly endTime: Field<string>;
  readonly place: Field<string>;
  readonly chairPersonId: Field<string>;
  readonly recorderPersonId: Field<string>;
  /** One item a line. */
  readonly agenda: Field<string>;
  readonly invited: Field<string[]> | null;
  readonly capacity: Field<number> | null;
}

const asLines = (field: Field<string[]>): Field<string> => ({
  ...field,
  value: (field.value ?? []).join('\n'),
  onChange: (text) => field.onChange(text ? text.split('\n').map((line) => line.trimStart()) : []),
});

export const planFieldsOf = (form: Form<Plan>, type: MeetingType): PlanFields => ({
  title: form.field('title'),
  day: form.field('day'),
  time: form.field('time'),
  endTime: form.field('endTime'),
  place: form.field('place'),
  chairPersonId: form.field('chairPersonId'),
  recorderPersonId: form.field('recorderPersonId'),
  agenda: asLines(form.field('agenda')),
  invited: typeFacts[type].attendees === 'chosen' ? form.field('invited') : null,
  capacity: typeFacts[type].signUp ? form.field('capacity') : null,
});

const withoutBlanks = (agenda: readonly string[] | undefined): string[] =>
  (agenda ?? []).map((line) => line.trim()).filter((line) => line !== '');

interface NewOptions {
  readonly organisationId: string;
  readonly type: MeetingType;
  readonly draft: Draft;
  readonly today: string;
  /** In the place of the command: writes the plan down on this device first. Answers its id. */
  readonly send?: (body: z.input<typeof planMeeting.body>) => Promise<{ readonly id: string }>;
  readonly onPlanned: (planned: { readonly id: string; readonly count: number }) => void;
}

/** Everything but the day as last time. */
const planFrom = (organisationId: string, type: MeetingType, { last, roster }: Draft, today: string) => {
  const chosen = roster.filter((person) => person.chosen).map((person) => person.personId);
  return {
    organisationId,
    type,
    title: last?.title ?? typeFacts[type].name.zh,
    day: last?.nextDay ?? today,
    time: last?.time ?? '14:30',
    ...(last?.endTime ? { endTime: last.endTime } : {}),
    ...(last?.place ? { place: last.place } : {}),
    ...(last?.chairPersonId ? { chairPersonId: last.chairPersonId } : {}),
    ...(last?.recorderPersonId ? { recorderPersonId: last.recorderPersonId } : {}),
    agenda: [...(last?.agenda ?? [])],
    ...(last?.capacity && typeFacts[type].signUp ? { capacity: last.capacity } : {}),
    ...(typeFacts[type].attendees === 'chosen' ? { invited: chosen } : {}),
  };
};

const startOf = ({ organisationId, type, draft, today }: NewOptions) => planFrom(organisationId, type, draft, today);

/** The same again, as the office's own command does it: of the same series, with chair and recorder where they still belong to the branch. */
export const lastPlan = (organisationId: string, type: MeetingType, draft: Draft | undefined) => {
  const known = draft ?? { last: null, roster: [], openTasks: [] };
  const { chairPersonId, recorderPersonId, ...plan } = planFrom(organisationId, type, known, '');
  const isThere = (id: string | undefined): boolean => known.roster.some(({ personId }) => personId === id);
  return {
    ...plan,
    ...(known.last === null ? {} : { like: known.last.id }),
    ...(chairPersonId !== undefined && isThere(chairPersonId) ? { chairPersonId } : {}),
    ...(recorderPersonId !== undefined && isThere(recorderPersonId) ? { recorderPersonId } : {}),
  };
};

/** A new meeting, filled with what the last one of its type says. */
export const useNewPlan = (options: NewOptions): Form<typeof newPlan> => {
  const touches = [meetingList, meetingDraft];
  const one = useCommand(planMeeting, { touches });
  const many = useCommand(planSeries, { touches });
  return useForm({
    schema: newPlan,
    labels: { ...labels, months: meetingTexts.months },
    initial: startOf(options),
    texts: meetingProblemTexts,
    draft: `meeting:${options.organisationId}:${options.type}`,
    submit: async ({ months, ...plan }) => {
      const body = { ...plan, agenda: withoutBlanks(plan.agenda) };
      if (months === undefined) {
        const { id } = await (options.send?.(body) ?? one.run({ body }));
        options.onPlanned({ id, count: 1 });
        return;
      }
      const { items } = await many.run({ body: { ...body, months } });
      options.onPlanned({ id: items[0]?.id ?? '', count: items.length });
    },
  });
};

interface ChangeOptions {
  readonly onSaved: () => void;
  /** Those of its series that follow are meant as well. */
  readonly following: { readonly following?: number };
  /** In the place of the command, for this one alone: writes the change down on this device first. */
  readonly send?: (plan: PlanChange) => Promise<unknown>;
}

export const useChangedPlan = (
  meeting: Meeting,
  { onSaved, following, send }: ChangeOptions,
): Form<typeof editMeeting.body> => {
  const touches = [meetingList, seriesAhead, [meetingById, { params: { id: meeting.id } }]] as const;
  const { run } = useCommand(editMeeting, { touches });
  return useForm({
    schema: editMeeting.body,
    labels,
    initial: { version: meeting.version, ...planOf(meeting) },
    texts: meetingProblemTexts,
    submit: async (body) => {
      const { version, following: _none, ...plan } = { ...body, agenda: withoutBlanks(body.agenda) };
      const isWide = following.following !== undefined;
      if (send && !isWide) await send(plan);
      else await run({ params: { id: meeting.id }, body: { version, ...plan, ...following } });
      onSaved();
    },
  });
};
