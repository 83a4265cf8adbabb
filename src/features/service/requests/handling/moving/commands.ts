import { sql } from 'kysely';
import { matterPath, type Scope } from '#platform/access/scope.ts';
import { touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { holdPath } from '#features/base/organisations/index.ts';
import { AppError } from '#shared/errors.ts';
import type { Unit } from '../../routing/queries.ts';
import { handOnClocks } from '../../clocks/commands.ts';
import { handOnPhotos } from '../../photos/moving/commands.ts';
import { stateAfter, type RequestState, type RequestTreatment } from '../../rules.ts';
import { endTelling, tellUnit } from '../../telling/commands.ts';

export interface Handled {
  readonly id: string;
  readonly version: number;
  readonly state: RequestState;
}

interface Moving {
  readonly id: string;
  readonly version: number;
  readonly org_path: string;
  readonly unit_id: string;
  readonly due_on: string;
  readonly state: RequestState;
  readonly treatment?: RequestTreatment;
}

/**
 * Puts another unit in charge. The last thing of a command: from here on the row and all that belongs to it lie outside the range of
 * whoever gave it on. @throws AppError conflict
 */
export const handOn = async (tx: Tx, scope: Scope, county: County, row: Moving, unit: Unit): Promise<Handled> => {
  const { id } = row;
  const path = await holdPath(tx, unit.id);
  const version = row.version + 1;
  const thanked = row.treatment === 'thank';
  const state = thanked ? row.state : stateAfter.assign;
  await endTelling(tx, id);
  await tx
    .updateTable('service_request')
    .set({
      state,
      version,
      unit_since: county.today(),
      routed: 'assigned',
      routed_reason: null,
      came_from_id: row.unit_id,
    })
    .where('id', '=', id)
    .execute();
  touch(tx, 'requests', { path: row.org_path });
  await handOnClocks(tx, scope, id, unit.id);
  await handOnPhotos(tx, scope, id, unit.id);
  // What lies beside the request goes first: where it goes is told by where the request still is.
  await sql`select hand_on_request_work(${id}::uuid, ${scope.from}, ${scope.to}, ${unit.id}::uuid)`.execute(tx);
  const { rows } = await sql<{ moved: boolean | null }>`
    select hand_on_request(${id}::uuid, ${scope.from}, ${scope.to}, ${unit.id}::uuid) as moved`.execute(tx);
  if (rows[0]?.moved !== true) throw new AppError('conflict', { message: 'place_moved' });
  await tellUnit(
    tx,
    county,
    { ...unit, path },
    {
      id,
      version,
      ...(thanked ? { kind: 'thanked', day: null } : { kind: 'arrived', day: row.due_on }),
    },
  );
  touch(tx, 'requests', { path: matterPath(path, id) });
  return { id, version, state };
};
