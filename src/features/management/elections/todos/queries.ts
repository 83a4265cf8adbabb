import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import type { TodoSource } from '#platform/feature.ts';
import { keepers } from '#features/base/inbox/index.ts';
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

const needOf = ({ entered_by: enteredBy, confirmed_at: confirmedAt }: Row): Need =>
  enteredBy === null ? 'prepare' : confirmedAt === null ? 'confirm' : 'announce';

/** A count waits for the one next to it who has not entered it; everything else for the organisation itself. */
const isMine = async (db: Db, scope: Scope, county: County, row: Row): Promise<boolean> => {
  if (needOf(row) !== 'confirm') return row.organisation_id === scope.organisationId;
  if (row.entered_by === scope.accountId) return false;
  const second = await keepers(db, {
    permission: 'elections.edit',
    organisations: [row.organisation_id],
    but: row.entered_by,
    nearest: true,
    today: county.today(),
  });
  return second.some(({ account }) => account === scope.accountId);
};

/** Elections that this person has to bring on. */
export const openElections: TodoSource = {
  kind: 'elections.open',
  permission: 'elections.edit',
  link: '/inbox?kind=elections.open',
  async list(db, scope, county, { limit }) {
    const rows = await openRows(db, scope);
    const mine = await Promise.all(rows.map((row) => isMine(db, scope, county, row)));
    const found = rows.filter((_, place) => mine[place]);
    const items = found.slice(0, limit).map((row) => ({
      id: row.id,
      params: { organisation: row.short_name, day: row.held_on },
      link: `/elections/${row.id}`,
      dueOn: row.held_on,
      ruleId: null,
      why: `elections.${needOf(row)}`,
    }));
    return { count: found.length, items };
  },
};
