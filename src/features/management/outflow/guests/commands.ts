import type { z } from 'zod';
import { covers, type Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { dropMobileGuest, meetingHead, noteMobileGuest } from '#features/management/meetings/index.ts';
import { visibleArrivals } from '../access.ts';
import type { ArrivalFacts } from '../arrivals/queries.ts';
import type { sendWord, setGuest } from '../contract.ts';

/** Who lives in the range of the scope. @throws AppError not_found */
const arrivalOf = async (tx: Tx, scope: Scope, id: string) => {
  const row = await visibleArrivals(tx, scope)
    .select(['i.id', 'i.branch_id', 'i.org_path', 'i.to_path', 'i.since', 'i.sealed', 'b.name as branch'])
    .where('i.id', '=', id)
    .forUpdate('i')
    .executeTakeFirst();
  if (row === undefined || !covers(scope, row.to_path)) throw notFound();
  return row;
};
type ArrivalRow = Awaited<ReturnType<typeof arrivalOf>>;

const note = (tx: Tx, row: ArrivalRow, action: string, reason: string): void => {
  audit(tx, { action, entity: 'inflow', entityId: row.id, path: row.to_path, reason });
  for (const path of new Set([row.org_path, row.to_path])) touch(tx, 'outflow', { path });
};

/** Asks somebody who lives here to a meeting of the branch, or notes who came. @throws AppError not_found, conflict, invalid */
export const markGuest = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { meetingId, state }: z.output<typeof setGuest.body>,
): Promise<void> => {
  const row = await arrivalOf(tx, scope, id);
  const meeting = await meetingHead(tx, scope, meetingId).catch(() => undefined);
  if (meeting?.organisationId !== row.branch_id) throw invalid('body.meetingId', 'outflow.meeting_elsewhere');
  if (meeting.state === 'cancelled') throw new AppError('conflict', { message: 'outflow.meeting_cancelled' });
  if (meeting.onDay < row.since) throw invalid('body.meetingId', 'outflow.day_before');
  const said = state === 'came' || state === 'absent';
  if (said && meeting.onDay > county.today()) throw invalid('body.state', 'outflow.meeting_ahead');
  if (state === 'withdrawn') {
    await tx.deleteFrom('inflow_guest').where('inflow_id', '=', id).where('meeting_id', '=', meetingId).execute();
    await dropMobileGuest(tx, scope, { meetingId, inflowId: id });
  } else {
    const who = JSON.parse(county.crypto.decrypt(row.sealed)) as ArrivalFacts;
    const attended = said ? state === 'came' : null;
    await noteMobileGuest(tx, scope, county, { meetingId, inflowId: id, facts: who, attended });
    const facts = { attended, recorder: scope.actor };
    await tx
      .insertInto('inflow_guest')
      .values({
        id: newId(),
        inflow_id: id,
        meeting_id: meetingId,
        org_path: row.org_path,
        to_path: row.to_path,
        ...facts,
      })
      .onConflict((on) => on.columns(['inflow_id', 'meeting_id']).doUpdateSet(facts))
      .execute();
  }
  note(tx, row, 'outflow.setGuest', `${state} ${meetingId}`);
};

/** One word for a year; said again it stands for the former one. @throws AppError not_found, invalid */
export const tellHome = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { year, result }: z.output<typeof sendWord.body>,
): Promise<void> => {
  const row = await arrivalOf(tx, scope, id);
  if (year > Number(county.today().slice(0, 4))) throw invalid('body.year', 'outflow.day_future');
  const said = { result, author: scope.actor, branch: row.branch };
  await tx
    .insertInto('inflow_word')
    .values({ id: newId(), inflow_id: id, org_path: row.org_path, to_path: row.to_path, year, ...said })
    .onConflict((on) => on.columns(['inflow_id', 'year']).doUpdateSet(said))
    .execute();
  note(tx, row, 'outflow.sendWord', String(year));
};
