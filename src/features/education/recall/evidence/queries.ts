import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import { ownAnswers } from '../access.ts';
import { contributionsOfMember } from '../contributions/queries.ts';
import { knownAtLeast, weekOf } from '../rules.ts';
import type { ownEvidence, TopicEvidence } from './contract.ts';

const answersOf = (db: Db, scope: Scope) =>
  ownAnswers(db, scope)
    .innerJoin('study_topic as t', 't.code', 'a.topic')
    .select([
      'a.topic',
      't.name_zh',
      't.name_en',
      'a.line_id',
      'a.answered_on',
      'a.is_right',
      'a.is_first',
      'a.chance',
      'a.expected',
    ])
    .orderBy('t.position')
    .orderBy('a.id')
    .execute();
type Row = Awaited<ReturnType<typeof answersOf>>[number];

const topicView = (rows: readonly Row[]): z.input<typeof TopicEvidence> | null => {
  const [first] = rows;
  if (first === undefined) return null;
  const firsts = rows.filter((row) => row.is_first);
  // Of each question the last answer, where it came again.
  const again = new Map(rows.filter(({ expected }) => expected !== null).map((row) => [row.line_id, row.is_right]));
  return {
    code: first.topic,
    nameZh: first.name_zh,
    nameEn: first.name_en,
    firsts: firsts.length,
    weeks: new Set(rows.map((row) => weekOf(row.answered_on))).size,
    again: again.size,
    kept: [...again.values()].filter(Boolean).length,
    knownAtLeast: knownAtLeast(firsts.map(({ is_right, chance }) => ({ isRight: is_right, chance: Number(chance) }))),
  };
};

export const evidenceOf = async (db: Db, scope: Scope): Promise<z.input<typeof ownEvidence.reply>> => {
  const [answers, contributions, offered] = await Promise.all([
    answersOf(db, scope),
    contributionsOfMember(db, scope),
    db
      .selectFrom('study_topic')
      .where('retired_on', 'is', null)
      .select(['code', 'name_zh as nameZh', 'name_en as nameEn'])
      .orderBy('position')
      .execute(),
  ]);
  const codes = [...new Set(answers.map(({ topic }) => topic))];
  return {
    topics: codes
      .map((code) => topicView(answers.filter(({ topic }) => topic === code)))
      .filter((topic) => topic !== null),
    contributions,
    offered,
  };
};
