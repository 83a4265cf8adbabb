/** Moves and mergers: what goes along, who sees it then, and how it is taken back. */
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { rangeEnd } from '#platform/access/scope.ts';
import { useApp } from '#test/harness/app.ts';
import { hostile } from '#test/harness/hostile.ts';
import { plantMember } from '#test/harness/tree.ts';
import { organisationById, organisationTree } from '../contract.ts';
import type { PlantedNode } from '../periods/commands.ts';
import { subtreeOn } from '../queries.ts';
import * as events from './contract.ts';
import { messages, organisationScene, refusal } from './factory.ts';

const app = useApp();
const { make, officer, township, branchIn, person, periods, pathOf } = organisationScene(app);

describe('a move', () => {
  const grown = async () => {
    const [from, to] = [await township(), await township()];
    const general = await make({ type: 'general_branch', parent: from });
    const branch = await branchIn(general);
    const group = await make({ type: 'group', parent: branch });
    const member = await person(branch);
    await app.current.write((tx) =>
      sql`insert into reward (id, person_id, org_path, kind, title, granted_on) values (gen_random_uuid(), ${member.id}, ${member.path}, 'x', ${hostile}, '2020-01-01')`.execute(
        tx,
      ),
    );
    await app.current.write((tx) =>
      sql`insert into branch_tally (branch_id, org_path, members) values (${branch.id}, ${branch.path}, 1) on conflict (branch_id) do update set members = 1`.execute(
        tx,
      ),
    );
    return { from, to, general, branch, group, member };
  };

  test('takes the subtree and every row of its people along, and changes who sees them', async () => {
    const client = await officer();
    const { from, to, general, branch, group, member } = await grown();
    const before = await app.current.as('township_worker', { at: { ...from, type: 'township_committee' } });
    const after = await app.current.as('township_worker', { at: { ...to, type: 'township_committee' } });
    const tally = async (who: typeof before) => (await who.call(organisationById, { params: { id: branch.id } })).tally;
    expect([await tally(before), await tally(after)]).toMatchObject([{ members: 1 }, null]);

    const preview = await client.call(events.previewEvent, {
      params: { id: general.id },
      query: { kind: 'moved', targetId: to.id, on: '2025-09-01' },
    });
    expect(preview).toMatchObject({
      organisations: 3,
      members: 1,
      others: 0,
      problems: [],
      before: { parent: from.name },
      after: { parent: to.name },
    });
    const moved = await client.call(events.moveOrganisation, {
      params: { id: general.id },
      body: { version: 1, parentId: to.id, on: '2025-09-01', reason: hostile },
    });
    expect(moved.ancestors.map((a) => a.id)).toEqual([app.current.tree.county.id, to.id]);

    const own = `${to.path}${general.path.split('/').at(-2)}/${branch.path.split('/').at(-2)}/@${member.id}/`;
    for (const table of ['person', 'membership', 'affiliation', 'reward'] as const)
      expect(await pathOf(table, member.id)).toEqual([own]);
    expect([await tally(before), await tally(after)]).toMatchObject([null, { members: 1 }]);
    expect(await subtreeOn(app.current.read(), from.id, '2025-08-31')).toEqual([
      from.id,
      general.id,
      branch.id,
      group.id,
    ]);
    expect(await subtreeOn(app.current.read(), from.id, '2025-09-01')).toEqual([from.id]);
    expect(await subtreeOn(app.current.read(), to.id, '2025-09-01')).toEqual([to.id, general.id, branch.id, group.id]);
  });

  test('can be taken back, and everything lies where it lay', async () => {
    const client = await officer();
    const { to, general, branch, member } = await grown();
    const moved = await client.call(events.moveOrganisation, {
      params: { id: general.id },
      body: { version: 1, parentId: to.id, on: '2025-09-01' },
    });
    const back = await client.call(events.undoOrganisationEvent, {
      params: { id: general.id },
      body: { version: moved.version, eventId: moved.events[0]!.id },
    });
    expect(back.can.undo).toBe(false);
    expect(await pathOf('person', member.id)).toEqual([member.path]);
    expect(await pathOf('reward', member.id)).toEqual([member.path]);
    expect(await periods(branch.id)).toEqual([`${branch.name} [2001-07-01,)`]);
  });

  test('entered late leaves what happened below it since as it was, and can be taken back to the day', async () => {
    const client = await officer();
    const { from, to, general, branch, group, member } = await grown();
    const gone = await branchIn(general);
    await client.call(events.renameOrganisation, {
      params: { id: branch.id },
      body: { version: 1, name: '新名党支部', on: '2025-06-01' },
    });
    await client.call(events.renameOrganisation, {
      params: { id: general.id },
      body: { version: 1, name: '新名党总支', on: '2025-06-15' },
    });
    const added = await client.call(events.createOrganisation, {
      body: { parentId: general.id, type: 'branch', name: '后设党支部', on: '2025-07-01' },
    });
    await client.call(events.abolishOrganisation, { params: { id: gone.id }, body: { version: 1, on: '2025-08-01' } });
    const dump = async (): Promise<unknown> =>
      (
        await sql`select organisation_id, name, parent_id, path, during::text from organisation_period
          where organisation_id = any(${[general.id, branch.id, group.id, gone.id, added.id]}::uuid[]) order by 1, lower(during)`.execute(
          app.current.read(),
        )
      ).rows;
    const before = await dump();
    const move = (on: string) =>
      client.call(events.moveOrganisation, { params: { id: general.id }, body: { version: 2, parentId: to.id, on } });
    const moved = await move('2025-03-01');
    const at = (id: string, day: string) => subtreeOn(app.current.read(), id, day);
    const sorted = (ids: readonly string[]) => ids.toSorted((a, b) => a.localeCompare(b));
    expect(sorted(await at(from.id, '2025-02-28'))).toEqual(
      sorted([from.id, general.id, branch.id, group.id, gone.id]),
    );
    for (const [day, below] of [
      ['2025-03-01', [general, branch, group, gone]],
      ['2025-07-01', [general, branch, group, gone, added]],
      ['2025-08-01', [general, branch, group, added]],
    ] as const) {
      expect(await at(from.id, day)).toEqual([from.id]);
      expect(sorted(await at(to.id, day))).toEqual(sorted([to.id, ...below.map((each) => each.id)]));
    }
    expect(await periods(branch.id)).toEqual([
      `${branch.name} [2001-07-01,2025-03-01)`,
      `${branch.name} [2025-03-01,2025-06-01)`,
      '新名党支部 [2025-06-01,)',
    ]);
    expect(await pathOf('person', member.id)).toEqual([
      expect.stringMatching(new RegExp(`^${to.path}.*@${member.id}/$`)),
    ]);
    const { items } = await client.call(organisationTree, { query: { on: '2025-05-31' } });
    expect(items.find((node) => node.id === branch.id)).toMatchObject({ name: branch.name, parentId: general.id });
    await client.call(events.undoOrganisationEvent, {
      params: { id: general.id },
      body: { version: moved.version, eventId: moved.events[0]!.id },
    });
    expect(await dump()).toEqual(before);
    // What came from elsewhere was not below it before that day.
    const guest = await branchIn(from);
    await client.call(events.moveOrganisation, {
      params: { id: guest.id },
      body: { version: 1, parentId: general.id, on: '2025-05-01' },
    });
    const early = client.call(events.moveOrganisation, {
      params: { id: general.id },
      body: { version: 4, parentId: to.id, on: '2025-04-30' },
    });
    expect(messages(await refusal(early))).toEqual(['event_before_last']);
  });

  test.each([
    ['below itself', 'self', 'target_below'],
    ['where it is', 'same', 'target_same'],
    ['below a type that cannot hold it', 'group', 'type_not_below'],
    ['to an organisation that is gone', 'gone', 'target_abolished'],
    ['to nowhere', 'none', 'target_unknown'],
  ] as const)('%s is refused', async (_says, where, message) => {
    const client = await officer();
    const { from, to, general, branch } = await grown();
    if (where === 'gone')
      await client.call(events.abolishOrganisation, { params: { id: to.id }, body: { version: 1, on: '2025-01-01' } });
    const target = {
      self: branch.id,
      same: from.id,
      group: app.current.tree.branchA1.id,
      gone: to.id,
      none: '01900000-0000-7000-8000-000000000000',
    }[where];
    const refused = await refusal(
      client.call(events.moveOrganisation, {
        params: { id: general.id },
        body: { version: 1, parentId: target, on: '2025-09-01' },
      }),
    );
    expect(messages(refused)).toEqual([message]);
  });

  test('to a township that the worker does not keep is refused as unknown', async () => {
    const { townshipA, townshipB, branchA2 } = app.current.tree;
    const worker = await app.current.as('township_worker', { at: townshipA });
    const move = worker.call(events.moveOrganisation, {
      params: { id: branchA2.id },
      body: { version: 1, parentId: townshipB.id, on: '2025-09-01' },
    });
    expect(messages(await refusal(move))).toEqual(['target_unknown']);
  });

  test('at the same time as another never hangs each below the other', async () => {
    const client = await officer();
    const parent = await make({ type: 'unit' });
    const [a, b] = [await make({ type: 'unit', parent }), await make({ type: 'unit', parent })];
    const move = (node: PlantedNode, to: PlantedNode) =>
      client.outcome(events.moveOrganisation, {
        params: { id: node.id },
        body: { version: 1, parentId: to.id, on: '2025-09-01' },
      });
    expect((await Promise.all([move(a, b), move(b, a)])).toSorted()).toEqual(['invalid', 'ok']);
    const roots = await app.current
      .read()
      .selectFrom('organisation')
      .select('id')
      .where('id', 'in', [a.id, b.id])
      .where('parent_id', '=', parent.id)
      .execute();
    expect(roots).toHaveLength(1);
  });

  test('of a subtree while members are being entered files every one of them at the new place', async () => {
    const client = await officer();
    const { to, general, branch } = await grown();
    const enter = () =>
      app.current.write(async (tx) => {
        const row = await tx
          .selectFrom('organisation')
          .select(['id', 'path'])
          .where('id', '=', branch.id)
          .forKeyShare()
          .executeTakeFirstOrThrow();
        return plantMember(tx, { ...row, type: 'branch', name: '' });
      });
    const entered = Array.from({ length: 12 }, enter);
    await client.call(events.moveOrganisation, {
      params: { id: general.id },
      body: { version: 1, parentId: to.id, on: '2025-09-01' },
    });
    const people = await Promise.all(entered);
    const { path } = await app.current
      .read()
      .selectFrom('organisation')
      .select('path')
      .where('id', '=', branch.id)
      .executeTakeFirstOrThrow();
    expect(path.startsWith(to.path)).toBe(true);
    const filed = await app.current
      .read()
      .selectFrom('person')
      .select('id')
      .where('org_path', '>=', path)
      .where('org_path', '<', rangeEnd(path))
      .execute();
    expect(people.every((each) => filed.some((row) => row.id === each.id))).toBe(true);
  });
});

