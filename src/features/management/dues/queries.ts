import { sql, type Selectable } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { DuesBase as BaseTable, DuesConsent, DuesPayment } from '#platform/db/schema.gen.ts';
import type { Db } from '#platform/db/types.ts';
import type { Why } from '#features/base/rules/rules.ts';
import { invalid, notFound } from '#shared/errors.ts';
import { addMonths } from '#shared/days.ts';
import {
  ownBranchId,
  visibleBases,
  visibleConsents,
  visiblePayers,
  visiblePayments,
  visibleReliefs,
} from './access.ts';
import type { DuesBase, duesOverview, duesSheet, Payer, Payment } from './contract.ts';
import {
  accountOf,
  consentOn,
  standardOf,
  startOf,
  type Account,
  type Consent,
  type DuesRecord,
  type Relief,
  type Span,
} from './rules.ts';

type PaymentRow = Selectable<DuesPayment> & { readonly branch_name: string };

export const receiptOf = (row: { readonly receipt_year: number; readonly receipt_no: number }): string =>
  `${row.receipt_year}-${String(row.receipt_no).padStart(4, '0')}`;

export const paymentView = (row: PaymentRow): z.input<typeof Payment> => ({
  id: row.id,
  personId: row.person_id,
  payer: row.payer,
  branchName: row.branch_name,
  purpose: row.purpose,
  fromMonth: row.from_month,
  toMonth: row.to_month,
  amountFen: row.amount_fen,
  paidOn: row.paid_on,
  method: row.method,
  consent: row.consent,
  receipt: receiptOf(row),
  recorder: row.recorder,
  voidedAt: row.voided_at,
  voidReason: row.void_reason,
  voidedBy: row.voided_by,
  version: row.version,
});

export const baseView = (row: Selectable<BaseTable>): z.input<typeof DuesBase> => ({
  kind: row.kind,
  baseFen: row.base_fen,
  monthlyFen: row.monthly_fen,
  basis: row.basis,
  settledTo: row.settled_to,
  setter: row.setter,
  version: row.version,
  why: [...standardOf(row.kind, row.base_fen, row.year).why].map(
    ({ ruleId, article, source, confidence, note, steps }) => ({
      ruleId,
      article,
      source,
      confidence,
      note,
      steps: [...steps],
    }),
  ),
});

const grouped = <T extends { readonly person_id: string }>(rows: readonly T[]): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(row.person_id, [...(groups.get(row.person_id) ?? []), row]);
  return groups;
};

interface Member {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly category: 'full' | 'probationary';
  readonly joinedOn: string | null;
  readonly since: string | null;
}

const membersOf = (db: Db, scope: Scope, people?: readonly string[]): Promise<Member[]> =>
  visiblePayers(db, scope)
    .leftJoin('affiliation as a', (join) =>
      join
        .onRef('a.person_id', '=', 'm.person_id')
        .onRef('a.branch_id', '=', 'm.branch_id')
        .on('a.voided_at', 'is', null)
        .on(sql<boolean>`upper_inf(a.during)`),
    )
    .select(['p.id', 'p.name', 'p.org_path as path', 'm.category', 'm.joined_on as joinedOn'])
    .select(sql<string | null>`lower(a.during)`.as('since'))
    .$if(people !== undefined, (q) => q.where('p.id', '=', sql<string>`any(${people ?? []}::uuid[])`))
    .orderBy('p.pinyin')
    .orderBy('p.id')
    .execute();

export interface Kept extends Member {
  readonly record: DuesRecord;
  readonly bases: readonly Selectable<BaseTable>[];
  readonly consents: readonly Selectable<DuesConsent>[];
}

export const spanOf = (row: { readonly from_month: string | null; readonly to_month: string | null }): Span => ({
  from: row.from_month ?? '',
  to: row.to_month ?? '',
});

export const agreedOf = (row: { readonly from_on: string; readonly until: string | null }): Consent => ({
  from: row.from_on,
  until: row.until,
});

/** Members of the branch with all that decides what they owe; only those named, where some are. */
export const keptOf = async (db: Db, scope: Scope, people?: readonly string[]): Promise<Kept[]> => {
  const [members, bases, payments, reliefs, consents] = await Promise.all([
    membersOf(db, scope, people),
    visibleBases(db, scope).selectAll('b').orderBy('b.year').execute(),
    visiblePayments(db, scope)
      .select(['d.person_id', 'd.from_month', 'd.to_month'])
      .where('d.purpose', '=', 'regular')
      .where('d.voided_at', 'is', null)
      .orderBy('d.from_month')
      .execute(),
    visibleReliefs(db, scope)
      .select(['r.person_id', 'r.from_month', 'r.to_month', 'r.monthly_fen'])
      .where('r.approved_on', 'is not', null)
      .execute(),
    visibleConsents(db, scope).selectAll('c').orderBy('c.from_on').execute(),
  ]);
  const [baseOf, paidBy, reliefOf] = [grouped(bases), grouped(payments), grouped(reliefs)];
  const consentsOf = grouped(consents);
  return members.map((member) => {
    const own = baseOf.get(member.id) ?? [];
    const years = own.map(({ year }) => year);
    const settledTo = own.find((row) => row.settled_to !== null)?.settled_to ?? null;
    const agreed = consentsOf.get(member.id) ?? [];
    return {
      ...member,
      bases: own,
      consents: agreed,
      record: {
        startsOn: startOf({ joinedOn: member.joinedOn, since: member.since, settledTo, years }),
        bases: new Map(own.map((row) => [row.year, row.monthly_fen])),
        paid: (paidBy.get(member.id) ?? []).map(spanOf),
        reliefs: (reliefOf.get(member.id) ?? []).map((row): Relief => ({
          ...spanOf(row),
          monthlyFen: row.monthly_fen,
        })),
        consents: agreed.map(agreedOf),
      },
    };
  });
};

