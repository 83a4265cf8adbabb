/** Counts, lists and pages agree about a county that is made by chance. */
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { plantMember, plantNode, type Node } from '#test/harness/tree.ts';
import { newId } from '#shared/ids.ts';
import { dutiesOfOrganisation, dutyList, dutyOverview, type DutyRow } from './contract.ts';
import { find, makeMeeting, seat } from './factory.ts';
import { dutyKinds, type DutyKind } from './rules.ts';

/** Noon in China. */
const noon = (day: string): Date => new Date(`${day}T04:00:00Z`);
let today = '2026-11-26';
const server = useApp({ now: () => noon(today) });
const app = () => server.current;

/** Somebody signed in on a day; sessions end within the hour, so each day has its own. */
const on = async (day: string, role: Parameters<ReturnType<typeof app>['as']>[0], at: Node): Promise<Client> => {
  today = day;
  return app().as(role, { at });
};
/** Numbers that come again with their seed: a failing county can be had back. */
const chance = (seed: number) => {
  let state = seed;
  const next = (): number => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
  const below = (count: number): number => Math.floor(next() * count);
  const pick = <T>(of: readonly T[]): T => of[below(of.length)] as T;
  return {
    below,
    pick,
    day: (): string => `2026-${String(7 + below(5)).padStart(2, '0')}-${String(1 + below(28)).padStart(2, '0')}`,
  };
};
type Chance = ReturnType<typeof chance>;

/**
 * A branch of chance: with some seats, groups, members and meetings of some days; one that does not stay is founded and ended some
 * day, or is a temporary branch of which nothing is asked for want of members.
 */
const plantChance = async (parent: Node, { below, pick, day }: Chance, stays: boolean): Promise<Node> =>
  app().write(async (tx) => {
    const type = pick(['branch', 'branch', 'joint_branch', 'temporary_branch'] as const);
    const from = below(3) === 0 && !stays ? day() : '2001-07-01';
    const node = await plantNode(tx, type, parent, undefined, from);
    if (below(6) === 0 && !stays) {
      const end = day();
      if (end > from) {
        await sql`update organisation set abolished_on = ${end}::date where id = ${node.id}`.execute(tx);
        await sql`update organisation_period set during = daterange(lower(during), ${end}::date) where organisation_id = ${node.id}`.execute(
          tx,
        );
      }
    }
    const places = [node];
    for (let n = below(3); n > 0; n -= 1) {
      const group = await plantNode(tx, 'group', node, undefined, below(2) === 0 ? day() : '2001-07-01');
      places.push(group);
    }
    const people = [];
    const unmanned = type === 'temporary_branch' && below(2) === 0 && !stays;
    for (let n = unmanned ? 0 : 4 + below(6); n > 0; n -= 1) {
      const person = await plantMember(tx, node, { category: below(5) === 0 ? 'probationary' : 'full' });
      people.push(person);
      if (below(4) === 0)
        await sql`update membership set full_on = ${day()}::date where person_id = ${person.id}`.execute(tx);
      if (below(5) === 0 && !(stays && people.length === 1))
        await sql`update affiliation set during = daterange(lower(during), ${day()}::date) where person_id = ${person.id}`.execute(
          tx,
        );
      if (below(2) === 0)
        await seat(
          tx,
          node,
          person,
          below(2) === 0 ? { from: day(), to: null } : { from: '2020-01-01', to: below(2) === 0 ? day() : null },
        );
    }
    for (let n = below(24); n > 0; n -= 1)
      await makeMeeting(tx, pick(places), {
        type: pick(dutyKinds),
        heldOn: day(),
        state: below(6) === 0 ? 'held' : 'closed',
        present: people.filter(() => below(3) === 0),
      });
    return node;
  });

/** The list counts the groups that the branch's own page names, but for those that another meeting stands in for. */
const reasonsFit = async (reader: Client, kind: DutyKind, key: string, row: DutyRow): Promise<void> => {
  const { duties } = await reader.call(dutiesOfOrganisation, { params: { id: row.organisation.id } });
  const named = find(duties, kind, key).missing.filter(({ fact }) => fact !== 'group');
  if (kind === 'group_meeting') expect(row.missing.length > 0).toBe(row.state !== 'done');
  else expect(row.missing).toEqual(row.state === 'done' ? [] : named);
};

