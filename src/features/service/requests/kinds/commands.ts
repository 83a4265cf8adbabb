import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { AuditEntry } from '#platform/db/effects.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import type { addKind, editKind } from './contract.ts';
import type { OfferedKind } from './queries.ts';
import { changesMeaning, isSound } from './rules.ts';

type Added = z.output<typeof addKind.body>;
type Edited = z.output<typeof editKind.body>;

const columns = (body: Omit<Added, 'code'>) => ({
  name_zh: body.nameZh,
  name_en: body.nameEn,
  hint_zh: body.hintZh,
  hint_en: body.hintEn,
  position: body.position,
  treatment: body.treatment,
  term: body.term,
  by_programs: body.byPrograms,
});

const note = (tx: Tx, scope: Scope, event: Pick<AuditEntry, 'action' | 'reason' | 'changes'>): void => {
  audit(tx, { ...event, entity: 'request_kind', entityId: null, path: scope.path });
  touch(tx, 'requests.kinds', { path: scope.path });
};

const sound = (body: Omit<Added, 'code'>): void => {
  if (!isSound(body)) throw invalid('body.treatment', 'requests.kind_sense');
};

/** @throws AppError invalid where the code is taken, or its parts do not go together */
export const add = async (
  tx: Tx,
  scope: Scope,
  { code, ...body }: Added,
): Promise<{ code: string; version: number }> => {
  sound(body);
  const row = await tx
    .insertInto('request_kind')
    .values({ code, ...columns(body) })
    .onConflict((conflict) => conflict.column('code').doNothing())
    .returning(['code', 'version'])
    .executeTakeFirst();
  if (row === undefined) throw invalid('body.code', 'requests.kind_taken');
  note(tx, scope, { action: 'requests.addKind', reason: code });
  return row;
};

/** @throws AppError not_found, stale, invalid */
export const edit = async (tx: Tx, scope: Scope, county: County, code: string, body: Edited) => {
  // All of them in one order: which is the last one to be handled is seen by one writer at a time.
  const rows = await tx.selectFrom('request_kind').selectAll().orderBy('code').forUpdate().execute();
  const row = rows.find((one) => one.code === code);
  if (row === undefined) throw notFound();
  if (row.version !== body.version) throw new AppError('stale', { current: { code, version: row.version } });
  sound(body);
  if (row.used && changesMeaning(row, body)) throw invalid('body.treatment', 'requests.kind_used');
  const others = rows.some((one) => one.code !== code && one.treatment === 'handle' && one.retired_on === null);
  if (!others && (body.retired || body.treatment !== 'handle'))
    throw invalid(body.retired ? 'body.retired' : 'body.treatment', 'requests.last_kind');
  const version = row.version + 1;
  const after = { ...columns(body), retired_on: body.retired ? (row.retired_on ?? county.today()) : null };
  await tx
    .updateTable('request_kind')
    .set({ ...after, version })
    .where('code', '=', code)
    .execute();
  const changes = (Object.keys(after) as (keyof typeof after)[])
    .filter((field) => after[field] !== row[field])
    .map((field) => ({ field, from: row[field], to: after[field] }));
  note(tx, scope, { action: 'requests.editKind', reason: code, changes });
  return { code, version };
};

/** The first request of a kind: from now on its meaning stands fast. @throws AppError conflict where it was changed meanwhile */
export const useKind = async (tx: Tx, kind: OfferedKind): Promise<void> => {
  const row = await tx
    .selectFrom('request_kind')
    .select(['treatment', 'term', 'used'])
    .where('code', '=', kind.code)
    .where('retired_on', 'is', null)
    .forKeyShare()
    .executeTakeFirst();
  if (row === undefined || changesMeaning(row, kind)) throw new AppError('conflict');
  if (!row.used) await tx.updateTable('request_kind').set({ used: true }).where('code', '=', kind.code).execute();
};
