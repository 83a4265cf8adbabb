import { z } from 'zod';
import { type Form, useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { amendMeeting, type Meeting, meetingById, meetingList } from '../../contract.ts';
import { meetingProblemTexts, meetingTexts } from '../../messages.ts';
import { recordOf } from '../../offline/rules.ts';
import { type Attendance, tallyOf, timeOf } from '../../rules.ts';

const facts = amendMeeting.body.shape.facts.unwrap();
const people = z.array(z.uuid()).default([]);

/** The amendment as one form: facts, record and, as two lists, who came and who was excused. */
export const amendBody = amendMeeting.body
  .omit({ facts: true, attendance: true })
  .extend({ ...facts.shape, present: people, excused: people });

type Said = z.infer<typeof amendMeeting.body>['attendance'];

const listed = (meeting: Meeting, attendance: Attendance): string[] =>
  meeting.invitees.filter((person) => person.attendance === attendance).map((person) => person.personId);

/** Who was neither there nor excused was absent; of whom nothing was ever said, nothing is. */
const attendanceOf = (
  { attendance, personId }: Meeting['invitees'][number],
  present: readonly string[],
  excused: readonly string[],
): Attendance | null => {
  if (present.includes(personId)) return 'present';
  if (excused.includes(personId)) return 'excused';
  return attendance === null ? null : 'absent';
};

const saidOtherwise = (meeting: Meeting, present: readonly string[], excused: readonly string[]): Said =>
  meeting.invitees.flatMap((person) => {
    const attendance = attendanceOf(person, present, excused);
    return attendance === null || attendance === person.attendance ? [] : [{ personId: person.personId, attendance }];
  });

/** So many voters would be there by the lists as they stand in the form. */
export const votersIn = (meeting: Meeting, form: Form<typeof amendBody>): number => {
  const { present, excused } = form.values;
  const invitees = meeting.invitees.map((person) => ({
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
      time: timeOf(meeting.startsAt),
      ...(meeting.endsAt ? { endTime: timeOf(meeting.endsAt) } : {}),
      ...(meeting.place ? { place: meeting.place } : {}),
      ...(meeting.chair ? { chairPersonId: meeting.chair.id } : {}),
      ...(meeting.recorder ? { recorderPersonId: meeting.recorder.id } : {}),
      present: listed(meeting, 'present'),
      excused: listed(meeting, 'excused'),
    },
    texts: meetingProblemTexts,
    submit: async ({
      time,
      endTime,
      place,
      chairPersonId,
      recorderPersonId,
      present = [],
      excused = [],
      ...record
    }) => {
      const more = { ...(endTime ? { endTime } : {}), ...(place ? { place } : {}) };
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
