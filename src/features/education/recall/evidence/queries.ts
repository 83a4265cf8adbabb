import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import { ownAnswers } from '../access.ts';
import { contributionsOfMember } from '../contributions/queries.ts';
import { knownAtLeast, weekOf } from '../rules.ts';
import type { ExamPassed, ownEvidence, TaskDone, TopicEvidence } from './contract.ts';

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

const shown = 100;

/** Tasks of courses that the branch has confirmed, the latest first. */
const tasksOf = async (db: Db, scope: Scope): Promise<readonly z.input<typeof TaskDone>[]> => {
  const { rows } = await sql<z.input<typeof TaskDone>>`
    select d.id, u.part ->> 'title' as title, r.title as "courseTitle", d.done_on as "on", coalesce(d.actor, '') as actor
    from course_done d
    join course_release r on r.course_id = d.course_id and r.edition = d.edition
    cross join lateral jsonb_array_elements(r.content -> 'chapters') as c(part)
    cross join lateral jsonb_array_elements(c.part -> 'units') as u(part)
    where d.person_id = ${scope.personId}::uuid and d.state = 'done' and u.part ->> 'id' = d.unit_id::text
      and u.part ->> 'kind' = 'task'
    order by d.done_on desc, d.id limit ${shown}::integer`.execute(db);
  return rows;
};

/** Formal exams that were passed, each once, as their results are released. */
const examsOf = async (db: Db, scope: Scope): Promise<readonly z.input<typeof ExamPassed>[]> => {
  const { rows } = await sql<z.input<typeof ExamPassed>>`
    select e.id as "examId", e.title, u.short_name as "unitName",
      min((coalesce(a.handed_in_at, a.ends_at, a.marked_at) at time zone 'Asia/Shanghai')::date) as "on"
    from exam_attempt a join exam e on e.id = a.exam_id join organisation u on u.id = e.unit_id
    where a.person_id = ${scope.personId}::uuid and a.passed and e.kind = 'formal' and e.state = 'released'
    group by e.id, e.title, u.short_name order by "on" desc, e.id limit ${shown}::integer`.execute(db);
  return rows;
};

export const evidenceOf = async (db: Db, scope: Scope): Promise<z.input<typeof ownEvidence.reply>> => {
  const [answers, tasks, exams, contributions, offered] = await Promise.all([
    answersOf(db, scope),
    tasksOf(db, scope),
    examsOf(db, scope),
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
    tasks: [...tasks],
    exams: [...exams],
    contributions,
    offered,
  };
};