describe('a merger', () => {
  test('re-affiliates the members on the day, ends posts and terms, and keeps the roster of every day', async () => {
    const client = await officer();
    const parent = await township();
    const [a, b] = [await branchIn(parent), await branchIn(parent)];
    const [one, two] = [await person(a), await person(a)];
    await app.current.write(async (tx) => {
      await sql`update branch_tally set members = 2 where branch_id = ${a.id}`.execute(tx);
      await sql`insert into post_holding (id, organisation_id, person_id, org_path, post, from_on) values (gen_random_uuid(), ${a.id}, ${one.id}, ${one.path}, 'secretary', '2020-01-01')`.execute(
        tx,
      );
      await sql`insert into term (id, organisation_id, started_on, due_on, years, rule_id) values (gen_random_uuid(), ${a.id}, '2024-01-01', '2027-01-01', 3, 'term.branch')`.execute(
        tx,
      );
    });
    const group = await make({ type: 'group', parent: a });
    const on = '2025-03-15';
    const preview = await client.call(events.previewEvent, {
      params: { id: a.id },
      query: { kind: 'merged', targetId: b.id, on },
    });
    expect(preview).toMatchObject({ members: 2, posts: 1, terms: 1, problems: [] });
    expect(preview.warnings.map((w) => w.message)).toEqual(['posts_end']);
    const merged = await client.call(events.mergeOrganisation, {
      params: { id: a.id },
      body: { version: 1, targetId: b.id, on },
    });
    expect(merged).toMatchObject({ abolishedOn: on, mergedInto: { id: b.id }, can: { undo: false, rename: false } });
    expect(merged.committee).toEqual([]);
    expect(merged.terms).toMatchObject([{ endedOn: on }]);

    const rosterOn = async (branchId: string, day: string): Promise<string[]> => {
      const { rows } = await sql<{
        person_id: string;
      }>`select person_id from affiliation where branch_id = ${branchId} and during @> ${day}::date and voided_at is null order by 1`.execute(
        app.current.read(),
      );
      return rows.map((row) => row.person_id);
    };
    const both = [one.id, two.id].toSorted();
    expect([
      await rosterOn(a.id, '2025-03-14'),
      await rosterOn(a.id, on),
      await rosterOn(b.id, '2025-03-14'),
      await rosterOn(b.id, on),
    ]).toEqual([both, [], [], both]);
    expect(await pathOf('person', one.id)).toEqual([`${b.path}@${one.id}/`]);
    expect(await pathOf('membership', one.id)).toEqual([`${b.path}@${one.id}/`]);
    const target = await client.call(organisationById, { params: { id: b.id } });
    expect(target.tally).toMatchObject({ members: 2 });
    expect(target.children.map((child) => child.id)).toEqual([group.id]);
    const told = await app.current
      .read()
      .selectFrom('audit_event')
      .select('entity_id')
      .where('action', '=', 'organisations.merge')
      .where('entity', '=', 'person')
      .where('entity_id', 'in', both)
      .execute();
    expect(told).toHaveLength(2);
  });

  test('takes somebody who came that very day over directly, and is refused before somebody came', async () => {
    const client = await officer();
    const parent = await township();
    const [a, b] = [await branchIn(parent), await branchIn(parent)];
    const one = await person(a);
    await app.current.write((tx) =>
      sql`update affiliation set during = '[2025-03-15,)' where person_id = ${one.id}`.execute(tx),
    );
    const merge = (on: string) =>
      client.call(events.mergeOrganisation, { params: { id: a.id }, body: { version: 1, targetId: b.id, on } });
    expect(messages(await refusal(merge('2025-03-14')))).toEqual(['people_later']);
    await merge('2025-03-15');
    const rows = await app.current
      .read()
      .selectFrom('affiliation')
      .select('branch_id')
      .where('person_id', '=', one.id)
      .execute();
    expect(rows).toEqual([{ branch_id: b.id }]);
  });

  test('with a township, a group or itself is refused', async () => {
    const client = await officer();
    const parent = await township();
    const branch = await branchIn(parent);
    for (const [targetId, message] of [
      [parent.id, 'merge_type'],
      [branch.id, 'target_unknown'],
    ] as const) {
      expect(
        messages(
          await refusal(
            client.call(events.mergeOrganisation, {
              params: { id: branch.id },
              body: { version: 1, targetId, on: '2025-01-01' },
            }),
          ),
        ),
      ).toEqual([message]);
    }
  });
});
