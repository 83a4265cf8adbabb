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
import { meetingDay, type MeetingType, timeOf, typeFacts } from '../../rules.ts';

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
  readonly onPlanned: (planned: { readonly id: string; readonly count: number }) => void;
}

const startOf = ({ organisationId, type, draft, today }: NewOptions) => {
  const { last } = draft;
  const chosen = draft.roster.filter((person) => person.chosen).map((person) => person.personId);
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
    ...(typeFacts[type].attendees === 'chosen' ? { invited: chosen } : {}),
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
        const { id } = await one.run({ body });
        options.onPlanned({ id, count: 1 });
        return;
      }
      const { items } = await many.run({ body: { ...body, months } });
      options.onPlanned({ id: items[0]?.id ?? '', count: items.length });
    },
  });
};

export const useChangedPlan = (meeting: Meeting, onSaved: () => void): Form<typeof editMeeting.body> => {
  const { run } = useCommand(editMeeting, { touches: [meetingList, [meetingById, { params: { id: meeting.id } }]] });
  return useForm({
    schema: editMeeting.body,
    labels,
    initial: {
      version: meeting.version,
      title: meeting.title,
      day: meetingDay(meeting.startsAt),
      time: timeOf(meeting.startsAt),
      ...(meeting.endsAt ? { endTime: timeOf(meeting.endsAt) } : {}),
      ...(meeting.place ? { place: meeting.place } : {}),
      ...(meeting.chair ? { chairPersonId: meeting.chair.id } : {}),
      ...(meeting.recorder ? { recorderPersonId: meeting.recorder.id } : {}),
      agenda: [...meeting.agenda],
      ...(typeFacts[meeting.type].attendees === 'chosen'
        ? { invited: meeting.invitees.map((person) => person.personId) }
        : {}),
      ...(meeting.capacity ? { capacity: meeting.capacity } : {}),
    },
    texts: meetingProblemTexts,
    submit: async (body) => {
      await run({ params: { id: meeting.id }, body: { ...body, agenda: withoutBlanks(body.agenda) } });
      onSaved();
    },
  });
};
