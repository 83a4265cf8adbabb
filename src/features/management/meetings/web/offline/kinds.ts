import type { Endpoint } from '#shared/endpoint.ts';
import type { AppError } from '#shared/errors.ts';
import type { Text } from '#shared/text.ts';
import { newOpaqueId } from '#shared/ids.ts';
import { call } from '#webkit/api.ts';
import type { OutboxKind, OutboxTable } from '#webkit/offline/outbox.ts';
import type { Entry, Merge, Outcome } from '#webkit/offline/queue.ts';
import type { Vault } from '#webkit/offline/vault.ts';
import {
  cancelMeeting,
  closeMeeting,
  confirmAttendance,
  editMeeting,
  type Meeting,
  meetingById,
  meetingDraft,
  meetingList,
  planMeeting,
  recordMeeting,
} from '../../contract.ts';
import { isOfLeaders } from '../../leaders/rules.ts';
import { rebase } from '../../offline/conflicts/rules.ts';
import { callRoll, meetingChanges } from '../../offline/contract.ts';
import { meetingProblemTexts } from '../../messages.ts';
import { offlineTexts } from '../../offline/messages.ts';
import { copyOf, type DeedKind, type Deeds, mergeRolls } from '../../offline/rules.ts';
import { amendMeeting } from '../../record/amending/contract.ts';
import { idOf, keepMeeting, keptMeeting } from './copies.ts';

/** What the conflict screen shows, kept so that it can be looked at without a network as well. */
export interface Dispute {
  readonly current: Meeting;
  readonly changes: readonly { readonly at: string; readonly actor: string; readonly action: string }[];
}

const later: Merge = (_earlier, wanted) => wanted;
const isPlanned = (error: AppError): boolean =>
  error.code === 'conflict' && error.details.message === 'planned_already';

const dispute = async (id: string, current: Meeting): Promise<Outcome> => {
  const { items } = await call(meetingChanges, { params: { id }, query: {} });
  const changes = items.map(({ at, actor, action }) => ({ at, actor, action }));
  return {
    kind: 'conflict',
    held: { code: 'stale', details: { current: copyOf(current), changes } satisfies Dispute },
  };
};

/** Codes that a newer state may explain; any other refusal stands. */
const mayBeStale = ({ code, details }: AppError): boolean =>
  code === 'stale' ||
  code === 'conflict' ||
  (code === 'invalid' &&
    (details.problems ?? []).some(({ message }) => message === 'late_reason' || isOfLeaders(message)));

const refused = async (error: AppError, entry: Entry, vault: Vault): Promise<Outcome> => {
  const id = idOf(entry.lane);
  const kept = await keptMeeting(vault, id);
  if (isPlanned(error) || (mayBeStale(error) && kept !== undefined)) {
    const current = await call(meetingById, { params: { id } });
    if (isPlanned(error) || kept === undefined) {
      await keepMeeting(vault, current);
      return { kind: 'sent' };
    }
    // Entries are written by the deeds of this feature alone.
    const { input, clashes, isDone, isLate, lacking } = rebase(
      entry.kind as DeedKind,
      entry.input,
      kept.meeting,
      current,
    );
    if (!isDone && (isLate || clashes.length + lacking.length > 0)) return dispute(id, current);
    await keepMeeting(vault, current);
    return isDone ? { kind: 'sent' } : { kind: 'again', input, key: newOpaqueId() };
  }
  return { kind: 'refused', held: { code: error.code, details: error.details } };
};

const kindOf = (
  endpoint: Endpoint,
  name: Text,
  merge: Merge,
  body: (input: unknown, version: number) => object,
  starts = false,
): OutboxKind => ({
  endpoint,
  name,
  texts: meetingProblemTexts,
  page: ({ lane }) => `/meetings/${idOf(lane)}`,
  decidePage: ({ lane }) => `/meetings/${idOf(lane)}/conflict`,
  merge,
  starts,
  refused,
  prepare: async ({ input, lane }, vault) => {
    const id = idOf(lane);
    if (starts) return { body: body(input, 0) };
    return { params: { id }, body: body(input, (await keptMeeting(vault, id))?.meeting.version ?? 0) };
  },
  // Each of these commands answers the meeting as it stands.
  done: (reply, _entry, vault) => keepMeeting(vault, reply as Meeting),
  fills: ({ lane }) => [meetingById, { params: { id: idOf(lane) } }],
  touches: () => (starts ? [meetingList, meetingDraft] : [meetingList]),
});

const versioned = (input: unknown, version: number): object => ({ ...(input as object), version });

/** What a secretary does at a meeting, as it leaves the device. */
export const outboxKinds: OutboxTable = [
  kindOf(planMeeting, offlineTexts.deed_plan, later, (input) => (input as Deeds['meetings.plan']).body, true),
  kindOf(editMeeting, offlineTexts.deed_edit, later, versioned),
  kindOf(cancelMeeting, offlineTexts.deed_cancel, later, versioned),
  kindOf(
    callRoll,
    offlineTexts.deed_roll,
    (a, b) => mergeRolls(a as Deeds['meetings.roll'], b as Deeds['meetings.roll']),
    (input) => input as object,
  ),
  kindOf(confirmAttendance, offlineTexts.deed_confirm, later, versioned),
  kindOf(recordMeeting, offlineTexts.deed_record, later, versioned),
  kindOf(closeMeeting, offlineTexts.deed_close, later, versioned),
  kindOf(amendMeeting, offlineTexts.deed_amend, later, versioned),
];
