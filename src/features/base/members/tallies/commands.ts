import { sql, type RawBuilder, type Selectable } from 'kysely';
import type { Membership, Person } from '#platform/db/schema.gen.ts';
import type { Tx } from '#platform/db/types.ts';

/** What a membership counts for in its branch. */
export interface Counted {
  readonly branchId: string;
  readonly category: 'full' | 'probationary';
  readonly sex: string;
  readonly ethnicity: string | null;
  readonly lost: boolean;
  readonly outflow: boolean;
}

const HAN = '01';

type CountedRow = {
  readonly person: Pick<Selectable<Person>, 'sex' | 'ethnicity'>;
  readonly membership: Pick<
    Selectable<Membership>,
    'branch_id' | 'category' | 'lost_since' | 'outflow_since' | 'outflow_place'
  >;
};

export const counted = ({ person, membership }: CountedRow): Counted => ({
  branchId: membership.branch_id,
  category: membership.category,
  sex: person.sex,
  ethnicity: person.ethnicity,
  lost: membership.lost_since !== null,
  outflow: membership.outflow_since !== null || membership.outflow_place !== null,
});

/** The statement of `tally`, for a command that sends its rows in one round trip. */
export const tallyStatement = (by: 1 | -1, member: Counted): RawBuilder<Record<string, unknown>> => {
  const n = (yes: boolean): number => (yes ? by : 0);
  return sql<Record<string, unknown>>`
    insert into branch_tally (branch_id, org_path, members, probationary, women, minority, lost, outflow)
    select o.id, o.path, ${by}::int4, ${n(member.category === 'probationary')}::int4, ${n(member.sex === '2')}::int4,
           ${n(member.ethnicity !== null && member.ethnicity !== HAN)}::int4, ${n(member.lost)}::int4, ${n(member.outflow)}::int4
    from organisation o where o.id = ${member.branchId}
    on conflict (branch_id) do update set
      members = branch_tally.members + excluded.members, probationary = branch_tally.probationary + excluded.probationary,
      women = branch_tally.women + excluded.women, minority = branch_tally.minority + excluded.minority,
      lost = branch_tally.lost + excluded.lost, outflow = branch_tally.outflow + excluded.outflow`;
};

/** Adds (+1) or takes (−1) one member in the branch's tally, in the transaction of the change. */
export const tally = async (tx: Tx, by: 1 | -1, member: Counted): Promise<void> => {
  await tallyStatement(by, member).execute(tx);
};

const recount = sql`
  select m.branch_id, o.path as org_path, count(*)::int4 as members,
         count(*) filter (where m.category = 'probationary')::int4 as probationary,
         count(*) filter (where p.sex = '2')::int4 as women,
         count(*) filter (where p.ethnicity <> ${HAN})::int4 as minority,
         count(*) filter (where m.lost_since is not null)::int4 as lost,
         count(*) filter (where m.outflow_since is not null or m.outflow_place is not null)::int4 as outflow
  from membership m join person p on p.id = m.person_id join organisation o on o.id = m.branch_id
  where m.voided_at is null and p.voided_at is null and p.merged_into_id is null and m.left_on is null
  group by m.branch_id, o.path`;

/** Branches whose tally differs from a recount. The commands keep them equal: anything but 0 is a fault. */
export const tallyDifferences = async (tx: Tx): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    with now as (${recount})
    select count(*)::int4 as count from now full join branch_tally t using (branch_id)
    where (coalesce(now.members, 0), coalesce(now.probationary, 0), coalesce(now.women, 0), coalesce(now.minority, 0), coalesce(now.lost, 0), coalesce(now.outflow, 0))
      is distinct from (coalesce(t.members, 0), coalesce(t.probationary, 0), coalesce(t.women, 0), coalesce(t.minority, 0), coalesce(t.lost, 0), coalesce(t.outflow, 0))`.execute(
    tx,
  );
  return rows[0]?.count ?? 0;
};

/** After a set-based change (import, undo, seed): the tallies of these branches are counted anew, or of all. */
export const retally = async (tx: Tx, branchIds?: readonly string[]): Promise<void> => {
  // After a bulk load the planner knows the sizes of yesterday: nested loops over tens of thousands of rows would take minutes.
  await sql`set local enable_nestloop = off`.execute(tx);
  const some = branchIds === undefined ? sql`true` : sql`branch_id = any(${branchIds}::uuid[])`;
  await sql`delete from branch_tally where ${some}`.execute(tx);
  await sql`
    insert into branch_tally (branch_id, org_path, members, probationary, women, minority, lost, outflow)
    select branch_id, org_path, members, probationary, women, minority, lost, outflow from (${recount}) as counted where ${some}`.execute(
    tx,
  );
  await sql`set local enable_nestloop = on`.execute(tx);
};
