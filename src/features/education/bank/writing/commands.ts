import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { hashOf, holderOf } from '../access.ts';
import { ready, type Changed } from '../commands.ts';
import type { QuestionText } from '../contract.ts';
import { identityOf, likenessOf } from '../likeness/rules.ts';
import type { Question } from '../rules.ts';

type Text = z.output<typeof QuestionText>;

/** What a question is found by when another is like it. */
export const marksOf = (question: Question) => ({
  same_hash: hashOf(identityOf(question)),
  bands: [...likenessOf(question).bands],
});

/** Of the text alone. @throws AppError invalid */
const columnsOf = async (tx: Tx, { categoryCode, topic, ...text }: Text) => {
  const category = await tx
    .selectFrom('bank_category')
    .select(['topic', 'retired_on'])
    .where('code', '=', categoryCode)
    .executeTakeFirst();
  if (category === undefined || category.retired_on !== null)
    throw invalid('body.categoryCode', 'bank.category_unknown');
  if (topic !== undefined) {
    const known = await tx.selectFrom('study_topic').select('code').where('code', '=', topic).executeTakeFirst();
    if (known === undefined) throw invalid('body.topic', 'bank.topic_unknown');
  }
  return {
    category_code: categoryCode,
    topic: topic ?? category.topic,
    kind: text.kind,
    stem: text.stem,
    options: JSON.stringify(text.options),
    answer: JSON.stringify(text.answer),
    explanation: text.explanation,
    level: text.level,
    source: text.source,
    licence: text.licence,
    ...marksOf(text),
  };
};

const told = (tx: Tx, action: string, id: string, path: string): void => {
  audit(tx, { action: `bank.${action}`, entity: 'bank_item', entityId: id, path });
  touch(tx, 'bank', { path });
};

/** A draft of the writer's own unit. @throws AppError invalid, forbidden */
export const create = async (tx: Tx, scope: Scope, county: County, text: Text): Promise<Changed> => {
  if (scope.organisationId === null) throw new AppError('forbidden');
  const id = newId();
  const at = county.now().toISOString();
  await tx
    .insertInto('bank_item')
    .values({
      id,
      line_id: id,
      unit_id: scope.organisationId,
      ...(await columnsOf(tx, text)),
      writers: [holderOf(scope)],
      writer: scope.actor,
      created_at: at,
      changed_at: at,
    })
    .execute();
  told(tx, 'create', id, scope.path);
  return { id, version: 1, state: 'draft' };
};

/**
 * A draft is deleted and written anew under its id: of a row that is there the run-time role may change no text. What was published
 * stays, and another edition of its line begins. @throws AppError not_found, stale, conflict, invalid
 */
export const save = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { version, ...text }: Text & { readonly version: number },
): Promise<Changed> => {
  const row = await ready(tx, scope, { id, version, act: 'edit' });
  const columns = await columnsOf(tx, text);
  const at = county.now().toISOString();
  const mine = { writer: scope.actor, changed_at: at };
  if (row.state === 'draft') {
    await tx.deleteFrom('bank_item').where('id', '=', id).execute();
    await tx
      .insertInto('bank_item')
      .values({
        id,
        line_id: row.line_id,
        edition: row.edition,
        unit_id: row.unit_id,
        import_id: row.import_id,
        import_seq: row.import_seq,
        note: row.note,
        created_at: row.created_at,
        ...columns,
        ...mine,
        writers: [...new Set([...row.writers, holderOf(scope)])],
        version: version + 1,
      })
      .execute();
    told(tx, 'save', id, row.unit_path);
    return { id, version: version + 1, state: 'draft' };
  }
  const next = newId();
  const edition = await nextEdition(tx, row.line_id);
  await tx
    .insertInto('bank_item')
    .values({
      id: next,
      line_id: row.line_id,
      edition,
      unit_id: row.unit_id,
      ...columns,
      ...mine,
      created_at: at,
      writers: [holderOf(scope)],
    })
    .execute();
  told(tx, 'save', next, row.unit_path);
  return { id: next, version: 1, state: 'draft' };
};

/** One draft of a line at a time: two people would overwrite each other's edition. @throws AppError refused */
const nextEdition = async (tx: Tx, lineId: string): Promise<number> => {
  const rows = await tx
    .selectFrom('bank_item')
    .select(['edition', 'state'])
    .where('line_id', '=', lineId)
    .orderBy('edition', 'desc')
    .execute();
  if (rows.some(({ state }) => state === 'draft' || state === 'review'))
    throw new AppError('refused', { message: 'bank.edition_open' });
  return (rows[0]?.edition ?? 0) + 1;
};

/** @throws AppError not_found, stale, conflict */
export const remove = async (tx: Tx, scope: Scope, id: string, version: number): Promise<{ id: string }> => {
  const row = await ready(tx, scope, { id, version, act: 'remove' });
  await tx.deleteFrom('bank_item').where('id', '=', id).execute();
  told(tx, 'remove', id, row.unit_path);
  return { id };
};
