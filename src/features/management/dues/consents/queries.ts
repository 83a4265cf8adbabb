import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { visibleConsents } from '../access.ts';
import type { Consent, consentList } from './contract.ts';

const columns = (db: Db, scope: Scope) =>
  visibleConsents(db, scope).innerJoin('person as p', 'p.id', 'c.person_id').selectAll('c').select('p.name');

type Row = Awaited<ReturnType<ReturnType<typeof columns>['executeTakeFirstOrThrow']>>;

const stateOf = ({ from_on, until }: Row, today: string): Consent['state'] =>
  until !== null && until <= today ? 'ended' : from_on > today ? 'coming' : 'holds';

const view = (row: Row, today: string): z.input<typeof Consent> => ({
  id: row.id,
  personId: row.person_id,
  name: row.name,
  fromOn: row.from_on,
  until: row.until,
  reason: row.reason,
  recorder: row.recorder,
  recordedAt: row.created_at,
  withdrawnBy: row.withdrawn_by,
  withdrawnWhy: row.withdrawn_why,
  state: stateOf(row, today),
  version: row.version,
});

/** Those that hold first, then by when they began. */
export const consentsOf = async (
  db: Db,
  scope: Scope,
  county: County,
): Promise<z.input<(typeof consentList)['reply']>> => {
  const today = county.today();
  const rows = await columns(db, scope)
    .orderBy('c.until', (order) => order.desc().nullsFirst())
    .orderBy('c.from_on', 'desc')
    .orderBy('c.id', 'desc')
    .limit(500)
    .execute();
  return { today, items: rows.map((row) => view(row, today)) };
};
