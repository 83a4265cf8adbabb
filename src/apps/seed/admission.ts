import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { addDays, daysBetween } from '#shared/days.ts';
import { newId } from '#shared/ids.ts';
import { enterPerson } from '#features/base/members/index.ts';
import { idCheckCharacter } from '#features/base/members/identity/rules.ts';
import { readCalendar } from '#features/base/rules/index.ts';
import { factsFor, keptOf, owesNothing, type FactRow, type StandingRow } from '#features/management/admission/index.ts';
import type { StepId } from '#features/management/admission/steps.ts';
import type { Loader, Row } from './loading.ts';

interface Course {
  readonly step: StepId;
  /** Days after the application. */
  readonly after: number;
  readonly outcome?: 'passed';
  readonly lasts?: number;
  readonly more?: object;
}

/** Rows of one table name the same columns. */
const blank = {
  names: [],
  people: null,
  days: null,
  hours: null,
  entitled: null,
  present: null,
  yes: null,
  no: null,
  abstain: null,
  written_opinions: null,
  secret: null,
  concluded_by: null,
  note: null,
  from_papers: false,
} as const;

const vote = { entitled: 9, present: 8, yes: 8, no: 0, abstain: 0, written_opinions: 0, secret: true };
const decided = { outcome: 'passed' } as const;

/** How a case goes where nothing is late. */
const course: readonly Course[] = [
  { step: 'application', after: 0 },
  { step: 'talk', after: 18, more: { names: ['支部书记'] } },
  { step: 'activist', after: 40, ...decided },
  { step: 'contacts', after: 48, more: { names: ['陈建国', '李秀英'], people: 2 } },
  { step: 'activistFiling', after: 55 },
  { step: 'cultivation', after: 215 },
  { step: 'cultivation', after: 390 },
  { step: 'candidate', after: 410, ...decided },
  { step: 'candidateConsent', after: 420, ...decided, lasts: 16 },
  { step: 'introducers', after: 440, more: { names: ['陈建国', '李秀英'], people: 2 } },
  { step: 'vetting', after: 465, ...decided, more: { concluded_by: '周政审', note: '政治审查合格' } },
  { step: 'training', after: 480, ...decided, lasts: 2, more: { days: 3, hours: 24 } },
  { step: 'committeeReview', after: 495, ...decided },
  { step: 'precheck', after: 512, ...decided, more: { concluded_by: '吴组织委员', note: '符合条件，同意预审' } },
  { step: 'applicationBook', after: 516 },
  { step: 'admissionMeeting', after: 530, ...decided, more: vote },
  { step: 'superiorTalk', after: 540, more: { names: ['郑委员'], concluded_by: '郑委员', note: '同意接收' } },
  { step: 'approval', after: 560, ...decided },
  { step: 'assignment', after: 566 },
  { step: 'filing', after: 572 },
  { step: 'oath', after: 580 },
  { step: 'probationInspection', after: 710 },
  { step: 'probationInspection', after: 885 },
  { step: 'conversionRequest', after: 893 },
  { step: 'conversionMeeting', after: 905, ...decided, more: vote },
  { step: 'conversionApproval', after: 935, ...decided },
];

interface Plan {
  readonly name: string;
  readonly sex: '1' | '2';
  readonly born: string;
  /** Days since the application. */
  readonly begun: number;
  /** What was not done though its day is over. */
  readonly gap?: StepId;
  readonly withdrawn?: true;
}

/** One at each stage, some of them late; those begun long ago stand under the rules of 2014. */
const plans: readonly Plan[] = [
  { name: '叶知秋', sex: '2', born: '2003-02-11', begun: 9 },
  { name: '徐向阳', sex: '1', born: '2001-07-23', begun: 44, gap: 'talk' },
  { name: '潘若云', sex: '2', born: '1999-11-05', begun: 130 },
  { name: '谷满仓', sex: '1', born: '1992-03-17', begun: 260, gap: 'cultivation' },
  { name: '戴晓舟', sex: '1', born: '1997-09-30', begun: 400 },
  { name: '麻思源', sex: '1', born: '1995-05-08', begun: 425 },
  { name: '金小满', sex: '2', born: '1998-12-19', begun: 450 },
  { name: '朱明亮', sex: '1', born: '1990-08-02', begun: 490 },
  { name: '厉清和', sex: '2', born: '1994-01-26', begun: 514 },
  { name: '汤立夏', sex: '2', born: '1996-06-14', begun: 556, gap: 'superiorTalk' },
  { name: '林远帆', sex: '1', born: '2000-05-03', begun: 300, withdrawn: true },
];

