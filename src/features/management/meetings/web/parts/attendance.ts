import { useState } from 'react';
import { useCommand } from '#webkit/query.ts';
import {
  confirmAttendance,
  type Invitee,
  type Meeting,
  meetingById,
  meetingList,
  takeAttendance,
} from '../../contract.ts';
import type { Leaders } from '../../leaders/rules.ts';
import { isOpen } from '../../rules.ts';

export const marks = ['present', 'excused', 'absent', 'exempt'] as const;
export type Mark = (typeof marks)[number];

/** What stands beside a name. */
export const markOf = (person: Invitee): Mark | 'open' => person.attendance ?? (person.exempt ? 'exempt' : 'open');

export const isMarked = (person: Invitee, mark: Mark): boolean =>
  mark === 'exempt' ? person.exempt : person.attendance === mark;

/** Attendance being taken, whichever way it goes to the server. */
export interface Taking {
  readonly mark: Mark;
  readonly setMark: (mark: Mark) => void;
  readonly late: Invitee | null;
  readonly closeLate: () => void;
  readonly busy: boolean;
  readonly error: Error | null;
  /** Of whom nobody has said anything. */
  readonly open: readonly Invitee[];
  readonly tap: (person: Invitee) => void;
  readonly enterLate: (reason: string) => void;
  readonly allPresent: () => void;
  readonly confirm: (leaders: Leaders) => Promise<unknown>;
}

/** Taking attendance by tapping names. A tap on what is marked takes it back; after the list is confirmed a reason is asked for. */
export const useAttendance = (meeting: Meeting): Taking => {
  const [mark, setMark] = useState<Mark>('present');
  const [late, setLate] = useState<Invitee | null>(null);
  const input = { params: { id: meeting.id } };
  const take = useCommand(takeAttendance, { touches: [[meetingById, input]], onDone: () => setLate(null) });
  const confirm = useCommand(confirmAttendance, { touches: [[meetingById, input], meetingList] });
  const say = (people: readonly Invitee[], as: Mark, on: boolean, reason?: string): void =>
    take.fire({
      ...input,
      body: {
        people: people.map((person) => person.personId),
        ...(as === 'exempt' ? { exempt: on } : { attendance: on ? as : null }),
        ...(reason ? { reason } : {}),
      },
    });
  const open = meeting.invitees.filter((person) => isOpen(meeting.type, person));
  return {
    mark,
    setMark,
    late,
    closeLate: () => setLate(null),
    busy: take.busy,
    error: take.error,
    open,
    tap: (person: Invitee) => {
      if (meeting.state === 'held' && mark !== 'exempt') setLate(person);
      else say([person], mark, !isMarked(person, mark));
    },
    enterLate: (reason: string) => {
      if (late && mark !== 'exempt') say([late], mark, true, reason);
    },
    allPresent: () => say(open, 'present', true),
    confirm: (leaders: Leaders) => confirm.run({ ...input, body: { version: meeting.version, ...leaders } }),
  };
};
