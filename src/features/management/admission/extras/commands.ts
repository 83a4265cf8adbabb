import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { visibleExtras } from '../access.ts';
import { lockCase, refuseEnded } from '../cases/commands.ts';
import type { recordExtra, setExtra } from '../contract.ts';
import { note } from '../telling/commands.ts';
import { settingsOf } from './queries.ts';

/** Asks for a local extra, or no longer. National steps are no settings: there is nothing here to switch them off with. */
export const set = async (tx: Tx, scope: Scope, { extra, wanted }: z.output<typeof setExtra.body>): Promise<void> => {
  const values = { wanted, set_by: scope.actor, set_at: sql<string>`now()` };
  await tx
    .insertInto('admission_extra_setting')
    .values({ extra, ...values })
    .onConflict((conflict) => conflict.column('extra').doUpdateSet(values))
    .execute();
  audit(tx, {
    action: 'admission.setExtra',
    entity: 'admission_extra_setting',
    entityId: null,
    path: '/',
    changes: [{ field: extra, from: !wanted, to: wanted }],
  });
  touch(tx, 'admission', { path: '/' });
};

const raise = { version: sql<number>`version + 1` };

export const record = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  entry: z.output<typeof recordExtra.body>,
): Promise<void> => {
  const row = await lockCase(tx, scope, county, id, entry.version);
  refuseEnded(row);
  const { extra, on, until, note: words } = entry;
  if (on > county.today()) throw invalid('body.on', 'date_future', { date: on });
  if (on < row.begun_on) throw invalid('body.on', 'admission.before_begun', { begun: row.begun_on });
  if (until !== undefined && until < on) throw invalid('body.until', 'admission.until_before');
  const wanted = (await settingsOf(tx)).some((one) => one.extra === extra && one.wanted);
  if (!wanted) throw new AppError('conflict', { message: 'admission.extra_not_wanted' });
  await tx
    .insertInto('admission_extra_record')
    .values({
      id: newId(),
      case_id: id,
      person_id: row.person_id,
      org_path: row.org_path,
      extra,
      on_day: on,
      until_day: until ?? null,
      note: words === undefined || words === '' ? null : words,
      recorder: scope.actor,
    })
    .execute();
  await tx.updateTable('admission_case').set(raise).where('id', '=', id).execute();
  note(tx, row, 'recordExtra');
};

export const undo = async (
  tx: Tx,
  scope: Scope,
  county: County,
  at: { readonly id: string; readonly recordId: string },
  { version, reason }: { readonly version: number; readonly reason: string },
): Promise<void> => {
  const row = await lockCase(tx, scope, county, at.id, version);
  const found = await visibleExtras(tx, scope)
    .select('x.id')
    .where('x.id', '=', at.recordId)
    .where('x.case_id', '=', at.id)
    .where('x.voided_at', 'is', null)
    .executeTakeFirst();
  if (found === undefined) throw notFound();
  await tx
    .updateTable('admission_extra_record')
    .set({ voided_at: sql<string>`now()`, void_reason: reason })
    .where('id', '=', found.id)
    .execute();
  await tx.updateTable('admission_case').set(raise).where('id', '=', at.id).execute();
  note(tx, row, 'undoExtra', reason);
};
