/** Requests in which one thing each can be seen: planned with the others, and what belongs to them beside. */
import { matterPath } from '#platform/access/scope.ts';
import { plantTalk } from '#features/service/talks/factory.ts';
import { plantPhoto } from '#features/service/requests/photos/factory.ts';
import { plantTask } from '#features/service/requests/work/factory.ts';
import { reviewClock } from '#features/service/requests/clocks/rules.ts';
import { addDays } from '#shared/days.ts';
import { newId } from '#shared/ids.ts';
import { demoRequests as ids, landmarks } from '../landmarks.ts';
import type { Service } from './desk.ts';
import { matters, type Matter } from './matters.ts';
import { pictures, pictureSize } from './pictures.ts';
import type { Course, Line, Plan } from './request-plan.ts';
import { wantedPlan } from './requests.ts';

const matterIn = (category: string, n = 0): Matter => {
  const found = matters.filter((one) => one.category === category)[n];
  if (found === undefined) throw new Error(`no matter of ${category}`);
  return found;
};

const open: Course = { takenAfter: 0, answeredAfter: 40, end: 'silence' };
const untaken: Course = { ...open, takenAfter: 9 };

const withLines = (plan: Plan, ...lines: readonly Line[]): Plan => ({ ...plan, lines: [...plan.lines, ...lines] });

/** What lies with the departments whose handlers have accounts. */
const departments: readonly (readonly [category: string, n: number, back: number, course: Course])[] = [
  ['security.allowance', 0, 3, open],
  ['security.pension', 1, 1, untaken],
  ['security.pension', 0, 4, { ...open, answeredAfter: 2 }],
  ['land.houses', 0, 2, open],
  ['neighbours.property', 0, 1, untaken],
];

/** Plans of the scenes, for the others to be written with. */
export const scenePlans = (service: Service): Plan[] => {
  const { at, now, actorOf } = service;
  const [own, second, office] = [at(landmarks.demoPlace), at(landmarks.secondPlace), at(landmarks.demoGovernment)];
  const plan = (id: string, matter: Matter, back: number, course: Course, more: object = {}): Plan =>
    wantedPlan(service, { id, matter, area: own, back, course, ...more });
  const hour = 3_600_000;
  return [
    withLines(plan(ids.points, matterIn('roads.surface'), 2, open), { kind: 'photos', at: now - 30 * hour }),
    plan(ids.answered, matterIn('sanitation.sewage'), 5, { takenAfter: 0, answeredAfter: 3, end: 'silence' }),
    withLines(
      plan(
        ids.review,
        matterIn('land.taking'),
        32,
        { takenAfter: 1, answeredAfter: 20, end: 'silence' },
        { petition: true },
      ),
      { kind: 'review_asked', at: now - 20 * hour, text: '答复只说了补偿款，没有说明面积是怎么量的。' },
    ),
    plan(ids.overdue, matterIn('roads.lights'), 8, open),
    withLines(plan(ids.returned, matterIn('sanitation.noise'), 1, untaken), {
      kind: 'disputed',
      at: now - 2 * hour,
      unit: own,
      actor: actorOf(own),
      text: '夜间施工许可和查处不在社区职责范围，社区没有执法权。',
    }),
    withLines(plan(ids.talk, matterIn('farming.drinking'), 1, open, { area: second }), {
      kind: 'talked',
      at: now - hour,
    }),
    plan(ids.assigned, matterIn('land.homestead'), 2, untaken, { assignedTo: at(landmarks.housing) }),
    plan(ids.reopened, matterIn('sanitation.waste'), 4, {
      takenAfter: 0,
      answeredAfter: 2,
      end: 'reopen',
      reopenedAfter: 1,
    }),
    withLines(plan(ids.asked, matterIn('roads.buses'), 3, open), {
      kind: 'term_asked',
      at: now - 5 * hour,
      unit: office,
      actor: actorOf(office),
      text: '需与公交公司协商班次，请求延长五个工作日。',
    }),
    plan(ids.paused, matterIn('neighbours.walls'), 2, { ...open, paused: true }),
    plan(ids.tied, matterIn('roads.lights', 2), 1, open),
    ...departments.map(([category, n, back, course]) =>
      wantedPlan(service, { matter: matterIn(category, n), area: n === 0 ? own : second, back, course }),
    ),
  ];
};

const sealed = ({ county }: Service, words: unknown) => ({
  sealed: county.crypto.encrypt(typeof words === 'string' ? words : JSON.stringify(words)),
  key_id: county.crypto.currentKeyId,
});