describe('a county of chance', () => {
  const seed = Date.now() % 1_000_000;
  const branches: Node[] = [];
  let township: Node;
  beforeAll(async () => {
    const die = chance(seed);
    township = await app().write((tx) => plantNode(tx, 'township_committee', app().tree.county));
    for (let n = 0; n < 24; n += 1) branches.push(await plantChance(township, die, n < 12));
  });

  test.each(['2026-08', '2026-09', '2026-10', '2026-11'])(
    `counts in %s what its branches owe one by one (seed ${seed})`,
    async (month) => {
      const worker = await on('2026-11-26', 'township_worker', township);
      const years = await Promise.all(
        // The committee's own lesson is one of the duties of its range.
        [township, ...branches].map(
          async ({ id }) => (await worker.call(dutiesOfOrganisation, { params: { id } })).duties,
        ),
      );
      const { counts, branches: standing } = await worker.call(dutyOverview, { query: { month } });
      expect(standing).toBeGreaterThanOrEqual(12);
      expect(counts.map(({ kind }) => kind)).toEqual(dutyKinds);
      for (const { kind, period, owed, done, unmet, unmetState } of counts) {
        const duties = years
          .flatMap((duties_) => duties_.filter((one) => one.kind === kind && one.period.key === period.key))
          .filter(({ state }) => state !== 'not_owed');
        const isDone = duties.filter(({ state }) => state === 'done');
        expect({ kind, owed, done, unmet }).toEqual({
          kind,
          owed: duties.length,
          done: isDone.length,
          unmet: duties.length - isDone.length,
        });
        expect(duties.filter(({ state }) => state !== 'done').every(({ state }) => state === unmetState)).toBe(true);
      }
    },
  );

  test('counts once more only what is over, where the workbench asks for the month before', async () => {
    const worker = await on('2026-11-26', 'township_worker', township);
    const all = (await worker.call(dutyOverview, { query: { month: '2026-09' } })).counts;
    const ended = (await worker.call(dutyOverview, { query: { month: '2026-09', ended: 'true' } })).counts;
    expect(ended).toEqual(all.filter(({ period }) => period.last < '2026-11-26'));
    expect(ended.map(({ period }) => period.key)).toContain('2026-Q3');
    expect(ended.length).toBeLessThan(all.length);
    const now = (await worker.call(dutyOverview, { query: {} })).counts;
    const former = (await worker.call(dutyOverview, { query: { month: '2026-10', ended: 'true' } })).counts;
    expect((await worker.call(dutyOverview, { query: { before: 'true' } })).counts).toEqual([...former, ...now]);
  });

  test('gives each number the list behind it, page by page, in the order of the tree', async () => {
    const worker = await on('2026-11-26', 'township_worker', township);
    const { counts } = await worker.call(dutyOverview, { query: { month: '2026-10' } });
    expect(counts.reduce((sum, { unmet }) => sum + unmet, 0)).toBeGreaterThan(0);
    const paths = new Map([township, ...branches].map(({ id, path }) => [id, path]));
    for (const { kind, period, owed, done, unmet } of counts)
      for (const [wanted, expected] of [
        [undefined, owed],
        [true, done],
        [false, unmet],
      ] as const) {
        const query = { kind, period: period.key, limit: 5, ...(wanted === undefined ? {} : { done: String(wanted) }) };
        const walked: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await worker.call(dutyList, { query: { ...query, ...(cursor ? { cursor } : {}) } });
          expect(page.total).toBe(expected);
          if (wanted !== undefined) expect(page.items.every(({ state }) => (state === 'done') === wanted)).toBe(true);
          for (const row of page.items) await reasonsFit(worker, kind, period.key, row);
          walked.push(...page.items.map(({ organisation }) => organisation.id));
          cursor = page.next ?? undefined;
        } while (cursor !== undefined);
        expect(walked).toHaveLength(expected);
        const order = walked.map((id) => paths.get(id) ?? '');
        expect(order).toEqual(order.toSorted());
      }
  });

  test('is the sum of its townships, whoever asks', async () => {
    const officer = await on('2026-11-26', 'county_officer', app().tree.county);
    const counted = async (client: Client, organisationId?: string) => {
      const query = { month: '2026-10', ...(organisationId === undefined ? {} : { organisationId }) };
      return (await client.call(dutyOverview, { query })).counts.map(({ owed, done }) => [owed, done] as const);
    };
    const townships = await app().write((tx) =>
      tx.selectFrom('organisation').select('id').where('type', '=', 'township_committee').execute(),
    );
    const parts = await Promise.all(townships.map(({ id }) => counted(officer, id)));
    const sums = dutyKinds.map((_, place) =>
      [0, 1].map((of) => parts.reduce((sum, part) => sum + (part[place]?.[of] ?? 0), 0)),
    );
    expect(await counted(officer)).toEqual(sums);
    const worker = await on('2026-11-26', 'township_worker', township);
    expect(await counted(officer, township.id)).toEqual(await counted(worker));
  });

  test('counts nothing outside the range', async () => {
    const empty = await app().write((tx) => plantNode(tx, 'township_committee', app().tree.county));
    const worker = await on('2026-11-26', 'township_worker', empty);
    const { counts, branches: none } = await worker.call(dutyOverview, { query: {} });
    expect([none, ...counts.map(({ owed }) => owed)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
    expect(await worker.outcome(dutyOverview, { query: { organisationId: newId() } })).toBe('not_found');
  });
});
