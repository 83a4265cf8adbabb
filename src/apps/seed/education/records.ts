/** What a Party school's courseware has kept about those who show the platform as members. */
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { plantProgram, plantStatements } from '#features/education/records/factory.ts';
import { addDays } from '#shared/days.ts';

const adl = 'http://adlnet.gov/expapi';
const verbs = {
  completed: { id: `${adl}/verbs/completed`, display: { 'zh-CN': '学完了', 'en-US': 'completed' } },
  passed: { id: `${adl}/verbs/passed`, display: { 'zh-CN': '通过了', 'en-US': 'passed' } },
} as const;

const site = 'https://dangxiao.example.cn/courses';
const lessons = [
  { verb: verbs.completed, id: `${site}/charter/1`, name: '党章导读：党员的义务和权利', ago: 40 },
  { verb: verbs.passed, id: `${site}/charter/quiz`, name: '党章导读自测', ago: 39 },
  { verb: verbs.completed, id: `${site}/secrecy/1`, name: '手机和网络上的保密', ago: 12 },
] as const;

/** The members with an account who read their own file. */
const learnersOf = async (tx: Tx): Promise<readonly string[]> => {
  const rows = await tx
    .selectFrom('account as a')
    .innerJoin('role_grant as g', 'g.account_id', 'a.id')
    .select('a.person_id as id')
    .distinct()
    .where('g.role', 'in', ['member', 'probationary'])
    .where('a.person_id', 'is not', null)
    .execute();
  return rows.flatMap(({ id }) => id ?? []);
};

export const putLearningRecords = async (tx: Tx, county: County, today: string): Promise<void> => {
  const program = await plantProgram(tx, county, '县委党校在线课件');
  for (const personId of await learnersOf(tx))
    await plantStatements(tx, county, {
      program,
      personId,
      said: lessons.map(({ verb, id, name, ago }) => ({
        verb,
        object: { objectType: 'Activity', id, definition: { name: { 'zh-CN': name } } },
        result: { completion: true, success: true },
        timestamp: `${addDays(today, -ago)}T12:30:00Z`,
      })),
    });
};
