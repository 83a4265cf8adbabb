import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import type { ownDues } from '../contract.ts';
import { agreedOf, baseView, consentView, paymentView, spanOf } from '../queries.ts';
import { accountOf, startOf, yearOf, type DuesRecord, type Relief } from '../rules.ts';

/** The own branch's rows of a person, whoever asks: the policies show a person the own rows. */
const ownRecord = async (db: Db, scope: Scope) => {
  const personId = scope.personId;
  if (personId === null) throw notFound();
  const membership = await db
    .selectFrom('membership as m')
    .leftJoin('affiliation as a', (join) =>
      join
        .onRef('a.person_id', '=', 'm.person_id')
        .onRef('a.branch_id', '=', 'm.branch_id')
        .on('a.voided_at', 'is', null)
        .on(sql<boolean>`upper_inf(a.during)`),
    )
    .select(['m.branch_id', 'm.joined_on'])
    .select(sql<string | null>`lower(a.during)`.as('since'))
    .where('m.person_id', '=', personId)
    .where('m.voided_at', 'is', null)
    .where('m.left_on', 'is', null)
    .executeTakeFirst();
  const [bases, paid, reliefs, consents] = await Promise.all([
    db.selectFrom('dues_base').selectAll().where('person_id', '=', personId).orderBy('year').execute(),
    db
      .selectFrom('dues_payment as d')
      .innerJoin('organisation as o', 'o.id', 'd.branch_id')
      .selectAll('d')
      .select('o.short_name as branch_name')
      .where('d.person_id', '=', personId)
      .orderBy('d.id', 'desc')
      .limit(200)
      .execute(),
    db
      .selectFrom('dues_relief')
      .selectAll()
      .where('person_id', '=', personId)
      .where('approved_on', 'is not', null)
      .orderBy('from_month')
      .execute(),
    db.selectFrom('dues_consent').selectAll().where('person_id', '=', personId).orderBy('from_on').execute(),
  ]);
  return { membership, bases, paid, reliefs, consents };
};

type Own = z.input<(typeof ownDues)['reply']>;

/** What a member reads about the own dues, payments to former branches too. */
export const ownDuesOf = async (
  db: Db,
  scope: Scope,
  county: County,
  year: number = yearOf(county.today()),
): Promise<Own> => {
  const { membership, bases, paid, reliefs, consents } = await ownRecord(db, scope);
  const today = county.today();
  const here = bases.filter((row) => row.branch_id === membership?.branch_id);
  const spans = reliefs.map((row): Relief => ({ ...spanOf(row), monthlyFen: row.monthly_fen }));
  const agreed = consents.filter((row) => row.branch_id === membership?.branch_id);
  const settledTo = here.find((row) => row.settled_to !== null)?.settled_to ?? null;
  const record: DuesRecord = {
    startsOn: startOf({
      joinedOn: membership?.joined_on ?? null,
      since: membership?.since ?? null,
      settledTo,
      years: here.map((row) => row.year),
    }),
    bases: new Map(here.map((row) => [row.year, row.monthly_fen])),
    paid: paid.filter((row) => row.purpose === 'regular' && row.voided_at === null).map(spanOf),
    reliefs: spans,
    consents: agreed.map(agreedOf),
  };
  const { paidTo, unpaid, owedFen, quarter } = accountOf(record, today);
  const base = here.find((row) => row.year === year);
  return {
    year,
    base: base ? baseView(base) : null,
    byQuarter: consentView(agreed, { quarter }, today),
    paidTo,
    unpaid: [...unpaid],
    owedFen,
    reliefs: spans,
    payments: paid.map(paymentView),
  };
};

interface Days {
  readonly from: string;
  readonly to: string;
}

/** The own dues of a period, with whose they are. */
export const ownPaperOf = async (
  db: Db,
  scope: Scope,
  county: County,
  { from, to, year }: Days & { readonly year: number },
) => {
  const own = await ownDuesOf(db, scope, county, year);
  const person = await db
    .selectFrom('person')
    .select('name')
    .where('id', '=', scope.personId ?? '')
    .executeTakeFirst();
  if (person === undefined) throw notFound();
  return {
    ...own,
    name: person.name,
    branchName: scope.organisationName,
    on: county.today(),
    reliefs: own.reliefs.filter((one) => one.from <= to && one.to >= from),
    payments: own.payments.filter(({ paidOn }) => paidOn >= from && paidOn <= to).toReversed(),
  };
};
