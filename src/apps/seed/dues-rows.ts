import { sql } from 'kysely';
import type { Tx } from '#platform/db/types.ts';
import { newId } from '#shared/ids.ts';
import type { DuesKind } from '#features/management/dues/codes.ts';
import { monthsIn, needsIncome, standardOf, yearOf } from '#features/management/dues/rules.ts';
import { ledgerOf, type Collected } from './dues-ledger.ts';
import { publicationsOf, type Booked } from './dues-publications.ts';
import type { Loader } from './loading.ts';
import { mix, random, type Random } from './random.ts';

interface Payer {
  readonly id: string;
  readonly name: string;
  readonly org_path: string;
  readonly branch_id: string;
  readonly branch_path: string;
  readonly job_post: string | null;
  readonly joined_on: string | null;
}

/** Members below a path, in the order of names, so that the same county gets the same dues. */
const payersBelow = async (tx: Tx, path: string): Promise<readonly Payer[]> =>
  (
    await sql<Payer>`select p.id, p.name, p.org_path, m.branch_id, o.path as branch_path, m.job_post, m.joined_on
      from membership m join person p on p.id = m.person_id join organisation o on o.id = m.branch_id
      where starts_with(o.path, ${path}) and m.left_on is null order by o.path, p.pinyin, p.id`.execute(tx)
  ).rows;

const kinds: Readonly<Record<string, DuesKind>> = {
  '0': 'wage',
  '1': 'farmer',
  '2': 'wage',
  '3': 'student',
  '4': 'pensioner',
};
const kindOf = (chance: Random, jobPost: string | null): DuesKind =>
  kinds[jobPost?.charAt(0) ?? ''] ?? chance.pick(['self_employed', 'unemployed']);

const incomes: Partial<Record<DuesKind, readonly [low: number, high: number]>> = {
  wage: [3_800, 9_800],
  pensioner: [2_600, 6_200],
  self_employed: [3_000, 12_000],
};

/** Completed quarters of the year so far: what a branch that collects by the quarter has behind it. */
const quartersBefore = (
  today: string,
): readonly { readonly from: string; readonly to: string; readonly on: string }[] => {
  const year = yearOf(today);
  const ends = [
    ['01', '03'],
    ['04', '06'],
    ['07', '09'],
    ['10', '12'],
  ] as const;
  return ends
    .filter(([, last]) => `${year}-${last}` < today.slice(0, 7))
    .map(([first, last]) => ({ from: `${year}-${first}-01`, to: `${year}-${last}-01`, on: `${year}-${last}-15` }));
};

/** How many quarters somebody is behind: few are, in the branch with accounts one at least. */
const behindOf = (chance: Random, least: number): number =>
  Math.max(least, chance.chance(0.04) ? 1 : chance.chance(0.01) ? 2 : 0);

export interface DuesPlan {
  readonly path: string;
  readonly own: string;
  readonly today: string;
}

interface Due {
  readonly payer: Payer;
  readonly from: string;
  readonly to: string;
  readonly on: string;
  readonly amountFen: number;
}

const putPayment = (loader: Loader, { payer, from, to, on, amountFen }: Due, receipt: number): void => {
  const id = newId();
  loader.put('dues_payment', {
    id,
    person_id: payer.id,
    branch_id: payer.branch_id,
    org_path: payer.org_path,
    payer: payer.name,
    purpose: 'regular',
    from_month: from,
    to_month: to,
    amount_fen: amountFen,
    paid_on: on,
    method: 'cash',
    consent: true,
    receipt_year: yearOf(on),
    receipt_no: receipt,
    recorder: '演示数据',
    version: 1,
    created_at: 'now',
  });
  loader.put('dues_entry', {
    id: newId(),
    organisation_id: payer.branch_id,
    org_path: payer.branch_path,
    booked_on: on,
    debit: 'cash',
    credit: 'dues',
    amount_fen: amountFen,
    category: null,
    document: '',
    recipient: '',
    decided_on: null,
    payment_id: id,
    recorder: '演示数据',
    created_at: 'now',
  });
};

/** Why the branch agreed to quarters, by what somebody lives on. */
const consentReasons: Readonly<Record<DuesKind, readonly string[]>> = {
  wage: ['单位按季代扣', '常在外地项目工作'],
  annual_salary: ['薪金按季发放'],
  self_employed: ['常年在外经营', '生意按季结算'],
  pensioner: ['随子女在外居住', '行动不便，由家人按季代交'],
  farmer: ['农忙时节不便按月交纳', '居住偏远，往返不便'],
  student: ['在外地上学'],
  unemployed: ['在外地求职'],
  dependent: ['行动不便，由家人按季代交'],
};

/** The branch agreed to quarters for some: those whom the month does not suit. */
const putConsent = (loader: Loader, payer: Payer, year: number, why: string): void =>
  loader.put('dues_consent', {
    id: newId(),
    person_id: payer.id,
    branch_id: payer.branch_id,
    org_path: payer.org_path,
    from_on: `${year}-01-01`,
    reason: `${why}，支部委员会同意`,
    recorder: '演示数据',
    version: 1,
    created_at: 'now',
  });

/** Somebody of the branch with accounts, by the order of names. */
const latePayer = 7;

interface Paying {
  readonly chance: Random;
  readonly today: string;
  /** Quarters that the payer is behind at least. */
  readonly least: number;
}

