import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import { visibleReliefs } from '../access.ts';
import type { Relief } from './contract.ts';

const columns = (db: Db, scope: Scope) =>
  visibleReliefs(db, scope)
    .innerJoin('person as p', 'p.id', 'r.person_id')
    .leftJoin('approval as a', 'a.id', 'r.approval_id')
    .selectAll('r')
    .select(['p.name', 'a.state']);

type Row = Awaited<ReturnType<ReturnType<typeof columns>['executeTakeFirstOrThrow']>>;

const view = (row: Row): z.input<typeof Relief> => ({
  id: row.id,
  personId: row.person_id,
  name: row.name,
  fromMonth: row.from_month,
  toMonth: row.to_month,
  monthlyFen: row.monthly_fen,
  reason: row.reason,
  decidedOn: row.decided_on,
  state: row.approved_on === null ? (row.state ?? 'waiting') : 'approved',
  approvedOn: row.approved_on,
  approvedBy: row.approved_by,
});

export const reliefsOf = async (db: Db, scope: Scope) => {
  const rows = await columns(db, scope).orderBy('r.id', 'desc').limit(200).execute();
  return { items: rows.map(view) };
};

/** @throws AppError not_found */
export const reliefOf = async (db: Db, scope: Scope, id: string) => {
  const row = await columns(db, scope).where('r.id', '=', id).executeTakeFirst();
  if (!row) throw notFound();
  return view(row);
};
