import { useEffect, useMemo, useState } from 'react';
import type { Reply } from '#shared/endpoint.ts';
import type { Entry } from '#webkit/offline/queue.ts';
import { useOutbox } from '#webkit/offline/use-outbox.ts';
import type { Vault } from '#webkit/offline/vault.ts';
import { useApi } from '#webkit/query.ts';
import { useSession } from '#webkit/session.tsx';
import { type Meeting, meetingById, type meetingDraft, type MeetingLine } from '../../contract.ts';
import { type DeedKind, withDeeds } from '../../offline/rules.ts';
import { today } from '../parts/today.ts';
import {
  type Along,
  idOf,
  keepMeeting,
  keptAlong,
  keptMeeting,
  keptMeetings,
  laneOf,
  type MeetingCopy,
} from './copies.ts';

export interface MeetingRead {
  readonly meeting: Meeting | null;
  /** What was done here and has not been sent. */
  readonly mine: readonly Entry[];
  readonly error: Error | null;
  readonly loading: boolean;
  /** When the copy on this device was taken; null while the server itself speaks. */
  readonly takenAt: number | null;
  readonly isKept: boolean;
  readonly again: () => void;
}

/** Copies are read anew whenever the outbox has moved: an answer that came in is the new copy. */
const useKept = <T>(vault: Vault | null, read: (vault: Vault) => Promise<T | undefined>, after: unknown): T | null => {
  const [kept, setKept] = useState<T | null>(null);
  useEffect(() => {
    let isOver = false;
    const show = (value: T | undefined): void => {
      if (!isOver) setKept(value ?? null);
    };
    if (vault === null) show(undefined);
    else read(vault).then(show, () => show(undefined));
    return () => {
      isOver = true;
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `read` is written anew each time; `after` says when to read again
  }, [vault, after]);
  return kept;
};

const isUnderWay = ({ state }: Meeting): boolean => state === 'planned' || state === 'held';

export const useStandpoint = () => {
  const { can } = useSession();
  return { may: { edit: can('meetings.edit'), close: can('meetings.close') }, today: today() };
};

const deedsOf = (entries: readonly Entry[]) =>
  entries.map(({ kind, input, at }) => ({ kind: kind as DeedKind, input, at }));

/** One meeting: as the server says, or as this device has it, with what was done here on top. */
export const useMeeting = (id: string): MeetingRead => {
  const { queue, vault } = useOutbox();
  const stand = useStandpoint();
  const mine = useMemo(() => queue.filter((entry) => entry.lane === laneOf(id)), [queue, id]);
  const isNew = mine.some(({ kind }) => kind === 'meetings.plan');
  const read = useApi(meetingById, { params: { id } }, { enabled: !isNew });
  const kept = useKept<MeetingCopy>(
    vault,
    (open) => keptMeeting(open, id),
    `${id} ${mine.length} ${read.dataUpdatedAt}`,
  );
  const fresh = read.data;
  const isPending = mine.length > 0;
  useEffect(() => {
    // What I did stands on the copy of before: it is not pulled from under it.
    if (vault !== null && fresh !== undefined && !isPending && isUnderWay(fresh))
      // A full storage is no reason to disturb: the page lives without its copy.
      keepMeeting(vault, fresh).catch(() => undefined);
  }, [vault, fresh, isPending]);
  const base = isPending ? (kept?.meeting ?? null) : (fresh ?? kept?.meeting ?? null);
  const meeting = isPending
    ? withDeeds(base, deedsOf(mine), stand)
    : base === fresh
      ? base
      : withDeeds(base, [], stand);
  const isSilent = read.error !== null || fresh === undefined;
  return {
    meeting,
    mine,
    error: meeting === null ? read.error : null,
    loading: meeting === null && read.isPending,
    takenAt: isSilent || isPending ? (kept?.takenAt ?? null) : null,
    isKept: kept !== null,
    again: () => void read.refetch(),
  };
};

const lineOf = (meeting: Meeting): MeetingLine => ({
  id: meeting.id,
  organisationId: meeting.organisation.id,
  organisationName: meeting.organisation.name,
  type: meeting.type,
  title: meeting.title,
  startsAt: meeting.startsAt,
  heldOn: meeting.heldOn,
  place: meeting.place,
  state: meeting.state,
  expected: meeting.tally.expected,
  present: meeting.tally.present,
});

/** Lines of what lies on this device: meetings taken along, and those planned or changed here. */
export const useOwnLines = (): ReadonlyMap<string, MeetingLine> => {
  const { queue, vault } = useOutbox();
  const stand = useStandpoint();
  const copies = useKept(vault, keptMeetings, queue);
  const lines = new Map<string, MeetingLine>();
  const lanes = new Set([
    ...queue.map((entry) => entry.lane),
    ...(copies ?? []).map((copy) => laneOf(copy.meeting.id)),
  ]);
  for (const lane of lanes) {
    const base = copies?.find(({ meeting }) => meeting.id === idOf(lane))?.meeting ?? null;
    const meeting = withDeeds(base, deedsOf(queue.filter((entry) => entry.lane === lane)), stand);
    if (meeting !== null) lines.set(meeting.id, lineOf(meeting));
  }
  return lines;
};

/** What a deed on this device was done to. */
export const useKeptBase = (id: string, after: unknown): Meeting | null =>
  useKept(useOutbox().vault, (vault) => keptMeeting(vault, id), `${id} ${String(after)}`)?.meeting ?? null;

/** The branch's people and last meetings, as taken along. */
export const useAlong = (after: unknown): Along | null => useKept(useOutbox().vault, keptAlong, after);

export type Draft = Reply<typeof meetingDraft>;