interface Desk {
  readonly tx: Tx;
  readonly loader: Loader;
  readonly scope: Scope;
  readonly county: County;
  readonly today: string;
}
interface Place {
  readonly id: string;
  readonly path: string;
  readonly short_name: string;
}
interface Someone {
  readonly id: string;
  readonly path: string;
}

const idNumberOf = ({ born, sex }: Plan, order: number): string => {
  const seventeen = `330324${born.replaceAll('-', '')}${String(901 + order * 2 + (sex === '1' ? 0 : 1))}`;
  return seventeen + idCheckCharacter(seventeen);
};

/** Facts of the course up to today; from a gap on nothing has been done. */
const factsOf = ({ begun, gap, withdrawn }: Plan): readonly Course[] => {
  const until = course.findIndex(({ step }) => step === gap);
  return course.filter(
    ({ after }, at) => after <= (withdrawn ? 60 : begun) && (gap === undefined || gap === 'oath' || at < until),
  );
};

const factRowsOf = (plan: Plan, begunOn: string, shared: Row): Row[] =>
  factsOf(plan)
    .filter(({ step }) => plan.gap !== 'oath' || step !== 'oath')
    .map(({ step, after, outcome, lasts, more = {} }) => ({
      ...blank,
      id: newId(),
      ...shared,
      step,
      on_day: addDays(begunOn, after),
      until_day: lasts === undefined ? null : addDays(begunOn, after + lasts),
      outcome: outcome ?? 'done',
      recorder: '支部书记',
      role: 'branch_secretary',
      recorded_at: `${addDays(begunOn, after + (lasts ?? 0))}T17:00:00+08:00`,
      ...more,
    }));

/** A case with its facts; answers its id. */
const put = ({ loader, today }: Desk, plan: Plan, person: Someone, place: Place): string => {
  const begunOn = addDays(today, -plan.begun);
  const id = newId();
  loader.put('admission_case', {
    id,
    person_id: person.id,
    org_path: person.path,
    begun_under: begunOn < '2026-05-11' ? '2014' : '2026',
    begun_on: begunOn,
    entered_on: begunOn,
    from_papers: false,
    transferred_in: false,
    has_committee: true,
    stage: 'applicant',
    state: 'open',
    version: 1,
    created_at: 'now',
    clocks: [],
  });
  const shared = { case_id: id, person_id: person.id, org_path: person.path, organisation: place.short_name };
  for (const row of factRowsOf(plan, begunOn, shared)) loader.put('admission_fact', row);
  return id;
};

/** What the lists show of the cases, as the commands keep it. */
const follow = async ({ tx, today }: Desk): Promise<void> => {
  const { rows: cases } =
    await sql<StandingRow>`select c.id, c.begun_under, c.has_committee, c.transferred_in, p.birth_date
    from admission_case c join person p on p.id = c.person_id`.execute(tx);
  const facts = new Map<string, FactRow[]>();
  for (const fact of await tx.selectFrom('admission_fact').selectAll().orderBy('on_day').orderBy('id').execute())
    facts.set(fact.case_id, [...(facts.get(fact.case_id) ?? []), fact]);
  const calendar = await readCalendar(tx);
  const kept = cases.map((row) => {
    const { clocks, ...more } = keptOf(factsFor(row, facts.get(row.id) ?? []), calendar, today);
    return { id: row.id, ...more, clocks: JSON.parse(clocks) as unknown };
  });
  const [first] = kept;
  if (first === undefined) return;
  const columns = Object.keys(first).filter((column) => column !== 'id');
  await sql`update admission_case c set ${sql.join(columns.map((column) => sql`${sql.ref(column)} = k.${sql.ref(column)}`))}
    from json_populate_recordset(null::admission_case, ${JSON.stringify(kept)}::json) k where k.id = c.id`.execute(tx);
};