const putWork = async (service: Service): Promise<void> => {
  const { tx, county, at, actorOf, today, now } = service;
  const [own, office] = [at(landmarks.demoPlace), at(landmarks.demoGovernment)];
  const path = matterPath(office.path, ids.points);
  await plantTask(tx, county, {
    requestId: ids.points,
    unit: at(landmarks.housing),
    ask: '请核实该处窨井盖是否属于县城管网，并告知更换时间。',
  });
  for (const bytes of pictures) await plantPhoto(tx, county, ids.points, { bytes, ...pictureSize });
  const record = { request_id: ids.points, org_path: path, unit_id: office.id, actor: actorOf(office), on_day: today };
  await tx
    .insertInto('request_record')
    .values([
      {
        id: newId(),
        ...record,
        kind: 'visit',
        ...sealed(service, '到现场查看：塌陷约两平方米，已围挡。'),
        at: new Date(now - 7_200_000).toISOString(),
      },
      {
        id: newId(),
        ...record,
        kind: 'call',
        ...sealed(service, '电话告知来件人施工安排，同意。'),
        at: new Date(now - 3_600_000).toISOString(),
      },
    ])
    .execute();
  const group = newId();
  for (const id of [ids.overdue, ids.tied])
    await tx
      .insertInto('request_tie')
      .values({
        request_id: id,
        org_path: matterPath(office.path, id),
        group_id: group,
        actor: actorOf(office),
        at: new Date(now).toISOString(),
      })
      .execute();
  await tx
    .insertInto('request_return')
    .values({
      id: newId(),
      request_id: ids.returned,
      org_path: matterPath(own.path, ids.returned),
      unit_id: own.id,
      proposed_id: office.id,
      reviewer_id: office.id,
      ...sealed(service, { reason: '夜间施工许可和查处不在社区职责范围，社区没有执法权。', decision: null }),
      actor: actorOf(own),
      asked_on: today,
    })
    .execute();
};

const putClocks = async ({ tx, at, today }: Service): Promise<void> => {
  const [office, above] = [at(landmarks.demoGovernment), at(landmarks.demoTownship)];
  await tx
    .insertInto('request_ask')
    .values({
      id: newId(),
      request_id: ids.asked,
      org_path: matterPath(office.path, ids.asked),
      kind: 'extension',
      procedure: 'ordinary',
      clock_round: 0,
      state: 'asked',
      asked_on: today,
      decider_id: above.id,
    })
    .execute();
  const askedOn = addDays(today, -1);
  await tx
    .insertInto('request_review')
    .values({
      id: newId(),
      request_id: ids.review,
      org_path: matterPath(office.path, ids.review),
      level: 1,
      unit_id: above.id,
      asked_on: askedOn,
      due_on: reviewClock(1, askedOn, []).dueOn,
    })
    .execute();
  await tx.updateTable('service_request').set({ review_unit_id: above.id }).where('id', '=', ids.review).execute();
};

const putTalks = async ({ tx, county, at, now, holdings }: Service): Promise<void> => {
  const second = at(landmarks.secondPlace);
  const talk = { id: ids.talk, kind: 'request', path: matterPath(second.path, ids.talk), state: 'taken' } as const;
  await plantTalk(tx, county, {
    about: talk,
    unitId: second.id,
    words: [
      ['asker', '你好，今天傍晚又没有水了。'],
      ['unit', '收到，水站正在调压，大约半小时恢复。'],
      ['asker', '好的，那明天早上会不会停？'],
    ],
    at: new Date(now - 20 * 60_000).toISOString(),
  });
  const own = at(landmarks.demoPlace);
  await plantTalk(tx, county, {
    about: { id: ids.answered, kind: 'request', path: matterPath(own.path, ids.answered), state: 'answered' },
    unitId: own.id,
    words: [
      ['asker', '施工的时候要我们搬开门口的东西吗？'],
      ['unit', '需要，前一天会上门通知，搬不动的我们来搬。'],
      ['asker', '谢谢，清楚了。'],
      ['unit', '不客气。'],
    ],
    at: new Date(now - 26 * 3_600_000).toISOString(),
  });
  const branch = at(landmarks.demoBranch);
  const branchTalk = (role: string, words: readonly (readonly ['asker' | 'unit', string])[], ago: number) => {
    const id = holdings.find((one) => one.role === role && one.organisationId === branch.id)?.personId;
    return id === undefined
      ? undefined
      : plantTalk(tx, county, {
          about: { id, kind: 'member', path: `${branch.path}@${id}/` },
          unitId: branch.id,
          words,
          at: new Date(now - ago).toISOString(),
        });
  };
  await branchTalk(
    'member',
    [
      ['asker', '下月主题党日我在外出差，能不能线上参加？'],
      ['unit', '可以，会前把链接发给你。'],
    ],
    50 * 3_600_000,
  );
  // Past its promise.
  await branchTalk('probationary', [['asker', '转正申请书要手写还是打印？思想汇报一起交吗？']], 75 * 3_600_000);
};

/** To be called when the requests are there. */
export const putScenes = async (service: Service): Promise<void> => {
  await putWork(service);
  await putClocks(service);
  await putTalks(service);
};
