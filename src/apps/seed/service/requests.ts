import type { RequestChannel } from '#features/service/requests/rules.ts';
import { addDays } from '#shared/days.ts';
import { addWorkdays } from '#features/base/rules/calendar/rules.ts';
import { plantDuty } from '#features/service/requests/duties/factory.ts';
import { matterPath } from '#platform/access/scope.ts';
import { landmarks } from '../landmarks.ts';
import type { Filed } from '../organisation-rows.ts';
import { weighted, type Weighted } from '../random.ts';
import { someName, type Service } from './desk.ts';
import { closings, matters, openings, refusals, type Matter } from './matters.ts';
import { planRefusal, planRequest, type Arrival, type Course, type Plan } from './request-plan.ts';
import { followLines, putRequest, type Asker } from './request-rows.ts';

const total = 1_200;

interface Duty {
  readonly category: string;
  /** None: the township-level unit above the place. */
  readonly unit?: string;
  readonly reason: string;
}

/** Lines of the catalogue of responsibilities (权责清单) that name somebody who is there. */
const duties: readonly Duty[] = [
  { category: 'security', unit: landmarks.civilAffairs, reason: '社会救助、养老服务由县民政局办理' },
  { category: 'land.houses', unit: landmarks.housing, reason: '危房鉴定和改造由县住房和城乡建设局负责' },
  { category: 'neighbours.property', unit: landmarks.housing, reason: '物业服务由县住房和城乡建设局监督管理' },
  { category: 'roads', reason: '乡道、村道和路灯由乡镇（街道）管护' },
  { category: 'land', reason: '宅基地审批和违建巡查由乡镇（街道）负责' },
  { category: 'safety', reason: '隐患排查由乡镇（街道）先行处置' },
];

const channels: Weighted<RequestChannel> = weighted([
  ['portal', 58],
  ['assisted', 14],
  ['phone', 16],
  ['paper', 6],
  ['email', 3],
  ['open311', 3],
]);

const share: Readonly<Record<string, number>> = { roads: 3, sanitation: 3, farming: 2, security: 2, other: 1 };
const majorOf = (category: string): string => category.split('.')[0] ?? category;
const matterOf: Weighted<Matter> = weighted(
  matters.map((matter) => [matter, share[majorOf(matter.category)] ?? 1] as const),
);

const dutyOf = (category: string): Duty | undefined =>
  duties.find((duty) => duty.category === category) ?? duties.find((duty) => duty.category === majorOf(category));

type Way = Pick<Arrival, 'first' | 'routed' | 'reason' | 'above'>;

/** Places whose own handlers have accounts. */
const staffed: ReadonlySet<string> = new Set([landmarks.demoPlace, landmarks.secondPlace]);

/** Who gets it: as the catalogue and the accounts of today have it. */
export const wayOf = (service: Service, area: Filed, category: string, ended: boolean): Way => {
  const [county, government] = [service.at('county'), service.at(area.seed.parentKey ?? 'county')];
  const duty = dutyOf(category);
  const own = area.seed.parentKey === landmarks.demoGovernment;
  if (duty?.unit !== undefined)
    return { first: service.at(duty.unit), routed: 'duty', reason: duty.reason, above: county };
  // Elsewhere the townships have handled theirs, and have no accounts any more: what is open lies with the county.
  if (!own) return { first: ended ? government : county, routed: 'above', reason: null, above: county };
  if (duty !== undefined)
    return { first: government, routed: 'duty', reason: duty.reason, above: service.at(landmarks.demoTownship) };
  return staffed.has(area.seed.key)
    ? { first: area, routed: 'place', reason: null, above: government }
    : { first: government, routed: 'above', reason: null, above: service.at(landmarks.demoTownship) };
};

export interface Areas {
  readonly own: readonly Filed[];
  readonly others: readonly Filed[];
}

export const areasOf = ({ tree }: Service): Areas => {
  const areas = [...tree.values()].filter(({ seed }) => seed.type === 'village' || seed.type === 'community');
  const isOwn = ({ seed }: Filed): boolean => seed.parentKey === landmarks.demoGovernment;
  return { own: areas.filter(isOwn), others: areas.filter((area) => !isOwn(area)) };
};

const textOf = ({ chance }: Service, matter: Matter): string =>
  [chance.pick(openings), ...matter.points.map(([asked]) => asked), chance.pick(closings)].join('');

export const askerOf = ({ chance }: Service, channel: RequestChannel): Asker => {
  const named = channel !== 'open311' && chance.chance(0.82);
  return {
    name: named ? someName(chance) : null,
    phone: named || chance.chance(0.4) ? `13${chance.whole(0, 9)}000${chance.whole(10_000, 99_999)}` : null,
    hideName: named && chance.chance(0.15),
  };
};

const courseOf = ({ chance }: Service): Course => {
  const late = chance.chance(0.07);
  const ends = chance.next();
  return {
    takenAfter: chance.chance(0.6) ? 0 : 1,
    answeredAfter: late ? chance.whole(6, 9) : chance.whole(1, 4),
    end: ends < 0.55 ? 'accept' : ends < 0.61 ? 'reopen' : 'silence',
    paused: chance.chance(0.02),
    extended: chance.chance(0.02),
  };
};

/** More of them lately, and more on working days. */
const dayOfRequest = ({ chance, today }: Service): string =>
  addDays(today, -1 - Math.floor(730 * chance.next() ** 1.2));