/** A county of a million has more probationary members than anybody would leaf through. */
const most = 1_000;

/** Days from the application to the branch meeting, and to the one on the conversion, of the course above. */
const [toMeeting, toConversion] = [530, 905];

/** Probationary members of the county, those of the township first: their papers end before the conversion that has not been. */
const probationers = async (tx: Tx, townshipPath: string): Promise<(Someone & { joined: string; branch: Place })[]> => {
  const { rows } = await sql<Someone & { joined: string; branch_id: string; branch_path: string; short_name: string }>`
    select p.id, p.org_path as path, m.joined_on as joined, b.id as branch_id, b.path as branch_path, b.short_name
    from membership m join person p on p.id = m.person_id join organisation b on b.id = m.branch_id
    where m.category = 'probationary' and m.left_on is null and m.voided_at is null and m.joined_on is not null
    order by not starts_with(p.org_path, ${townshipPath}), p.org_path limit ${most}`.execute(tx);
  return rows.map(({ id, path, joined, branch_id, branch_path, short_name }) => ({
    id,
    path,
    joined,
    branch: { id: branch_id, path: branch_path, short_name },
  }));
};

const withdraw = ({ tx, today }: Desk, ids: readonly string[]) =>
  tx
    .updateTable('admission_case')
    .set({
      state: 'withdrawn',
      ended_on: addDays(today, -220),
      end_reason: '本人外出务工，书面撤回申请',
      ...owesNothing,
    })
    .where('id', 'in', [...ids])
    .execute();

/** Applicants who hold an account: the demonstration shows them their own path. */
const accountHolders = async (tx: Tx): Promise<(Someone & { readonly branch: Place })[]> => {
  const { rows } = await sql<Someone & { branch_id: string; branch_path: string; short_name: string }>`
    select p.id, p.org_path as path, b.id as branch_id, b.path as branch_path, b.short_name
    from role_grant g join account a on a.id = g.account_id join person p on p.id = a.person_id
    join organisation b on b.path = split_part(p.org_path, '@', 1) where g.role = 'applicant'`.execute(tx);
  return rows.map(({ id, path, branch_id, branch_path, short_name }) => ({
    id,
    path,
    branch: { id: branch_id, path: branch_path, short_name },
  }));
};

/** Cases of admission at every stage in the branches of a township, the demonstration branch among them, and those of the county's probationary members. */
export const putAdmissions = async (desk: Desk, townshipPath: string): Promise<void> => {
  const { tx, scope, county, today } = desk;
  const holders = await accountHolders(tx);
  for (const holder of holders) put(desk, { name: '', sex: '1', born: '', begun: 320 }, holder, holder.branch);
  for (const [order, one] of (await probationers(tx, townshipPath)).entries()) {
    const begun = Math.min(daysBetween(one.joined, today) + toMeeting, toConversion - 1);
    // The meeting lies on the day of joining; the oath of one of them was forgotten.
    const plan: Plan = { name: '', sex: '1', born: '', begun, ...(order % 40 === 1 ? { gap: 'oath' } : {}) };
    if (begun >= toMeeting + 40 && begun < toConversion - 1) put(desk, plan, one, one.branch);
  }
  const own = holders[0]?.branch.path ?? '';
  const { rows: branches } = await sql<Place>`select id, path, short_name from organisation
    where type = 'branch' and abolished_on is null and path >= ${townshipPath} and path < rtrim(${townshipPath}, '/') || '0'
    order by path = ${own} desc, path limit 8`.execute(tx);
  const withdrawn: string[] = [];
  for (const [order, plan] of plans.entries()) {
    // A third of them in the demonstration branch.
    const place = branches[order % 3 === 0 ? 0 : order % branches.length];
    if (place === undefined) continue;
    const person = await enterPerson(tx, scope, county, {
      branchId: place.id,
      person: { name: plan.name, idNumber: idNumberOf(plan, order) },
    });
    const id = put(desk, plan, person, place);
    if (plan.withdrawn === true) withdrawn.push(id);
  }
  await desk.loader.flush();
  await follow(desk);
  if (withdrawn.length > 0) await withdraw(desk, withdrawn);
};
