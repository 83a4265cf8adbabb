import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { visibleCases } from './access.ts';
import { addCare, endCare } from './contract.ts';
import { unlistedMember } from './queries.ts';
import { openNote, sealNote } from './visits/queries.ts';

interface Kept {
  readonly id: string;
  readonly version: number;
}

export const noteCare = (tx: Tx, action: string, { id, org_path: path }: { id: string; org_path: string }): void => {
  audit(tx, { action, entity: 'care_case', entityId: id, path });
  touch(tx, 'care', { path });
};

/** What the file says is added by itself, and decides where the entry comes from. @throws AppError invalid */
export const add = async (
  tx: Tx,
  scope: Scope,
  county: County,
  { personId, reasons, note }: z.output<typeof addCare.body>,
): Promise<Kept> => {
  // Whoever lists the same member at the same time waits here, and then finds the entry.
  await tx.selectFrom('membership').select('id').where('person_id', '=', personId).forUpdate().execute();
  const member = await unlistedMember(tx, scope, personId, county.today());
  if (member === undefined) throw invalid('body.personId', 'care.no_member');
  const all = [...new Set([...member.reasons, ...reasons])];
  if (all.length === 0) throw invalid('body.reasons', 'required');
  const row = { id: newId(), org_path: member.path };
  await tx
    .insertInto('care_case')
    .values({
      ...row,
      person_id: personId,
      reasons: all,
      source: member.reasons.length > 0 ? 'facts' : 'noted',
      ...sealNote(county, { note: note === undefined || note === '' ? null : note, endReason: null }),
      since: county.today(),
    })
    .execute();
  noteCare(tx, addCare.name, row);
  return { id: row.id, version: 1 };
};

/** A case of the range, held; as the reader saw it where a version is given. @throws AppError not_found, stale, conflict */
export const lockCase = async (tx: Tx, scope: Scope, id: string, version?: number) => {
  const row = await visibleCases(tx, scope)
    .select(['c.id', 'c.org_path', 'c.person_id', 'c.version', 'c.ended_on', 'c.sealed'])
    .where('c.id', '=', id)
    .forUpdate('c')
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  if (version !== undefined && row.version !== version)
    throw new AppError('stale', { current: { id, version: row.version } });
  return row;
};

/** What is planned is called off with it. @throws AppError not_found, stale, conflict */
export const end = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version, reason }: z.output<typeof endCare.body>,
): Promise<Kept> => {
  const row = await lockCase(tx, scope, id, version);
  if (row.ended_on !== null) throw new AppError('conflict', { message: 'care.ended' });
  await tx
    .updateTable('care_case')
    .set({
      ended_on: county.today(),
      version: row.version + 1,
      ...sealNote(county, { ...openNote(county, row.sealed), endReason: reason }),
    })
    .where('id', '=', id)
    .execute();
  await tx
    .updateTable('care_visit')
    .set((e) => ({ state: 'cancelled', version: e('version', '+', 1) }))
    .where('case_id', '=', id)
    .where('state', '=', 'planned')
    .execute();
  noteCare(tx, endCare.name, row);
  return { id, version: row.version + 1 };
};
