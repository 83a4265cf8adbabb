import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { audit, touch } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import type { addCategory, editCategory } from '../contract.ts';

const told = (tx: Tx, scope: Scope, action: string, code: string): void => {
  audit(tx, {
    action: `bank.${action}`,
    entity: 'bank_category',
    entityId: null,
    path: scope.path,
    changes: [{ field: 'code', from: null, to: code }],
  });
  touch(tx, 'bank', { path: scope.path });
};

/** @throws AppError invalid */
const checkTopic = async (tx: Tx, topic: string): Promise<void> => {
  const known = await tx.selectFrom('study_topic').select('code').where('code', '=', topic).executeTakeFirst();
  if (known === undefined) throw invalid('body.topic', 'bank.topic_unknown');
};

/** @throws AppError invalid */
export const add = async (
  tx: Tx,
  scope: Scope,
  { code, nameZh, nameEn, topic, position }: z.output<typeof addCategory.body>,
): Promise<{ code: string; version: number }> => {
  await checkTopic(tx, topic);
  const row = await tx
    .insertInto('bank_category')
    .values({ code, name_zh: nameZh, name_en: nameEn, topic, position })
    .onConflict((conflict) => conflict.column('code').doNothing())
    .returning('code')
    .executeTakeFirst();
  if (row === undefined) throw invalid('body.code', 'bank.code_taken');
  told(tx, scope, 'addCategory', code);
  return { code, version: 1 };
};

/** A retired category keeps its questions and is offered no more. @throws AppError not_found, stale, invalid */
export const edit = async (
  tx: Tx,
  scope: Scope,
  county: County,
  code: string,
  { version, nameZh, nameEn, topic, position, retired }: z.output<typeof editCategory.body>,
): Promise<{ code: string; version: number }> => {
  const row = await tx
    .selectFrom('bank_category')
    .select(['version', 'retired_on'])
    .where('code', '=', code)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  if (row.version !== version) throw new AppError('stale', { current: { code, version: row.version } });
  await checkTopic(tx, topic);
  await tx
    .updateTable('bank_category')
    .set({
      name_zh: nameZh,
      name_en: nameEn,
      topic,
      position,
      retired_on: retired ? (row.retired_on ?? county.today()) : null,
      version: version + 1,
    })
    .where('code', '=', code)
    .execute();
  told(tx, scope, 'editCategory', code);
  return { code, version: version + 1 };
};
