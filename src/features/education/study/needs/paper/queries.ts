import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import { letterFile } from '#platform/documents/letter-file.ts';
import type { Download } from '#platform/http/route.ts';
import { AppError, notFound } from '#shared/errors.ts';
import type { Block } from '#shared/letter.ts';
import { ownBranchMembers } from '../../access.ts';
import { mostNeeds } from '../rules.ts';
import type { needsPaper, needsPeople } from './contract.ts';
import { boxLines } from './rules.ts';

/** Sheets of those who are members of the very branch now. */
export const sheetsOfBranch = (db: Db, scope: Scope) =>
  ownBranchMembers(db, scope).innerJoin('study_need_paper as s', 's.person_id', 'm.person_id');

/** Accounts are not the branch's to read: only whether there is one. */
export const hasAccount = sql<boolean>`account_of_person(m.person_id) is not null`;

/** By name; of accounts and sheets numbers alone. */
export const peopleToAsk = async (db: Db, scope: Scope): Promise<z.input<typeof needsPeople.reply>> => {
  const rows = await ownBranchMembers(db, scope)
    .select([
      'm.person_id',
      'p.name',
      hasAccount.as('has_account'),
      sql<boolean>`exists (select from study_need_paper s where s.person_id = m.person_id and s.entered_on is null)`.as(
        'is_out',
      ),
    ])
    .orderBy('p.pinyin')
    .orderBy('p.id')
    .execute();
  return {
    items: rows.map((row) => ({ personId: row.person_id, name: row.name })),
    withoutAccount: rows.filter((row) => !row.has_account).length,
    out: rows.filter((row) => row.is_out).length,
  };
};

/** @throws AppError not_found, conflict where it was entered */
export const sheetByCode = async (db: Db, scope: Scope, code: string): Promise<z.input<typeof needsPaper.reply>> => {
  const row = await sheetsOfBranch(db, scope)
    .where('s.code', '=', code)
    .select(['p.name', 's.printed_on', 's.entered_on'])
    .executeTakeFirst();
  if (row === undefined) throw new AppError('not_found', { message: 'study.no_such_code' });
  if (row.entered_on !== null) throw new AppError('conflict', { message: 'study.paper_entered' });
  return { name: row.name, printedOn: row.printed_on };
};

const wordLines = 2;

/** The sheets of one printing, a page each: name, code, boxes and a line. @throws AppError not_found */
export const needsSheetFile = async (db: Db, scope: Scope, id: string): Promise<Download> => {
  const [sheets, topics] = await Promise.all([
    sheetsOfBranch(db, scope)
      .where('s.printing_id', '=', id)
      .where('s.entered_on', 'is', null)
      .select(['p.name', 's.code', 's.printed_on'])
      .orderBy('p.pinyin')
      .orderBy('p.id')
      .execute(),
    db.selectFrom('study_topic').select('name_zh').where('retired_on', 'is', null).orderBy('position').execute(),
  ]);
  const [first] = sheets;
  if (first === undefined) throw notFound();
  const boxes = boxLines(topics.map((row) => row.name_zh)).join('\n');
  const blocks = sheets.flatMap(({ name, code }, at): Block[] => [
    ...(at === 0 ? [] : [{ kind: 'break' } as const]),
    { kind: 'title', text: '学习需求问卷' },
    { kind: 'plain', text: `姓名 ${name}    编号 ${code}` },
    { kind: 'text', text: `您想学什么？在□里打√，最多选${mostNeeds}项。` },
    { kind: 'plain', text: boxes },
    { kind: 'plain', text: '具体想学什么（可以不写）：' },
    { kind: 'plain', text: Array.from({ length: wordLines }, () => '＿'.repeat(26)).join('\n') },
    {
      kind: 'text',
      text: '请交回所在支部，由支部凭编号录入；上级只看人数。录入后您可在手机“我想学什么”里查看和撤回。',
    },
  ]);
  return letterFile(`学习需求问卷 ${first.printed_on}`, blocks, 'pdf');
};
