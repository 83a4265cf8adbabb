/** Members who are cared for: in the demonstration township, with visits made, planned and past due, and what was given. */
import { sql } from 'kysely';
import { sealGiven, sealNote, sealVisit } from '#features/service/care/visits/queries.ts';
import { reasonsOf, type CareReason, type Occasion } from '#features/service/care/rules.ts';
import { addDays } from '#shared/days.ts';
import { newId } from '#shared/ids.ts';
import { landmarks } from '../landmarks.ts';
import { bytes } from '../loading.ts';
import type { Service } from './desk.ts';

interface Member {
  readonly id: string;
  readonly org_path: string;
  readonly birth_date: string | null;
  readonly full_on: string | null;
  readonly correction: number;
  readonly hardship: boolean;
  readonly own: boolean;
}

/** Those of whom the file gives a reason, those of the demonstration branch first. */
const membersOf = async ({ tx, at, today }: Service): Promise<readonly Member[]> =>
  (
    await sql<Member>`
      select p.id, p.org_path, p.birth_date::text, m.full_on::text, m.party_age_correction as correction,
        exists (select from hardship h where h.person_id = p.id and h.until is null) as hardship,
        starts_with(p.org_path, ${at(landmarks.demoBranch).path}) as own
      from membership m join person p on p.id = m.person_id
      where m.left_on is null and starts_with(p.org_path, ${at(landmarks.demoTownship).path})
        and (p.birth_date < ${today}::date - interval '80 years' or m.full_on < ${today}::date - interval '50 years'
          or exists (select from hardship h where h.person_id = p.id and h.until is null))
      order by own desc, p.pinyin, p.id limit 26`.execute(tx)
  ).rows;

const notes = [
  '一人居住，邻居照看。',
  '膝关节手术后恢复中，上下楼不便。',
  '长期服药，每月需到县城复诊。',
  '子女在外，逢年过节回来。',
];
const found = [
  '精神不错，嘱咐注意保暖。',
  '屋里取暖设备老旧，已联系更换。',
  '希望有人代办复诊挂号，已登记。',
  '生活能自理，愿意参加支部活动。',
];
const visitors = ['支部书记', '组织委员', '联系党员', '镇党委委员'];
const occasionsOfYear: readonly (readonly [monthDay: string, occasion: Occasion])[] = [
  ['01-20', 'spring_festival'],
  ['06-28', 'july_first'],
  ['10-10', 'double_ninth'],
];

interface Visit {
  readonly on: string;
  readonly occasion: Occasion;
}

/** The occasions of two years that have passed. */
const pastVisits = (today: string): Visit[] => {
  const year = Number(today.slice(0, 4));
  return [year - 1, year].flatMap((one) =>
    occasionsOfYear
      .map(([monthDay, occasion]) => ({ on: `${one}-${monthDay}`, occasion }))
      .filter(({ on }) => on < today),
  );
};

interface Listed {
  readonly caseId: string;
  readonly member: Member;
}

const putVisit = (service: Service, { caseId, member }: Listed, visit: Visit, done: boolean): void => {
  const { loader, county, chance } = service;
  const id = newId();
  const filed = { person_id: member.id, org_path: member.org_path };
  const { sealed, key_id } = sealVisit(county, {
    visitor: chance.pick(visitors),
    words: done ? chance.pick(found) : null,
  });
  loader.put('care_visit', {
    id,
    case_id: caseId,
    ...filed,
    occasion: visit.occasion,
    planned_on: visit.on,
    state: done ? 'done' : 'planned',
    visited_on: done ? visit.on : null,
    sealed: bytes(sealed),
    key_id,
    version: done ? 2 : 1,
    created_at: 'now',
  });
  if (!done || !chance.chance(0.5)) return;
  const given = sealGiven(county, {
    cents: chance.pick([30_000, 50_000, 80_000, 100_000]),
    inKind: chance.chance(0.4) ? '米、油各一份' : null,
  });
  loader.put('care_amount', {
    id: newId(),
    visit_id: id,
    ...filed,
    sealed: bytes(given.sealed),
    key_id: given.key_id,
    version: 1,
    created_at: 'now',
  });
};

export const putCare = async (service: Service): Promise<void> => {
  const { loader, county, chance, today } = service;
  const past = pastVisits(today);
  for (const [n, member] of (await membersOf(service)).entries()) {
    const facts = {
      birthDate: member.birth_date,
      fullOn: member.full_on,
      correction: member.correction,
      hardship: member.hardship,
    };
    const noted: CareReason[] = n % 4 === 1 ? ['ill'] : n % 7 === 3 ? ['alone'] : [];
    const caseId = newId();
    const ended = n % 11 === 9 ? addDays(today, -30) : null;
    const { sealed, key_id } = sealNote(county, {
      note: noted.length > 0 ? chance.pick(notes) : null,
      endReason: ended === null ? null : '困难已经缓解',
    });
    const since = addDays(today, -chance.whole(200, 700));
    loader.put('care_case', {
      id: caseId,
      person_id: member.id,
      org_path: member.org_path,
      reasons: [...reasonsOf(facts, today), ...noted],
      source: 'facts',
      sealed: bytes(sealed),
      key_id,
      since,
      ended_on: ended,
      version: ended === null ? 1 : 2,
      created_at: 'now',
    });
    const until = ended ?? today;
    for (const visit of past.filter(({ on }) => on > since && on < until))
      putVisit(service, { caseId, member }, visit, true);
    if (ended !== null || n % 3 === 2) continue;
    // Some draw near, one has been let slip.
    const on = addDays(today, n === 3 ? -4 : 2 + (n % 5) * 3);
    putVisit(service, { caseId, member }, { on, occasion: noted.includes('ill') ? 'illness' : 'routine' }, false);
  }
  await loader.flush();
};
