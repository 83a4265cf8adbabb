import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { useApp } from '#test/harness/app.ts';
import { plantMember } from '#test/harness/tree.ts';
import { organisationById, organisationTree } from './contract.ts';
import { moveOrganisation } from './events/contract.ts';
import { makeOrganisation, type Wish } from './factory.ts';
import { ancestorPaths, inTreeOrder, subtreeOn } from './queries.ts';

const app = useApp();
const make = (wish: Wish) => app.current.write((tx) => makeOrganisation(tx, wish));
const count = (branchId: string, members: number) =>
  app.current.write((tx) =>
    sql`update branch_tally set members = ${members} where branch_id = ${branchId}`.execute(tx),
  );
const as = (...args: Parameters<typeof app.current.as>) => app.current.as(...args);

describe('the order of the tree', () => {
  test('puts parents before children and siblings by position, type and age', () => {
    const node = (id: string, parentId: string | null, position = 0, type = 'branch' as const) => ({
      id,
      parentId,
      position,
      type,
    });
    const nodes = [
      node('c2', 'b'),
      node('b', 'a', 1),
      node('a', null),
      { ...node('d', 'a', 0), type: 'unit' as const },
      node('c1', 'b'),
      node('e', 'a'),
    ];
    expect(inTreeOrder(nodes).map((each) => each.id)).toEqual(['a', 'e', 'd', 'b', 'c1', 'c2']);
  });
  test('keeps nodes whose parent is out of sight', () => {
    expect(inTreeOrder([{ id: 'x', parentId: 'gone', position: 0, type: 'branch' }])).toHaveLength(1);
  });
  test('reads those above from the path', () => {
    expect([ancestorPaths('/1/'), ancestorPaths('/1/7/2s/')]).toEqual([[], ['/1/', '/1/7/']]);
  });
});

describe('the tree', () => {
  test('counts each subtree inside the reader’s range and nothing outside it', async () => {
    const { county } = app.current.tree;
    const town = await make({ type: 'township_committee', parent: county });
    const general = await make({ type: 'general_branch', parent: town });
    const [one, two] = [await make({ parent: general }), await make({ parent: town })];
    await count(one.id, 11);
    await count(two.id, 7);
    const countsOf = async (client: Awaited<ReturnType<typeof as>>): Promise<(number | null | undefined)[]> => {
      const { items } = await client.call(organisationTree, { query: {} });
      return [county.id, town.id, general.id, one.id, two.id].map(
        (id) => items.find((node) => node.id === id)?.members,
      );
    };
    expect((await countsOf(await as('county_officer'))).slice(1)).toEqual([18, 11, 11, 7]);
    expect(await countsOf(await as('township_worker', { at: { ...town, type: 'township_committee' } }))).toEqual([
      null,
      18,
      11,
      11,
      7,
    ]);
    expect(await countsOf(await as('branch_secretary', { at: { ...one, type: 'branch' } }))).toEqual([
      null,
      null,
      null,
      11,
      null,
    ]);
    for (const role of ['member', 'department_handler', 'publisher', 'system_admin'] as const) {
      const at =
        role === 'department_handler'
          ? { at: { ...(await make({ type: 'government_department' })), type: 'government_department' as const } }
          : {};
      expect(await countsOf(await as(role, at))).toEqual([null, null, null, null, null]);
    }
    expect(await app.current.nobody.outcome(organisationTree, { query: {} })).toBe('unauthenticated');
  });

  test('of another day counts the members of that day, and knows no organisation of later', async () => {
    const client = await as('county_officer');
    const [from, to] = [await make({ type: 'township_committee' }), await make({ type: 'township_committee' })];
    const branch = await make({ parent: from, on: '2010-05-01' });
    const [old, young] = await app.current.write(async (tx) => [
      await plantMember(tx, { ...branch, type: 'branch' }),
      await plantMember(tx, { ...branch, type: 'branch' }),
    ]);
    await app.current.write(async (tx) => {
      await sql`update affiliation set during = '[2012-01-01,2020-01-01)' where person_id = ${old.id}`.execute(tx);
      await sql`update affiliation set during = '[2018-01-01,)' where person_id = ${young.id}`.execute(tx);
    });
    await client.call(moveOrganisation, {
      params: { id: branch.id },
      body: { version: 1, parentId: to.id, on: '2019-01-01' },
    });
    const on = async (day: string): Promise<(number | null | string)[]> => {
      const { items } = await client.call(organisationTree, { query: { on: day } });
      const node = items.find((each) => each.id === branch.id);
      const members = (id: string): number | null => items.find((each) => each.id === id)?.members ?? null;
      return [
        node === undefined ? 'none' : node.parentId === from.id ? 'from' : 'to',
        members(from.id),
        members(to.id),
      ];
    };
    expect(await on('2010-04-30')).toEqual(['none', 0, 0]);
    expect(await on('2011-12-31')).toEqual(['from', 0, 0]);
    expect(await on('2018-06-01')).toEqual(['from', 2, 0]);
    expect(await on('2019-01-01')).toEqual(['to', 0, 2]);
    expect(await on('2020-01-01')).toEqual(['to', 0, 1]);
    expect(await subtreeOn(app.current.read(), branch.id, '2010-04-30')).toEqual([]);
    // Rows are filed where the branch is today: who keeps it now sees its past, who kept it then no longer does.
    const past = async (at: typeof from) =>
      (
        await (
          await as('township_worker', { at: { ...at, type: 'township_committee' } })
        ).call(organisationTree, { query: { on: '2018-06-01' } })
      ).items.find((each) => each.id === branch.id)?.members;
    expect([await past(from), await past(to)]).toEqual([null, 2]);
  });

  test('a day to come is today', async () => {
    const client = await as('county_officer');
    expect((await client.call(organisationTree, { query: { on: '2999-01-01' } })).on).toBe(app.current.county.today());
    expect((await client.raw(organisationTree, { query: { on: '2025-02-30' } })).status).toBe(422);
  });
});

