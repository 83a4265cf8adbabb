import { useState } from 'react';
import type { Call, Endpoint } from '#shared/endpoint.ts';
import { newOpaqueId } from '#shared/ids.ts';
import { call } from '#webkit/api.ts';
import { type Fate, outbox } from '#webkit/offline/outbox.ts';
import { useTouch } from '#webkit/query.ts';
import { withRetries } from '#webkit/retry.ts';
import {
  cancelMeeting,
  closeMeeting,
  confirmAttendance,
  editMeeting,
  type Invitee,
  type Meeting,
  meetingById,
  meetingList,
  planMeeting,
  recordMeeting,
} from '../../contract.ts';
import { callRoll } from '../../offline/contract.ts';
import type { DeedKind, Deeds, Mark as RollMark } from '../../offline/rules.ts';
import { amendMeeting } from '../../record/amending/contract.ts';
import { isOpen } from '../../rules.ts';
import { isMarked, type Mark, type Taking } from '../parts/attendance.ts';
import { keepMeeting, keptMeeting, laneOf } from './copies.ts';

const endpoints = {
  'meetings.plan': planMeeting,
  'meetings.edit': editMeeting,
  'meetings.cancel': cancelMeeting,
  'meetings.roll': callRoll,
  'meetings.confirm': confirmAttendance,
  'meetings.record': recordMeeting,
  'meetings.close': closeMeeting,
  'meetings.amend': amendMeeting,
} as const;

/** What a later deed of the same kind replaces; null: it changes the state, and nothing passes it. */
const slots: Readonly<Record<DeedKind, string | null>> = {
  'meetings.plan': null,
  'meetings.edit': 'edit',
  'meetings.cancel': null,
  'meetings.roll': 'roll',
  'meetings.confirm': null,
  'meetings.record': 'record',
  'meetings.close': null,
  'meetings.amend': null,
};

/** A browser that keeps nothing sends at once, as the office does. */
const direct = async (endpoint: Endpoint, id: string, body: object): Promise<Fate<Meeting>> => {
  const input = (endpoint.name === planMeeting.name ? { body } : { params: { id }, body }) as object as Call<Endpoint>;
  const key = newOpaqueId();
  const reply = (await withRetries(() => call(endpoint, input, { key }))) as Meeting;
  return { kind: 'sent', reply };
};

/** Does something to a meeting: on this device first, then on the server. @throws a refusal, where the server gave one at once */
export const useDeed = () => {
  const touch = useTouch();
  return async <K extends DeedKind>(kind: K, id: string, input: Deeds[K], base?: Meeting): Promise<Fate<Meeting>> => {
    const endpoint = endpoints[kind];
    const { vault } = outbox.view();
    if (vault !== null) {
      // Versions are those of the copy: without one there is nothing to stand on. Version 0 was planned here and is no copy of anything.
      if (base !== undefined && base.version > 0 && (await keptMeeting(vault, id)) === undefined)
        await keepMeeting(vault, base);
      const slot = kind === 'meetings.roll' && 'reason' in input ? null : slots[kind];
      return outbox.add({ lane: laneOf(id), slot, input, endpoint });
    }
    const body =
      kind === 'meetings.plan'
        ? (input as Deeds['meetings.plan']).body
        : kind === 'meetings.roll'
          ? input
          : { ...input, version: base?.version ?? 0 };
    const fate = await direct(endpoint, id, body);
    touch(meetingList, [meetingById, { params: { id } }]);
    return fate;
  };
};

interface Acting {
  readonly busy: boolean;
  readonly error: Error | null;
  readonly act: (deed: () => Promise<unknown>) => void;
}

/** The state of one button. */
export const useActing = (onDone?: () => void): Acting => {
  const [{ busy, error }, setState] = useState<{ busy: boolean; error: Error | null }>({ busy: false, error: null });
  const act = (deed: () => Promise<unknown>): void => {
    setState({ busy: true, error: null });
    deed().then(
      () => {
        setState({ busy: false, error: null });
        onDone?.();
      },
      (thrown: unknown) =>
        setState({ busy: false, error: thrown instanceof Error ? thrown : new Error(String(thrown)) }),
    );
  };
  return { busy, error, act };
};

/** Names tapped on this device, in the form that the names' view knows. */
export const useRoll = (meeting: Meeting): Taking => {
  const [mark, setMark] = useState<Mark>('present');
  const [late, setLate] = useState<Invitee | null>(null);
  const deed = useDeed();
  const taking = useActing(() => setLate(null));
  const say = (people: readonly Invitee[], as: Mark, on: boolean, reason?: string): void => {
    const takenAt = new Date().toISOString();
    const marks = people.map(({ personId, attendance: seen }): RollMark =>
      as === 'exempt' ? { personId, seen, exempt: on } : { personId, seen, attendance: on ? as : null, takenAt },
    );
    taking.act(() =>
      deed('meetings.roll', meeting.id, { marks, ...(reason === undefined ? {} : { reason }) }, meeting),
    );
  };
  const open = meeting.invitees.filter((person) => isOpen(meeting.type, person));
  return {
    mark,
    setMark,
    late,
    closeLate: () => setLate(null),
    // A tap is written down at once: the next one need not wait for the server.
    busy: false,
    error: taking.error,
    open,
    tap: (person) => {
      if (meeting.state === 'held' && mark !== 'exempt') setLate(person);
      else say([person], mark, !isMarked(person, mark));
    },
    enterLate: (reason) => {
      if (late && mark !== 'exempt') say([late], mark, true, reason);
    },
    allPresent: () => say(open, 'present', true),
    confirm: (leaders) => deed('meetings.confirm', meeting.id, leaders, meeting),
  };
};
