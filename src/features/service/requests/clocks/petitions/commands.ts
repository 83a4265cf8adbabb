import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError } from '#shared/errors.ts';
import type { Caller } from '../../access.ts';
import type { RequestState } from '../../rules.ts';
import { byCode } from '../../sending/commands.ts';
import { tellUnit } from '../../telling/commands.ts';
import { writeEntry } from '../../thread/commands.ts';
import { lockClock, renewDue, setRequest } from '../commands.ts';
import { declarePetition as endpoint } from '../contract.ts';
import { clockRow, mayDeclarePetition, type ClockRow } from '../queries.ts';
import { endAsking } from '../telling/commands.ts';

/** What the unit had asked for was asked under the other clock. */
const dropAsks = async (tx: Tx, { id }: ClockRow): Promise<void> => {
  await tx
    .updateTable('request_ask')
    .set({ state: 'dropped' })
    .where('request_id', '=', id)
    .where('state', '=', 'asked')
    .execute();
  await endAsking(tx, id);
};

const write = async (tx: Tx, scope: Scope, county: County, hash: Buffer): Promise<RequestState> => {
  const found = await clockRow(tx, scope).where('r.code_hash', '=', hash).executeTakeFirst();
  // Assigned to another unit between the look and the lock.
  if (found === undefined) throw new AppError('conflict', { message: 'place_moved' });
  const row = await lockClock(tx, scope, found.id);
  if (!mayDeclarePetition(row)) throw new AppError('conflict', { message: 'requests.wrong_state' });
  await dropAsks(tx, row);
  // The resident's own word: of no unit.
  await writeEntry(tx, county, { request: row, kind: 'petitioned' });
  audit(tx, { action: endpoint.name, entity: 'service_request', entityId: row.id, path: row.org_path });
  touch(tx, 'requests', { path: row.org_path });
  const { version, state } = await setRequest(tx, row, { procedure: 'petition' });
  const day = await renewDue(tx, scope, county, row.id);
  const unit = await tx
    .selectFrom('organisation')
    .select(['id', 'path', 'short_name as name'])
    .where('id', '=', row.unit_id)
    .executeTakeFirstOrThrow();
  await tellUnit(tx, county, unit, { id: row.id, version, kind: 'declared', day });
  return state;
};

/**
 * The resident declares an open request a petition: other clocks, an opinion in writing, two reviews. The first clock, which figures
 * count by, stays. @throws AppError not_found, slow_down, conflict
 */
export const declarePetition = (
  county: County,
  caller: Caller,
  key: string | undefined,
  { code }: { readonly code: string },
) =>
  byCode(
    county,
    caller,
    { key, code },
    { endpoint: endpoint.name, words: null, act: (tx, scope, hash) => write(tx, scope, county, hash) },
  );
