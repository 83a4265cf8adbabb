import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import type { TodoSource } from '#platform/feature.ts';
import { keepers } from '#features/base/inbox/index.ts';
import { dueTermsOf } from '#features/base/organisations/index.ts';
import { visibleElections } from '../access.ts';

const most = 500;

const openRows = (db: Db, scope: Scope) =>
  visibleElections(db, scope)
    .innerJoin('organisation as o', 'o.id', 'e.organisation_id')
    .leftJoin('election_count as c', 'c.election_id', 'e.id')
    .where('e.state', 'in', ['planned', 'held'])
    .select(['e.id', 'e.held_on', 'e.organisation_id', 'o.short_name', 'c.entered_by', 'c.confirmed_at'])
    .orderBy('e.held_on')
    .orderBy('e.id')
    .limit(most)
    .execute();

type Row = Awaited<ReturnType<typeof openRows>>[number];
type Need = 'prepare' | 'confirm' | 'announce';

/** Around which rule each turns: the time of an election, the ballots that are checked, the votes that elect. */
const rules: Readonly<Record<Need, string>> = {
  prepare: 'election.shift',
  confirm: 'election.returned',
  announce: 'election.denominator',
};

const needOf = ({ entered_by: enteredBy, confirmed_at: confirmedAt }: Row): Need =>
  enteredBy === null ? 'prepare' : confirmedAt === null ? 'confirm' : 'announce';

interface Asked {
  readonly permission: 'elections.edit' | 'organisations.posts';
  /** An account that is not asked. */
  readonly but?: string | null;
}

/** Those of the rows for which this person is the nearest who may. */
const nearestOf = async <R extends { readonly organisation_id: string }>(
  db: Db,
  scope: Scope,
  county: County,
  rows: readonly R[],
  asked: Asked,
): Promise<readonly R[]> => {
  const organisations = [...new Set(rows.map((row) => row.organisation_id))];
  const found = await keepers(db, { ...asked, organisations, nearest: true, today: county.today() });
  const mine = new Set(found.filter((one) => one.account === scope.accountId).map((one) => one.organisation));
  return rows.filter((row) => mine.has(row.organisation_id));
};

/** For which counts this person is the second: the one next to it who has not entered it. */
const countsToConfirm = async (
  db: Db,
  scope: Scope,
  county: County,
  rows: readonly Row[],
): Promise<ReadonlySet<string>> => {
  const open = rows.filter((row) => needOf(row) === 'confirm' && row.entered_by !== scope.accountId);
  const byAccount = new Map<string | null, Row[]>();
  for (const row of open) byAccount.set(row.entered_by, [...(byAccount.get(row.entered_by) ?? []), row]);
  const found = await Promise.all(
    [...byAccount].map(([but, of]) => nearestOf(db, scope, county, of, { permission: 'elections.edit', but })),
  );
  return new Set(found.flat().map(({ id }) => id));
};

/** Everything but the second count waits for the organisation itself. */
const mineOf = async (db: Db, scope: Scope, county: County): Promise<readonly Row[]> => {
  const rows = await openRows(db, scope);
  const second = await countsToConfirm(db, scope, county, rows);
  return rows.filter((row) =>
    needOf(row) === 'confirm' ? second.has(row.id) : row.organisation_id === scope.organisationId,
  );
};

/** Elections that this person has to bring on. */
export const openElections: TodoSource = {
  kind: 'elections.open',
  permission: 'elections.edit',
  link: '/inbox?kind=elections.open',
  async list(db, scope, county, { limit }) {
    const found = await mineOf(db, scope, county);
    const items = found.slice(0, limit).map((row) => ({
      id: row.id,
      params: { organisation: row.short_name, day: row.held_on },
      link: `/elections/${row.id}`,
      dueOn: row.held_on,
      ruleId: rules[needOf(row)],
      why: `elections.${needOf(row)}`,
    }));
    return { count: found.length, items };
  },
};

/** Votes that were announced with somebody elected and stand in no term and no post yet. */
const unentered = (db: Db, scope: Scope) =>
  visibleElections(db, scope)
    .where('e.state', '=', 'closed')
    .where('e.preliminary', '=', false)
    .where('e.entered_at', 'is', null)
    .where((e) =>
      e.exists(
        e
          .selectFrom('election_candidate as c')
          .select('c.person_id')
          .whereRef('c.election_id', '=', 'e.id')
          .where('c.elected', '=', true),
      ),
    );

/** Announced results that this person enters as term and posts: whoever does so next to the organisation. */
export const unenteredResults: TodoSource = {
  kind: 'elections.enter',
  permission: 'organisations.posts',
  link: '/inbox?kind=elections.enter',
  async list(db, scope, county, { limit }) {
    const rows = await unentered(db, scope)
      .innerJoin('organisation as o', 'o.id', 'e.organisation_id')
      .select(['e.id', 'e.held_on', 'e.organisation_id', 'o.short_name'])
      .orderBy('e.held_on')
      .orderBy('e.id')
      .limit(most)
      .execute();
    const found = await nearestOf(db, scope, county, rows, { permission: 'organisations.posts' });
    const items = found.slice(0, limit).map((row) => ({
      id: row.id,
      params: { organisation: row.short_name, day: row.held_on },
      link: `/elections/${row.id}`,
      dueOn: null,
      ruleId: null,
      why: 'elections.enter',
    }));
    return { count: found.length, items };
  },
};

/**
 * Terms whose election is under way: for the committee, or for the secretary where there is none. One of delegates or of a deputy
 * renews no term, and one that was called off prepares nothing. Once held, it is the result that waits to be entered.
 */
const termsUnderWay = async (db: Db, scope: Scope): Promise<readonly string[]> => {
  const [open, held] = await Promise.all(
    [visibleElections(db, scope).where('e.state', 'in', ['planned', 'held']), unentered(db, scope)].map((some) =>
      some
        .select('e.term_id')
        .distinct()
        .where('e.kind', 'in', ['committee', 'secretary'])
        .where('e.term_id', 'is not', null)
        .execute(),
    ),
  );
  return [...(open ?? []), ...(held ?? [])].flatMap(({ term_id: id }) => (id === null ? [] : [id]));
};

/**
 * Terms that end within the time of the reminder, or have ended, until their election is planned: from then on it is that election
 * which waits, and its result. Whoever keeps the files of an organisation prepares for it.
 */
export const endingTerms: TodoSource = {
  kind: 'terms.ending',
  permission: 'members.edit',
  // The page of terms lists those with an election too; this is the list of those that wait for one.
  link: '/inbox?kind=terms.ending',
  async list(db, scope, county, { limit }) {
    const but = await termsUnderWay(db, scope);
    const { items, total } = await dueTermsOf(db, scope, { limit, today: county.today(), but });
    const view = (term: (typeof items)[number]) => ({
      id: term.id,
      params: { organisation: term.organisation.shortName },
      link: `/organisations/${term.organisation.id}`,
      dueOn: term.dueOn,
      ruleId: term.ruleId,
      why: 'terms',
    });
    return { count: total, items: items.map(view) };
  },
};
