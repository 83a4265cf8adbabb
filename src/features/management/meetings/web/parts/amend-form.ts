import { z } from 'zod';
import { isDay } from '#shared/days.ts';
import type { Reply } from '#shared/endpoint.ts';
import { type Form, useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { type Meeting, meetingById, meetingList } from '../../contract.ts';
import { meetingProblemTexts, meetingTexts } from '../../messages.ts';
import { recordOf } from '../../offline/rules.ts';
import { amendMeeting, newDay } from '../../record/amending/contract.ts';
import { type Attendance, meetingDay, tallyOf, timeOf } from '../../rules.ts';

const facts = amendMeeting.body.shape.facts.unwrap();
const people = z.array(z.uuid()).default([]);

/** The amendment as one form: facts, record and, as two lists, who came and who was excused. */
export const amendBody = amendMeeting.body
  .omit({ facts: true, attendance: true })
  .extend({ ...facts.shape, present: people, excused: people });

type Listed = Pick<Meeting['invitees'][number], 'personId' | 'name' | 'votes' | 'exempt' | 'response' | 'attendance'>;
export type DayChanges = Reply<typeof newDay>;
type Said = z.infer<typeof amendMeeting.body>['attendance'];

const listed = (meeting: Meeting, attendance: Attendance): string[] =>
  meeting.invitees.filter((person) => person.attendance === attendance).map((person) => person.personId);

/** Who was neither there nor excused was absent; of whom nothing was ever said, nothing is. */
const attendanceOf = (
  { attendance, personId }: Pick<Listed, 'attendance' | 'personId'>,
  present: readonly string[],
  excused: readonly string[],
): Attendance | null => {
  if (present.includes(personId)) return 'present';
  if (excused.includes(personId)) return 'excused';
  return attendance === null ? null : 'absent';
};

/** Where the form says otherwise than the list, and what it says of those whom the roster of another day brings. */
const saidOtherwise = (meeting: Meeting, present: readonly string[], excused: readonly string[]): Said => {
  const listed = new Set(meeting.invitees.map(({ personId }) => personId));
  const joined = (ids: readonly string[], attendance: Attendance): Said =>
    ids.filter((id) => !listed.has(id)).map((personId) => ({ personId, attendance }));
  return [
    ...meeting.invitees.flatMap((person) => {
      const attendance = attendanceOf(person, present, excused);
      return attendance === null || attendance === person.attendance ? [] : [{ personId: person.personId, attendance }];
    }),
    ...joined(present, 'present'),
    ...joined(excused, 'excused'),
  ];
};

/** The list as it stands, or as it would be on another day. */
export const listIn = (meeting: Meeting, changes: DayChanges | undefined): readonly Listed[] =>
  changes?.people.map((person) => ({
    attendance: null,
    response: 'none' as const,
    ...meeting.invitees.find(({ personId }) => personId === person.personId),
    ...person,
  })) ?? meeting.invitees;

/** What another day would change, once one is chosen. */
export const useDayChanges = (meeting: Meeting, day: string | null | undefined) => {
  const isOther = isDay(day ?? '') && day !== meeting.heldOn;
  const { data, error } = useApi(
    newDay,
    { params: { id: meeting.id }, query: { day: day ?? '' } },
    { enabled: isOther },
  );
  return { changes: isOther ? data : undefined, error: isOther ? error : null };
};

/** So many voters would be there by the lists as they stand in the form. */
export const votersIn = (meeting: Meeting, list: readonly Listed[], form: Form<typeof amendBody>): number => {
  const { present, excused } = form.values;
  const invitees = list.map((person) => ({
    ...person,
    attendance: attendanceOf(person, present ?? [], excused ?? []),
  }));
  return tallyOf(meeting.type, invitees).votersPresent;
};

export const useAmendment = (meeting: Meeting, onSaved: () => void): Form<typeof amendBody> => {
  const { run } = useCommand(amendMeeting, { touches: [meetingList, [meetingById, { params: { id: meeting.id } }]] });
  return useForm({
    schema: amendBody,
    labels: {
      reason: meetingTexts.amendReason,
      content: meetingTexts.content,
      day: meetingTexts.day,
      time: meetingTexts.time,
      endTime: meetingTexts.endTime,
      place: meetingTexts.place,
      chairPersonId: meetingTexts.chair,
      recorderPersonId: meetingTexts.recorder,
      present: meetingTexts.mark_present,
      excused: meetingTexts.mark_excused,
    },
    initial: {
      version: meeting.version,
      ...recordOf(meeting),
      day: meeting.heldOn ?? meetingDay(meeting.startsAt),
      time: timeOf(meeting.startsAt),
      ...(meeting.endsAt ? { endTime: timeOf(meeting.endsAt) } : {}),
      ...(meeting.place ? { place: meeting.place } : {}),
      ...(meeting.chair ? { chairPersonId: meeting.chair.id } : {}),
      ...(meeting.recorder ? { recorderPersonId: meeting.recorder.id } : {}),
      present: listed(meeting, 'present'),
      excused: listed(meeting, 'excused'),
    },
    texts: meetingProblemTexts,
    draft: `amend:${meeting.id}`,
    submit: async ({
      day,
      time,
      endTime,
      place,
      chairPersonId,
      recorderPersonId,
      present = [],
      excused = [],
      ...record
    }) => {
      const more = { ...(day ? { day } : {}), ...(endTime ? { endTime } : {}), ...(place ? { place } : {}) };
      const body = {
        ...record,
        facts: { time, chairPersonId, recorderPersonId, ...more },
        attendance: saidOtherwise(meeting, present, excused),
      };
      await run({ params: { id: meeting.id }, body });
      onSaved();
    },
  });
};