/** The named members in the order asked for. @throws AppError not_found for anybody who is not of the branch, invalid for doubles */
export const namedOf = async (db: Db, scope: Scope, people: readonly string[]): Promise<Kept[]> => {
  const kept = new Map((await keptOf(db, scope, people)).map((one) => [one.id, one]));
  if (new Set(people).size < people.length) throw invalid('body', 'named_twice');
  return people.map((id) => {
    const one = kept.get(id);
    if (one === undefined) throw notFound();
    return one;
  });
};

const whyView = (why: Why): z.input<typeof Payer>['alertWhy'] => ({ ...why, steps: [...why.steps] });

/** The consent that holds, or the next one that will, for whoever is told how somebody pays. */
export const consentView = (
  rows: readonly Selectable<DuesConsent>[],
  { quarter }: Pick<Account, 'quarter'>,
  today: string,
): z.input<typeof Payer>['byQuarter'] => {
  const row = rows.find((each) => each.until === null || each.until > today);
  if (row === undefined) return null;
  return {
    fromOn: row.from_on,
    until: row.until,
    reason: row.reason,
    recorder: row.recorder,
    holds: consentOn([agreedOf(row)], today) !== undefined,
    openFrom: quarter?.openFrom ?? null,
    why: quarter === null ? null : whyView(quarter.why),
  };
};

const payerView = (
  { record, bases, consents, ...member }: Kept,
  year: number,
  today: string,
): z.input<typeof Payer> => {
  const base = bases.find((row) => row.year === year);
  const { unpaid, unset, why, quarter, ...account } = accountOf(record, today);
  return {
    personId: member.id,
    name: member.name,
    category: member.category,
    base: base ? baseView(base) : null,
    record: {
      startsOn: record.startsOn,
      bases: [...record.bases].map(([of, monthlyFen]) => ({ year: of, monthlyFen })),
      paid: [...record.paid],
      reliefs: [...record.reliefs],
      consents: [...record.consents],
    },
    ...account,
    unpaid: [...unpaid],
    unset: [...unset],
    alertWhy: why && whyView(why),
    byQuarter: consentView(consents, { quarter }, today),
  };
};

/** The branch's members, each with base, months paid and arrears. */
export const sheetOf = async (
  db: Db,
  scope: Scope,
  county: County,
  year: number,
): Promise<z.input<(typeof duesSheet)['reply']>> => {
  const today = county.today();
  const kept = await keptOf(db, scope);
  return { branchName: scope.organisationName, today, items: kept.map((one) => payerView(one, year, today)) };
};

const payments = (db: Db, scope: Scope) =>
  visiblePayments(db, scope).selectAll('d').select('o.short_name as branch_name');

interface Page {
  readonly year?: number | undefined;
  readonly purpose?: 'regular' | 'voluntary' | 'forwarded' | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export const paymentPage = async (db: Db, scope: Scope, { year, purpose, cursor, limit }: Page) => {
  const rows = await payments(db, scope)
    .$if(year !== undefined, (q) => q.where('d.receipt_year', '=', year ?? 0))
    .$if(purpose !== undefined, (q) => q.where('d.purpose', '=', purpose ?? 'regular'))
    .$if(cursor !== undefined, (q) => q.where('d.id', '<', cursor ?? ''))
    .orderBy('d.id', 'desc')
    .limit(limit + 1)
    .execute();
  const items = rows.slice(0, limit).map(paymentView);
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
};

/** @throws AppError not_found */
export const paymentOf = async (db: Db, scope: Scope, id: string): Promise<z.input<typeof Payment>> => {
  const row = await payments(db, scope).where('d.id', '=', id).executeTakeFirst();
  if (!row) throw notFound();
  return paymentView(row);
};

export const paymentsByIds = async (db: Db, scope: Scope, ids: readonly string[]) => {
  const rows = await payments(db, scope)
    .where('d.id', 'in', [...ids])
    .orderBy('d.id')
    .execute();
  return { items: rows.map(paymentView) };
};

interface Counts {
  readonly branch_id: string;
  readonly name: string;
  readonly members: number;
  readonly unset: number;
  readonly paid: number;
  readonly waiting: number;
  readonly unpaid: number;
  readonly collected_fen: number | null;
}

/** How many have paid a quarter, by branch of the range, as of today. The total is the published one: none while the quarter runs. */
export const overviewOf = async (
  db: Db,
  county: County,
  { year, quarter }: { readonly year: number; readonly quarter: number },
): Promise<z.input<(typeof duesOverview)['reply']>> => {
  const first = `${year}-${String(quarter * 3 - 2).padStart(2, '0')}-01`;
  const today = county.today();
  const { rows } = await sql<Counts>`
    select * from dues_counts(${first}::date, ${addMonths(first, 2)}::date, ${today}::date)`.execute(db);
  return {
    today,
    running: addMonths(first, 3) > today,
    items: rows.map(({ branch_id, collected_fen, ...row }) => ({
      ...row,
      branchId: branch_id,
      collectedFen: collected_fen,
    })),
  };
};

/** How many of the branch's members have been reminded about, for a to-do. */
export const alertCount = async (db: Db, scope: Scope, county: County): Promise<number> => {
  ownBranchId(scope);
  const kept = await keptOf(db, scope);
  return kept.filter(({ record }) => accountOf(record, county.today()).alert !== 'none').length;
};
