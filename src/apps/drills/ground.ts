/** What a trainee's township holds beside the scene: two villages with people and committees, their year, and something on each of its desks. */
import type { Tx } from '#platform/db/types.ts';
import { appoint, openTerm } from '#features/base/organisations/index.ts';
import type { Ground } from '#features/education/practice/index.ts';
import type { Drill } from '#features/education/practice/rules.ts';
import { retally } from '#features/education/study/index.ts';
import { bodyFrom, plantArticle } from '#features/insight/publishing/factory.ts';
import { plantCare } from '#features/service/care/factory.ts';
import { plantRequest } from '#features/service/requests/factory.ts';
import { plantWish } from '#features/service/wishes/factory.ts';
import { leafPath } from '#platform/access/scope.ts';
import { addDays } from '#shared/days.ts';
import { putYearOfActivities } from '../seed/activities.ts';
import { putAppraisals } from '../seed/appraisals.ts';
import { putSessions } from '../seed/education/study.ts';
import { putYearOfMeetings } from '../seed/meetings.ts';
import { enlist, inventPeople, plantBranch, villagers, type Branch } from './people.ts';

const villages = ['石垟村党支部', '霞岙村党支部'] as const;
const each = 8;
const seats = ['secretary', 'organisation_member', 'publicity_member'] as const;

/** A branch with its members; the first three sit on the committee since its term began. */
const putVillage = async (tx: Tx, ground: Ground, branch: Branch, people: ReturnType<typeof inventPeople>) => {
  const startedOn = addDays(ground.county.today(), -700);
  await openTerm(tx, ground, branch.id, { startedOn });
  const ids: string[] = [];
  for (const person of people) ids.push(await enlist(tx, { ...ground, branch }, person));
  for (const [at, post] of seats.entries())
    await appoint(tx, ground, branch.id, { personId: ids[at] ?? '', post, fromOn: startedOn });
  return ids;
};

/** What is not the drill's own matter: of that the scene alone says what there is. */
const putDesks = async (tx: Tx, { county, township }: Ground, drill: Drill): Promise<void> => {
  const place = { unit: township, area: township };
  const today = county.today();
  if (drill !== 'request')
    await plantRequest(tx, county, {
      ...place,
      text: '村道转弯处看不清对面来车，能不能装一面凸面镜？',
      category: 'roads',
      on: addDays(today, -3),
    });
  if (drill !== 'withdrawal')
    await plantArticle(tx, {
      unit: township,
      title: '党群服务中心开放时间',
      body: bodyFrom(['工作日上午八时三十分至下午五时开放。']),
      from: county.now().toISOString(),
      writer: '演练宣传干事',
    });
  await plantWish(tx, county, {
    ...place,
    text: '家里的木门关不严，想请人帮忙修一修。',
    state: 'listed',
    publicWords: '想请人帮忙修一扇木门',
    on: addDays(today, -6),
  });
};

/**
 * Made by the statements of the demonstration: they fill what they see, and beneath the trainee's scope that is the township alone. So it
 * stands before the scene, whose own branches have no year behind them.
 */
export const putGround = async (tx: Tx, ground: Ground, drill: Drill): Promise<void> => {
  const { county, township } = ground;
  const today = county.today();
  const people = inventPeople(villages.length * each, villagers);
  const branches: Branch[] = [];
  for (const [at, name] of villages.entries()) {
    const branch = await plantBranch(tx, township, name);
    branches.push(branch);
    const ids = await putVillage(tx, ground, branch, people.slice(at * each, (at + 1) * each));
    const oldest = ids.at(-1) ?? '';
    if (at === 0)
      await plantCare(tx, county, {
        person: { id: oldest, path: leafPath(branch.path, oldest) },
        plannedOn: addDays(today, 4),
      });
  }
  await putYearOfMeetings(tx, today);
  await putYearOfActivities(tx, today);
  await putAppraisals(tx, today, branches[0]?.id ?? '');
  await putSessions({ tx, today });
  await retally(tx, county);
  await putDesks(tx, ground, drill);
};