/** Fixes what somebody pays a month; answers the quarters that were paid. */
const putPayer = (loader: Loader, payer: Payer, { chance, today, least }: Paying): Due[] => {
  const year = yearOf(today);
  const kind = kindOf(chance, payer.job_post);
  const [low, high] = incomes[kind] ?? [0, 0];
  const baseFen = needsIncome(kind) ? chance.whole(low, high) * 100 : 0;
  const monthlyFen = standardOf(kind, baseFen, year).leastFen;
  loader.put('dues_base', {
    id: newId(),
    person_id: payer.id,
    branch_id: payer.branch_id,
    org_path: payer.org_path,
    year,
    kind,
    base_fen: baseFen,
    monthly_fen: monthlyFen,
    basis: '年初核定',
    setter: '演示数据',
    version: 1,
    created_at: 'now',
    updated_at: 'now',
  });
  const quarters = quartersBefore(today);
  const behind = behindOf(chance, least);
  if (chance.chance(0.3)) putConsent(loader, payer, year, chance.pick(consentReasons[kind]));
  return quarters.slice(0, quarters.length - behind).flatMap((span): Due[] => {
    const joined = `${payer.joined_on?.slice(0, 7) ?? ''}-01`;
    const from = joined > span.from ? joined : span.from;
    const months = monthsIn({ from, to: span.to }).length;
    return months === 0 ? [] : [{ payer, from, to: span.to, on: span.on, amountFen: months * monthlyFen }];
  });
};

/** Each branch with accounts has named who keeps its dues: somebody of the committee, or the secretary where nobody else can. */
export const putTreasurers = async (tx: Tx, path: string): Promise<void> => {
  await sql`set local app.guard = 'accounts'`.execute(tx);
  await sql`insert into dues_treasurer (id, organisation_id, org_path, account_id, name, reason, named_by, from_on)
    select distinct on (o.id) gen_random_uuid(), o.id, o.path, a.id, a.display_name,
      case g.role when 'branch_secretary' then '支部未设其他工作账号，经党员大会同意由书记管理' else '支部委员会决定' end,
      '演示数据', date_trunc('year', current_date)::date
    from role_grant g join account a on a.id = g.account_id join organisation o on o.id = g.organisation_id
    where starts_with(o.path, ${path}) and g.role in ('branch_secretary', 'organisation_member') and g.ended_at is null
      and o.type in ('branch', 'joint_branch', 'temporary_branch')
    order by o.id, g.role = 'branch_secretary', a.id`.execute(tx);
};

/** What each branch took in, by the day, for what it did with it. */
const byBranch = (paid: readonly Due[]): ReadonlyMap<string, Collected> => {
  const branches = new Map<string, Collected>();
  for (const { payer, on, amountFen } of paid) {
    const { branch_id: id, branch_path: path, name } = payer;
    const known: Collected = branches.get(id) ?? { id, path, names: [], days: new Map() };
    known.names.push(name);
    known.days.set(on, (known.days.get(on) ?? 0) + amountFen);
    branches.set(id, known);
  }
  return branches;
};

/** The book of each branch as its publications read it. */
const putPublications = (
  loader: Loader,
  paid: readonly Due[],
  booked: ReturnType<typeof ledgerOf>,
  today: string,
): void => {
  const books = new Map<string, { readonly path: string; readonly lines: Booked[] }>();
  const bookOf = (id: string, path: string): Booked[] => {
    const book = books.get(id) ?? { path, lines: [] };
    books.set(id, book);
    return book.lines;
  };
  for (const { payer, on, amountFen: fen } of paid)
    bookOf(payer.branch_id, payer.branch_path).push({
      on,
      debit: 'cash',
      credit: 'dues',
      category: null,
      fen,
      payer: payer.id,
    });
  for (const { on, debit, credit, category, fen, row } of booked)
    bookOf(String(row['organisation_id']), String(row['org_path'])).push({
      on,
      debit,
      credit,
      category,
      fen,
      payer: null,
    });
  for (const [id, { path, lines }] of books)
    for (const row of publicationsOf({ id, path }, lines, today)) loader.put('dues_publication', row);
};

/**
 * Fixes and collects the dues of the branches below a path: the completed quarters of the year, a few members behind. What a
 * branch did with them stands in its ledger; that of `own` shows every use that there is.
 */
export const putDues = async (tx: Tx, loader: Loader, { path, own, today }: DuesPlan): Promise<void> => {
  const receipts = new Map<string, number>();
  // Amounts are written by the branch itself, or by what nobody's session does.
  await sql`set local app.guard = 'system'`.execute(tx);
  const payers = await payersBelow(tx, path);
  const late = payers.filter(({ branch_id: id }) => id === own)[latePayer];
  const paid = payers.flatMap((payer, at) =>
    putPayer(loader, payer, { chance: random(mix(330_324, at)), today, least: payer === late ? 1 : 0 }),
  );
  const booked = [...byBranch(paid).values()].flatMap((branch) =>
    ledgerOf(branch, { isOwn: branch.id === own, today }),
  );
  // A ledger shows its lines in the order in which they were booked.
  const all = [
    ...paid.map((due) => ({ on: due.on, due, row: null })),
    ...booked.map(({ on, row }) => ({ on, due: null, row })),
  ];
  for (const { due, row } of all.toSorted((a, b) => a.on.localeCompare(b.on))) {
    if (row !== null) loader.put('dues_entry', { id: newId(), ...row });
    if (due !== null) {
      const receipt = (receipts.get(due.payer.branch_id) ?? 0) + 1;
      receipts.set(due.payer.branch_id, receipt);
      putPayment(loader, due, receipt);
    }
    await loader.pump();
  }
  putPublications(loader, paid, booked, today);
  await loader.flush();
  await sql`set local app.guard = 'accounts'`.execute(tx);
};
