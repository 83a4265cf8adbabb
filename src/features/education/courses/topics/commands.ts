import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import { audit } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError, invalid, notFound } from '#shared/errors.ts';
import type { addTopic, editTopic } from './contract.ts';

interface Kept {
  readonly code: string;
  readonly version: number;
}

const note = (tx: Tx, scope: Scope, action: string, code: string): void =>
  audit(tx, { action: `education.${action}`, entity: 'study_topic', entityId: null, path: scope.path, reason: code });

/** @throws AppError invalid */
export const add = async (
  tx: Tx,
  scope: Scope,
  { code, nameZh, nameEn, position }: z.output<typeof addTopic.body>,
): Promise<Kept> => {
  const row = await tx
    .insertInto('study_topic')
    .values({ code, name_zh: nameZh, name_en: nameEn, position })
    .onConflict((c) => c.doNothing())
    .returning('version')
    .executeTakeFirst();
  if (row === undefined) throw invalid('body.code', 'courses.topic_taken');
  note(tx, scope, 'addTopic', code);
  return { code, version: row.version };
};

const write = async (tx: Tx, kept: Kept, values: object): Promise<Kept> => {
  const row = await tx
    .selectFrom('study_topic')
    .select('version')
    .where('code', '=', kept.code)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw notFound();
  if (row.version !== kept.version) throw new AppError('stale', { current: { ...kept, version: row.version } });
  const version = row.version + 1;
  await tx
    .updateTable('study_topic')
    .set({ ...values, version })
    .where('code', '=', kept.code)
    .execute();
  return { code: kept.code, version };
};

/** @throws AppError not_found, stale */
export const edit = async (
  tx: Tx,
  scope: Scope,
  code: string,
  { version, nameZh, nameEn, position }: z.output<typeof editTopic.body>,
): Promise<Kept> => {
  const kept = await write(tx, { code, version }, { name_zh: nameZh, name_en: nameEn, position });
  note(tx, scope, 'editTopic', code);
  return kept;
};

/** @throws AppError not_found, stale */
export const retire = async (
  tx: Tx,
  scope: Scope,
  county: County,
  code: string,
  { version, retired }: { readonly version: number; readonly retired: boolean },
): Promise<Kept> => {
  const kept = await write(tx, { code, version }, { retired_on: retired ? county.today() : null });
  note(tx, scope, 'retireTopic', code);
  return kept;
};
