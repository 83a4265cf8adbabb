import { useFormat, useText } from '#ui/language.tsx';
import type { Attendance, MeetingState } from '../../rules.ts';
import { meetingTexts } from '../../messages.ts';
import { offlineTexts } from '../../offline/messages.ts';
import type { Dispute } from './kinds.ts';

const fieldNames = {
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
  content: meetingTexts.content,
  resolutions: meetingTexts.resolutions,
  tasks: meetingTexts.tasks,
  state: meetingTexts.state,
  reason: offlineTexts.reason,
} as const;
const recordFields: ReadonlySet<string> = new Set(['content', 'resolutions', 'tasks']);

interface Line {
  readonly wording?: string;
  readonly vote?: string;
  readonly yes?: number;
  readonly no?: number;
  readonly abstain?: number;
  readonly task?: string;
  readonly ownerPersonId?: string;
  readonly dueOn?: string;
}

/** How the fields of a meeting and their values read beside each other, and who changed them last. */
export const useFieldWords = ({ current, changes }: Dispute) => {
  const t = useText();
  const format = useFormat();
  const person = (id: unknown): string => current.invitees.find(({ personId }) => personId === id)?.name ?? '';
  const lineOf = (line: Line | string): string => {
    if (typeof line === 'string') return person(line) || line;
    if (line.task !== undefined) {
      const what = t(meetingTexts.taskLine, { owner: person(line.ownerPersonId), due: format.day(line.dueOn) });
      return t(meetingTexts.named, { name: line.task, what });
    }
    const name = line.wording ?? '';
    if (line.vote === 'none') return t(meetingTexts.named, { name, what: t(meetingTexts.agreed) });
    const tally = (['yes', 'no', 'abstain'] as const).map((vote) => `${t(meetingTexts[vote])} ${line[vote] ?? 0}`);
    return t(meetingTexts.named, { name, what: format.parts(tally) });
  };
  const isAttendance = (field: string): boolean => field.startsWith('attendance:');
  return {
    nameOf: (field: string): string =>
      isAttendance(field)
        ? t(offlineTexts.attendanceOf, { name: person(field.slice('attendance:'.length)) })
        : field in fieldNames
          ? t(fieldNames[field as keyof typeof fieldNames])
          : field,
    show: (field: string, value: unknown): string => {
      if (isAttendance(field)) return t(meetingTexts[`mark_${(value as Attendance | null) ?? 'open'}`]);
      if (value === undefined || value === null || value === '') return t(offlineTexts.nothingThere);
      if (field === 'chairPersonId' || field === 'recorderPersonId') return person(value);
      if (field === 'state') return t(meetingTexts[`state_${value as MeetingState}`]);
      if (field === 'day') return format.day(value as string);
      if (!Array.isArray(value)) return typeof value === 'number' ? String(value) : (value as string);
      const lines = (value as readonly (Line | string)[]).map(lineOf);
      return lines.length === 0 ? t(offlineTexts.nothingThere) : lines.join('\n');
    },
    whoChanged: (field: string): { readonly actor: string; readonly at: string } | undefined => {
      const wanted = isAttendance(field)
        ? /attend|confirm|signIn/
        : recordFields.has(field)
          ? /record|amend/
          : /edit|cancel/;
      return changes.find(({ action }) => wanted.test(action)) ?? changes[0];
    },
  };
};