describe('one organisation', () => {
  test('is advised by the rules with article and facts, never outside the range', async () => {
    const branch = await make({ parent: app.current.tree.townshipA });
    await app.current.write((tx) =>
      sql`update branch_tally set members = 52, probationary = 2 where branch_id = ${branch.id}`.execute(tx),
    );
    const view = await (await as('county_officer')).call(organisationById, { params: { id: branch.id } });
    const advice = Object.fromEntries(view.advisories!.map((each) => [each.ruleId, each]));
    expect(advice['branch.maxMembers']).toMatchObject({
      message: 'branch_too_large',
      params: { count: 52 },
      why: { article: expect.any(String), inputs: { count: 52 } },
    });
    expect(advice['committee.requiredWhenFull']).toMatchObject({
      message: 'committee_required',
      params: { count: 50 },
    });
    expect(advice['term.branch']).toMatchObject({ message: 'facts_missing', missing: ['termDueOn'] });
    expect(view.tally).toMatchObject({ members: 52, probationary: 2, branches: 1 });
    const outside = await (
      await as('township_worker', { at: app.current.tree.townshipB })
    ).call(organisationById, { params: { id: branch.id } });
    expect(outside).toMatchObject({
      advisories: null,
      tally: null,
      committee: null,
      childTypes: [],
      can: { change: false, members: false, undo: false },
    });
  });

  test('shows its children with counts, abolished ones last, and answers not found for an unknown id', async () => {
    const client = await as('county_officer');
    const town = await make({ type: 'township_committee' });
    const [gone, kept] = [await make({ parent: town, name: '甲' }), await make({ parent: town, name: '乙' })];
    await app.current.write((tx) =>
      sql`update organisation set abolished_on = '2024-01-01' where id = ${gone.id}`.execute(tx),
    );
    await count(kept.id, 3);
    const view = await client.call(organisationById, { params: { id: town.id } });
    expect(view.children.map(({ name, members, abolished }) => [name, members, abolished])).toEqual([
      ['乙', 3, false],
      ['甲', 0, true],
    ]);
    expect(await client.outcome(organisationById, { params: { id: '01900000-0000-7000-8000-000000000000' } })).toBe(
      'not_found',
    );
  });
});
