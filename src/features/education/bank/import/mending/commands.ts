import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import { tidy } from '../answers/rules.ts';
import { noteImport, readyImport } from '../commands.ts';
import type { assignCategory, decideBankRows, mendBankRow } from '../contract.ts';
import { judgeOne } from '../judging/commands.ts';
import { faultsOfRead, type ReadItem } from '../reading/rules.ts';
import { stateOf, type Decision, type RowState } from '../rules.ts';

const categoryOf = async (tx: Tx, code: string) =>
  tx
    .selectFrom('bank_category')
    .select('topic')
    .where('code', '=', code)
    .where('retired_on', 'is', null)
    .executeTakeFirst();

type Mended = z.output<typeof mendBankRow.body>;

/** What was typed, as a question of the file. @throws AppError invalid */
const itemOf = async (tx: Tx, { version: _version, topic, ...typed }: Mended): Promise<ReadItem> => {
  const category = typed.categoryCode === null ? undefined : await categoryOf(tx, typed.categoryCode);
  if (typed.categoryCode !== null && category === undefined)
    throw invalid('body.categoryCode', 'bank.category_unknown');
  const known =
    topic === null
      ? undefined
      : await tx.selectFrom('study_topic').select('code').where('code', '=', topic).executeTakeFirst();
  if (topic !== null && known === undefined) throw invalid('body.topic', 'bank.topic_unknown');
  return {
    ...typed,
    stem: tidy(typed.stem),
    options: typed.options.filter(({ text }) => text !== ''),
    categoryText: '',
    topic: topic ?? category?.topic ?? null,
  };
};

/** One row as a person writes it; it is judged anew. @throws AppError not_found, stale, conflict, invalid */
export const mend = async (
  tx: Tx,
  scope: Scope,
  { id, seq }: { readonly id: string; readonly seq: number },
  body: Mended,
): Promise<{ seq: number; version: number; state: RowState }> => {
  const batch = await readyImport(tx, scope, { id, states: ['preview'] });
  const row = await tx
    .selectFrom('bank_import_row')
    .select(['version', 'decision'])
    .where('import_id', '=', id)
    .where('seq', '=', seq)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  if (row.version !== body.version) throw new AppError('stale', { current: { version: row.version } });
  const item = await itemOf(tx, body);
  const faults = faultsOfRead(item);
  // Who mends a row wants it: what was left out before counts again.
  const judged = await judgeOne(tx, scope, { importId: id, seq }, { item, faults });
  const version = row.version + 1;
  await tx
    .updateTable('bank_import_row')
    .set({
      item: JSON.stringify(item),
      faults: JSON.stringify(faults),
      alike: JSON.stringify(judged.alike),
      state: judged.state,
      decision: null,
      same_hash: judged.sameHash,
      bands: judged.bands === null ? null : [...judged.bands],
      version,
    })
    .where('import_id', '=', id)
    .where('seq', '=', seq)
    .execute();
  await noteImport(tx, batch, 'mend');
  return { seq, version, state: judged.state };
};

/** @throws AppError not_found, conflict */
export const decide = async (
  tx: Tx,
  scope: Scope,
  id: string,
  { rows, decision }: z.output<typeof decideBankRows.body>,
): Promise<void> => {
  const batch = await readyImport(tx, scope, { id, states: ['preview'] });
  const found = await tx
    .selectFrom('bank_import_row')
    .select(['seq', 'faults', 'alike'])
    .where('import_id', '=', id)
    .where('seq', 'in', rows)
    .forUpdate()
    .execute();
  if (found.length < new Set(rows).size) throw notFound();
  // Safe: written by the judge.
  const states = found.map(({ faults, alike }) =>
    stateOf(
      { faults: faults as unknown as { fault: string }[], alike: alike as unknown as { same: boolean }[] },
      decision,
    ),
  );
  await sql`update bank_import_row r set state = d.state, decision = ${decision}, version = r.version + 1
    from unnest(${found.map(({ seq }) => seq)}::int[], ${states}::bank_row_state[]) as d (seq, state)
    where r.import_id = ${id}::uuid and r.seq = d.seq`.execute(tx);
  await noteImport(tx, batch, 'decide');
};

/** @throws AppError not_found, stale, conflict, invalid */
export const assign = async (
  tx: Tx,
  scope: Scope,
  id: string,
  { version, text, categoryCode }: z.output<typeof assignCategory.body>,
): Promise<void> => {
  const batch = await readyImport(tx, scope, { id, version, states: ['preview'] });
  const category = await categoryOf(tx, categoryCode);
  if (category === undefined) throw invalid('body.categoryCode', 'bank.category_unknown');
  const rows = await tx
    .selectFrom('bank_import_row')
    .select(['seq', 'faults', 'alike', 'decision'])
    .where('import_id', '=', id)
    .where(sql<boolean>`item ->> 'categoryCode' is null and item ->> 'categoryText' = ${text}`)
    .execute();
  if (rows.length === 0) throw notFound();
  // What else is wrong with a row stays; what it is like does not depend on its category.
  const left = rows.map(({ seq, faults, alike, decision }) => {
    // Safe: written by the judge and by decisions.
    const others = (faults as unknown as { fault: string }[]).filter(
      ({ fault }) => fault !== 'category_unknown' && fault !== 'category_missing',
    );
    const same = alike as unknown as { same: boolean }[];
    return { seq, faults: others, state: stateOf({ faults: others, alike: same }, decision as Decision) };
  });
  await sql`update bank_import_row r set faults = l.faults, state = l.state, version = r.version + 1,
      item = r.item || jsonb_build_object('categoryCode', ${categoryCode}::text, 'categoryText', '',
        'topic', coalesce(r.item ->> 'topic', ${category.topic}::text))
    from unnest(${left.map(({ seq }) => seq)}::int[], ${left.map(({ faults }) => JSON.stringify(faults))}::jsonb[],
      ${left.map(({ state }) => state)}::bank_row_state[]) as l (seq, faults, state)
    where r.import_id = ${id}::uuid and r.seq = l.seq`.execute(tx);
  await noteImport(tx, batch, 'assign');
};