const ordinary = (service: Service, areas: Areas): Plan => {
  const { chance, today } = service;
  const receivedOn = dayOfRequest(service);
  const ended = receivedOn < addDays(today, -40);
  const own = chance.chance(ended ? 0.55 : 0.8);
  const area = !own
    ? chance.pick(areas.others)
    : chance.chance(0.25)
      ? service.at(chance.chance(0.6) ? landmarks.demoPlace : landmarks.secondPlace)
      : chance.pick(areas.own);
  const channel = channels(chance);
  const minute = chance.whole(430, 1_330);
  if (chance.chance(0.035)) {
    const [category, text, reason, way] = chance.pick(refusals);
    const matter: Matter = { category, kind: 'complaint', points: [[text, reason]] };
    const to = wayOf(service, area, category, ended);
    return planRefusal({ ...to, area, matter, text, channel, receivedOn, minute }, { reason, way }, service);
  }
  const matter = matterOf(chance);
  const way = wayOf(service, area, matter.category, ended);
  // The township gives what is a department's to it.
  const given = way.routed === 'above' && ended && majorOf(matter.category) === 'work' && chance.chance(0.7);
  return planRequest(
    {
      ...way,
      ...(given ? { assignedTo: service.at('g-labour') } : {}),
      area,
      matter,
      text: textOf(service, matter),
      channel,
      receivedOn,
      minute,
      ...(ended && chance.chance(0.015) ? { procedure: 'petition' as const } : {}),
    },
    courseOf(service),
    service,
  );
};

/** Late ones that the morning has told the units above of; and some of today. */
const pressing = (service: Service, areas: Areas): Plan[] => {
  const { chance, calendar, today, now } = service;
  const minuteNow = Math.floor((now - Date.parse(`${today}T00:00:00+08:00`)) / 60_000);
  const one = (n: number, back: number, course: Course): Plan => {
    const area = n % 3 === 0 ? service.at(landmarks.demoPlace) : chance.pick(areas.own);
    const matter = matterOf(chance);
    return planRequest(
      {
        ...wayOf(service, area, matter.category, false),
        area,
        matter,
        text: textOf(service, matter),
        channel: 'portal',
        receivedOn: back === 0 ? today : addWorkdays(calendar, today, -back).day,
        minute: back === 0 ? Math.max(0, minuteNow - 25 * (n + 1)) : 600 + n,
      },
      course,
      service,
    );
  };
  const never: Course = { takenAfter: 1, answeredAfter: 30, end: 'silence' };
  return [
    ...[7, 8, 9, 7, 10, 12].map((back, n) => one(n, back, never)),
    ...[0, 0, 0].map((back, n) => one(n, back, { ...never, takenAfter: 2 })),
  ];
};

export interface Wanted {
  /** One that does not change; else a new one. */
  readonly id?: string;
  readonly matter: Matter;
  readonly area: Filed;
  /** Working days ago. */
  readonly back: number;
  readonly course: Course;
  readonly assignedTo?: Filed;
  readonly petition?: true;
}

/** One that is wanted for what follows. */
export const wantedPlan = (service: Service, { id, matter, area, back, course, assignedTo, petition }: Wanted): Plan =>
  planRequest(
    {
      ...(id === undefined ? {} : { id }),
      ...wayOf(service, area, matter.category, false),
      area,
      matter,
      text: ['您好，', ...matter.points.map(([asked]) => asked), '谢谢！'].join(''),
      channel: 'portal',
      receivedOn: addWorkdays(service.calendar, service.today, -back).day,
      minute: 615,
      ...(assignedTo === undefined ? {} : { assignedTo }),
      ...(petition === true ? { procedure: 'petition' } : {}),
    },
    course,
    service,
  );

const grades = weighted([
  ['very_satisfied', 34],
  ['satisfied', 38],
  ['fair', 15],
  ['dissatisfied', 9],
  ['very_dissatisfied', 4],
] as const);

const putRating = ({ loader, chance, at, now }: Service, plan: Plan, id: string): void => {
  if (plan.endedOn === null || plan.thanks === true || plan.state !== 'closed' || !chance.chance(0.45)) return;
  const when = Math.min(Date.parse(`${plan.endedOn}T12:20:00Z`) + chance.whole(0, 240) * 60_000, now);
  loader.put('request_rating', {
    request_id: id,
    channel: 'portal',
    org_path: matterPath(at('county').path, id),
    unit_id: plan.unit.id,
    area_id: plan.area.id,
    category: plan.category,
    grade: grades(chance),
    rated_at: new Date(when).toISOString(),
  });
};

export const putDuties = async ({ tx, at }: Service): Promise<void> => {
  for (const { category, unit, reason } of duties)
    await plantDuty(tx, { category, reason, ...(unit === undefined ? {} : { unit: at(unit) }) });
};

export type Kept = readonly [id: string, plan: Plan, asker: Asker];

/** Two years of requests; answers the ids with their plans. */
export const putRequests = async (service: Service, wanted: readonly Plan[]): Promise<readonly Kept[]> => {
  const areas = areasOf(service);
  const plans = [
    ...wanted,
    ...Array.from({ length: total }, () => ordinary(service, areas)),
    ...pressing(service, areas),
  ].toSorted((a, b) => (a.lines[0]?.at ?? 0) - (b.lines[0]?.at ?? 0));
  const put = plans.map((plan) => {
    const asker = askerOf(service, plan.channel);
    const id = putRequest(service, plan, asker);
    putRating(service, plan, id);
    return [id, plan, asker] as const;
  });
  await service.loader.flush();
  await followLines(service.tx);
  return put;
};
