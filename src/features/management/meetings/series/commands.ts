/** This meeting alone, or this one and those of its series that follow. */
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError } from '#shared/errors.ts';
import type { MeetingRow } from '../access.ts';
import {
  callOff,
  cancelMeeting,
  editMeeting,
  expectState,
  lockMeeting,
  note,
  type Plan,
  writePlan,
} from '../commands.ts';
import { fillPlaces } from '../places/commands.ts';
import { agendaOf, inviteesOf } from '../queries.ts';
import { candidatesOn } from '../roster/queries.ts';
import { meetingDay, timeOf, typeFacts } from '../rules.ts';
import { tellSeriesCancelled, tellSeriesChanged, type Moved } from '../telling/series/commands.ts';
import { following } from './queries.ts';
import { changedIn, followingDay } from './rules.ts';

/**
 * This one and the planned ones that follow, held until the commit; what was held, closed or cancelled is not among them.
 * @throws AppError conflict where there are not so many as the preview has named
 */
const lockAhead = async (tx: Tx, scope: Scope, first: MeetingRow, named: number): Promise<MeetingRow[]> => {
  expectState(first, 'planned');
  const later =
    first.series_id === null
      ? []
      : await following(tx, scope, first).selectAll('m').where('m.state', '=', 'planned').forUpdate('m').execute();
  if (later.length + 1 !== named) throw new AppError('conflict', { message: 'series_moved_on' });
  return later;
};

const planOf = async (tx: Tx, row: MeetingRow): Promise<Plan> => {
  const isChosen = typeFacts[row.type].attendees === 'chosen';
  return {
    title: row.title,
    day: meetingDay(row.starts_at),
    time: timeOf(row.starts_at),
    endTime: row.ends_at === null ? undefined : timeOf(row.ends_at),
    place: row.place ?? undefined,
    chairPersonId: row.chair_person_id ?? undefined,
    recorderPersonId: row.recorder_person_id ?? undefined,
    agenda: await agendaOf(tx, row.id),
    invited: isChosen ? (await inviteesOf(tx, row.id)).map(({ personId }) => personId).toSorted() : undefined,
    capacity: row.capacity ?? undefined,
  };
};

/** What is changed of the first is changed of a later one; chair and recorder stay where they still belong to the branch. */
const laterPlan = async (
  tx: Tx,
  scope: Scope,
  row: MeetingRow,
  { changed, move }: { readonly changed: Partial<Plan>; readonly move: { readonly from: string; readonly to: string } },
): Promise<Plan> => {
  const own = await planOf(tx, row);
  const day = followingDay(own.day, move);
  const { organisation_id: organisationId, type } = row;
  const there = new Set((await candidatesOn(tx, scope, { organisationId, type, day })).map(({ personId }) => personId));
  const still = (id: string | undefined): string | undefined => (id !== undefined && there.has(id) ? id : undefined);
  const invited = own.invited?.filter((id) => there.has(id));
  const { chairPersonId, recorderPersonId } = own;
  const kept = { ...own, invited, chairPersonId: still(chairPersonId), recorderPersonId: still(recorderPersonId) };
  return { ...kept, ...changed, day };
};

interface Reach {
  readonly version: number;
  readonly following?: number | undefined;
}

/** @throws AppError not_found, stale, invalid; conflict where the series is not as the preview has shown it */
export const editPlanned = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { following: named, ...edit }: Plan & Reach,
): Promise<void> => {
  if (named === undefined) return editMeeting(tx, scope, county, id, edit);
  const { version, ...plan } = edit;
  const first = await lockMeeting(tx, scope, id, version);
  const later = await lockAhead(tx, scope, first, named);
  const before = await planOf(tx, first);
  const after = { ...plan, ...(plan.invited === undefined ? {} : { invited: plan.invited.toSorted() }) };
  const { day: _day, ...changed } = changedIn<Plan>(
    { ...before, place: before.place ?? '' },
    { ...after, place: after.place ?? '' },
  );
  const move = { from: before.day, to: plan.day };
  const moved: Moved[] = [];
  for (const row of [first, ...later]) {
    const wanted = row.id === id ? plan : await laterPlan(tx, scope, row, { changed, move });
    const written = await writePlan(tx, scope, row, wanted);
    await fillPlaces(tx, county, written.after);
    note(tx, written.after, 'edit');
    moved.push(written);
  }
  await tellSeriesChanged(tx, scope, county, moved);
};

/** @throws AppError not_found, stale; conflict where the series is not as the preview has shown it */
export const cancelPlanned = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { following: named, version, reason }: Reach & { readonly reason: string },
): Promise<void> => {
  if (named === undefined) return cancelMeeting(tx, scope, county, id, { version, reason });
  const first = await lockMeeting(tx, scope, id, version);
  const all = [first, ...(await lockAhead(tx, scope, first, named))];
  for (const meeting of all) await callOff(tx, meeting, reason);
  await tellSeriesCancelled(tx, scope, county, all);
};
