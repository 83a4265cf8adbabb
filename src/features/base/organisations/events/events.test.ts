import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { rangeEnd } from '#platform/access/scope.ts';
import { addDays } from '#shared/days.ts';
import { AppError } from '#shared/errors.ts';
import { useApp } from '#test/harness/app.ts';
import { hostile } from '#test/harness/hostile.ts';
import { plantMember } from '#test/harness/tree.ts';
import { advisedOrganisations } from '../advice/contract.ts';
import { organisationById, organisationTree, type Organisation } from '../contract.ts';
import { makeOrganisation, type Wish } from '../factory.ts';
import type { PlantedNode } from '../periods/commands.ts';
import { subtreeOn } from '../queries.ts';
import * as events from './contract.ts';

const app = useApp();
const today = (): string => app.current.county.today();
const make = (wish: Wish): Promise<PlantedNode & { name: string }> =>
  app.current.write((tx) => makeOrganisation(tx, wish));
const officer = () => app.current.as('county_officer');
const township = (): Promise<PlantedNode & { name: string }> =>
  make({ type: 'township_committee', parent: app.current.tree.county });
const branchIn = (parent: PlantedNode, more: Wish = {}) => make({ type: 'branch', parent, ...more });
const person = (branch: PlantedNode) =>
  app.current.write((tx) => plantMember(tx, { ...branch, type: 'branch', name: '' }));
const refusal = async (work: Promise<unknown>): Promise<AppError> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('was not refused');
};
const messages = (error: AppError): string[] => (error.details.problems ?? []).map((p) => p.message);
const periods = async (id: string): Promise<string[]> => {
  const { rows } = await sql<{
    line: string;
  }>`select name || ' ' || during::text as line from organisation_period where organisation_id = ${id} order by lower(during)`.execute(
    app.current.read(),
  );
  return rows.map((row) => row.line);
};
const pathOf = async (
  table: 'person' | 'membership' | 'affiliation' | 'reward',
  personId: string,
): Promise<string[]> => {
  const { rows } = await sql<{
    org_path: string;
  }>`select org_path from ${sql.table(table)} where ${sql.ref(table === 'person' ? 'id' : 'person_id')} = ${personId} order by org_path`.execute(
    app.current.read(),
  );
  return rows.map((row) => row.org_path);
};

describe('setting up', () => {
  test('writes the organisation, its first period and the event, with hostile names unharmed', async () => {
    const client = await officer();
    const parent = await township();
    const body = {
      parentId: parent.id,
      type: 'branch' as const,
      name: `新支部 ${hostile}`,
      on: '2024-03-01',
      code: `code ${hostile}`,
      document: '永组〔2024〕3号',
    };
    const preview = await client.call(events.previewCreation, {
      query: { parentId: parent.id, type: 'branch', name: body.name, on: body.on },
    });
    expect(preview).toMatchObject({ organisations: 1, problems: [], after: { name: body.name, parent: parent.name } });
    const made = await client.call(events.createOrganisation, { body });
    expect(made).toMatchObject({
      name: body.name,
      shortName: body.name,
      foundedOn: body.on,
      parentId: parent.id,
      code: body.code,
      version: 1,
    });
    expect(made.ancestors.map((a) => a.id)).toEqual([app.current.tree.county.id, parent.id]);
    expect(made.events).toMatchObject([{ kind: 'created', on: '2024-03-01', document: body.document }]);
    expect(await periods(made.id)).toEqual([`${body.name} [2024-03-01,)`]);
    expect(made.tally).toMatchObject({ members: 0, branches: 1 });
  });

  test.each([
    ['a branch below a group', 'group', 'branch', '2024-01-01', 'type_not_below'],
    ['in the future', 'township_committee', 'branch', '2999-01-01', 'event_future'],
    ['before the parent', 'township_committee', 'branch', '1990-01-01', 'target_later'],
  ] as const)('is refused %s', async (_says, parentType, type, on, message) => {
    const client = await officer();
    const parent = await make({ type: parentType });
    const name = '不可能的支部';
    const preview = await client.call(events.previewCreation, { query: { parentId: parent.id, type, name, on } });
    expect(preview.problems.map((p) => p.message)).toEqual([message]);
    expect(
      messages(
        await refusal(client.call(events.createOrganisation, { body: { parentId: parent.id, type, name, on } })),
      ),
    ).toEqual([message]);
  });

  test('warns of a namesake and refuses a code that is taken', async () => {
    const client = await officer();
    const parent = await township();
    await branchIn(parent, { name: '同名支部', code: 'T-1' });
    const preview = await client.call(events.previewCreation, {
      query: { parentId: parent.id, type: 'branch', name: '同名支部', on: '2024-01-01' },
    });
    expect(preview.warnings).toEqual([{ message: 'name_taken', params: { name: '同名支部' } }]);
    const refused = await refusal(
      client.call(events.createOrganisation, {
        body: { parentId: parent.id, type: 'branch', name: '另一支部', on: '2024-01-01', code: 'T-1' },
      }),
    );
    expect(messages(refused)).toEqual(['code_taken']);
  });

  test('is answered by not found outside the range, and without the permission', async () => {
    const other = await township();
    const body = { parentId: other.id, type: 'branch' as const, name: '支部', on: '2024-01-01' };
    const worker = await app.current.as('township_worker');
    expect(await worker.outcome(events.createOrganisation, { body })).toBe('not_found');
    expect(
      await worker.outcome(events.createOrganisation, { body: { ...body, parentId: app.current.tree.townshipA.id } }),
    ).toBe('ok');
    const secretary = await app.current.as('branch_secretary');
    expect(
      await secretary.outcome(events.createOrganisation, {
        body: { ...body, type: 'group', parentId: app.current.tree.branchA1.id },
      }),
    ).toBe('not_found');
  });
});

describe('a rename', () => {
  test('keeps the former name for the days before', async () => {
    const client = await officer();
    const branch = await branchIn(await township(), { name: '旧名支部' });
    const after = await client.call(events.renameOrganisation, {
      params: { id: branch.id },
      body: { version: 1, name: '新名支部', on: '2025-06-01' },
    });
    expect(after).toMatchObject({ name: '新名支部', version: 2 });
    expect(await periods(branch.id)).toEqual(['旧名支部 [2001-07-01,2025-06-01)', '新名支部 [2025-06-01,)']);
    const nameOn = async (on: string): Promise<string | undefined> =>
      (await client.call(organisationTree, { query: { on } })).items.find((node) => node.id === branch.id)?.name;
    expect([
      await nameOn('2001-06-30'),
      await nameOn('2025-05-31'),
      await nameOn('2025-06-01'),
      await nameOn(today()),
    ]).toEqual([undefined, '旧名支部', '新名支部', '新名支部']);
  });

  test('refuses a stale version with the newer state, a day before the last event, and no change', async () => {
    const client = await officer();
    const branch = await branchIn(await township());
    const rename = (body: { version: number; name: string; on: string }) =>
      client.call(events.renameOrganisation, { params: { id: branch.id }, body });
    await rename({ version: 1, name: '第一次', on: '2025-06-01' });
    const stale = await refusal(rename({ version: 1, name: '第二次', on: '2025-07-01' }));
    expect(stale.code).toBe('stale');
    expect((stale.details.current as Organisation).name).toBe('第一次');
    expect(messages(await refusal(rename({ version: 2, name: '第二次', on: '2025-05-31' })))).toEqual([
      'event_before_last',
    ]);
    expect(messages(await refusal(rename({ version: 2, name: '第一次', on: '2025-07-01' })))).toEqual([
      'name_unchanged',
    ]);
  });

  test('of the own top organisation is the matter of those above', async () => {
    const worker = await app.current.as('township_worker');
    const { townshipA } = app.current.tree;
    const body = { version: 1, name: '自改名称', on: today() };
    expect(await worker.outcome(events.renameOrganisation, { params: { id: townshipA.id }, body })).toBe('not_found');
    expect((await worker.call(organisationById, { params: { id: townshipA.id } })).can).toMatchObject({
      rename: false,
      move: false,
      change: true,
      create: true,
    });
  });

  test('taken back the same day leaves no trace in the periods, only in the history', async () => {
    const client = await officer();
    const branch = await branchIn(await township(), { name: '原名' });
    const renamed = await client.call(events.renameOrganisation, {
      params: { id: branch.id },
      body: { version: 1, name: '错名', on: '2025-06-01' },
    });
    expect(renamed.can.undo).toBe(true);
    const back = await client.call(events.undoOrganisationEvent, {
      params: { id: branch.id },
      body: { version: 2, eventId: renamed.events[0]!.id },
    });
    expect(back).toMatchObject({ name: '原名', version: 3 });
    expect(await periods(branch.id)).toEqual(['原名 [2001-07-01,)']);
    expect(back.events.map((e) => [e.kind, e.undone, e.undoesId !== null])).toEqual([
      ['renamed', false, true],
      ['renamed', true, false],
    ]);
    expect(back.can.undo).toBe(false);
  });

  test('of the same day as another replaces its period', async () => {
    const client = await officer();
    const branch = await branchIn(await township(), { name: '甲' });
    await client.call(events.renameOrganisation, {
      params: { id: branch.id },
      body: { version: 1, name: '乙', on: '2025-06-01' },
    });
    await client.call(events.renameOrganisation, {
      params: { id: branch.id },
      body: { version: 2, name: '丙', on: '2025-06-01' },
    });
    expect(await periods(branch.id)).toEqual(['甲 [2001-07-01,2025-06-01)', '丙 [2025-06-01,)']);
  });
});

describe('a change of type', () => {
  test('makes a general branch of an empty branch, and refuses where members or children do not fit', async () => {
    const client = await officer();
    const parent = await township();
    const branch = await branchIn(parent);
    const full = await branchIn(parent);
    await person(full);
    const body = { version: 1, type: 'general_branch' as const, name: '总支', on: '2025-01-01' };
    expect(await client.call(events.retypeOrganisation, { params: { id: branch.id }, body })).toMatchObject({
      type: 'general_branch',
      version: 2,
    });
    expect(messages(await refusal(client.call(events.retypeOrganisation, { params: { id: full.id }, body })))).toEqual([
      'members_in_place',
    ]);
    await branchIn({ id: branch.id, path: branch.path });
    const again = client.call(events.retypeOrganisation, {
      params: { id: branch.id },
      body: { ...body, version: 2, type: 'branch', on: '2025-02-01' },
    });
    expect(messages(await refusal(again))).toEqual(['children_in_place']);
  });
});

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

describe('an abolition', () => {
  test('is refused while there are children or members, with the list', async () => {
    const client = await officer();
    const parent = await township();
    const branch = await branchIn(parent);
    await person(branch);
    const abolish = (id: string) =>
      refusal(client.call(events.abolishOrganisation, { params: { id }, body: { version: 1, on: '2025-01-01' } }));
    const above = await abolish(parent.id);
    expect(messages(above)).toEqual(['children_in_place', 'members_in_place']);
    expect(above.details['children']).toMatchObject([{ id: branch.id, name: branch.name }]);
    expect(messages(await abolish(branch.id))).toEqual(['members_in_place']);
  });

  test('leaves the tree from the day on, frees the code, ends posts, and can be taken back', async () => {
    const client = await officer();
    const parent = await township();
    const branch = await branchIn(parent, { code: 'GONE-1' });
    const holder = await person(app.current.tree.branchA1);
    await app.current.write((tx) =>
      sql`insert into post_holding (id, organisation_id, person_id, org_path, post, from_on) values (gen_random_uuid(), ${branch.id}, ${holder.id}, ${`${branch.path}@${holder.id}/`}, 'secretary', '2020-01-01')`.execute(
        tx,
      ),
    );
    const gone = await client.call(events.abolishOrganisation, {
      params: { id: branch.id },
      body: { version: 1, on: '2025-01-01' },
    });
    expect(gone).toMatchObject({ abolishedOn: '2025-01-01', committee: [], can: { undo: true, move: false } });
    expect(gone.events[0]!.before).toEqual({ name: branch.name });
    const listed = async (query: { on?: string; abolished?: boolean | string }) =>
      (await client.call(organisationTree, { query: query as never })).items.find((node) => node.id === branch.id)
        ?.abolished;
    expect([
      await listed({}),
      await listed({ abolished: 'true' }),
      await listed({ on: '2024-12-31' }),
      await listed({ on: '2025-01-01' }),
    ]).toEqual([undefined, true, false, undefined]);
    const back = await client.call(events.undoOrganisationEvent, {
      params: { id: branch.id },
      body: { version: gone.version, eventId: gone.events[0]!.id },
    });
    expect(back).toMatchObject({ abolishedOn: null });
    expect(back.committee).toMatchObject([{ post: 'secretary', toOn: null }]);
    expect(await periods(branch.id)).toEqual([`${branch.name} [2001-07-01,)`]);
  });

  test('of an organisation that was entered by mistake is the undoing of its creation', async () => {
    const client = await officer();
    const parent = await township();
    const made = await client.call(events.createOrganisation, {
      body: { parentId: parent.id, type: 'branch', name: '误建', on: today() },
    });
    const back = await client.call(events.undoOrganisationEvent, {
      params: { id: made.id },
      body: { version: 1, eventId: made.events[0]!.id },
    });
    expect(back.abolishedOn).toBe(today());
    expect(await periods(made.id)).toEqual([]);
    const built = await client.call(events.createOrganisation, {
      body: { parentId: parent.id, type: 'branch', name: '已有人', on: addDays(today(), -1) },
    });
    await person({
      id: built.id,
      path: `${parent.path}${(await app.current.read().selectFrom('organisation').select('path').where('id', '=', built.id).executeTakeFirstOrThrow()).path.split('/').at(-2)}/`,
    });
    expect(
      (
        await refusal(
          client.call(events.undoOrganisationEvent, {
            params: { id: built.id },
            body: { version: 1, eventId: built.events[0]!.id },
          }),
        )
      ).code,
    ).toBe('refused');
  });
});

describe('the units of a joint branch', () => {
  test('are kept by name, counted by the rule, and nobody else covers any', async () => {
    const client = await officer();
    const parent = await township();
    const joint = await client.call(events.createOrganisation, {
      body: { parentId: parent.id, type: 'joint_branch', name: '联合党支部', on: '2026-01-10' },
    });
    const asked = (of: { advisories: { ruleId: string; message: string }[] | null }) =>
      (of.advisories ?? []).filter((advice) => advice.ruleId === 'joint.maxUnits').map((advice) => advice.message);
    expect(asked(joint)).toEqual(['facts_missing']);
    const cover = (version: number, coveredUnits: string[]) =>
      client.call(events.changeOrganisation, { params: { id: joint.id }, body: { version, coveredUnits } });
    const five = ['供销社', '粮站', '邮政所', '农技站', hostile];
    const covered = await cover(1, [...five, '供销社']);
    expect(covered.coveredUnits).toEqual(five);
    expect(asked(covered)).toEqual([]);
    const many = await cover(2, [...five, '水利站']);
    expect(many.advisories).toContainEqual(
      expect.objectContaining({ message: 'joint_too_many_units', params: { count: 6, article: '第二章' } }),
    );
    const page = await client.call(advisedOrganisations, { query: { message: 'joint_too_many_units', limit: 100 } });
    expect(page.items.map(({ organisation }) => organisation.id)).toContain(joint.id);
    const branch = await branchIn(parent);
    const other = { params: { id: branch.id }, body: { version: 1, coveredUnits: ['粮站'] } };
    expect(await client.outcome(events.changeOrganisation, other)).toBe('invalid');
  });
});

describe('facts that are no event', () => {
  test('change under the version, and are audited field by field', async () => {
    const client = await officer();
    const branch = await branchIn(await township());
    const changed = await client.call(events.changeOrganisation, {
      params: { id: branch.id },
      body: { version: 1, phone: '0577-67221234', address: hostile, position: 7 },
    });
    expect(changed).toMatchObject({ phone: '0577-67221234', address: hostile, position: 7, version: 2 });
    expect(
      await client.outcome(events.changeOrganisation, { params: { id: branch.id }, body: { version: 1, phone: '1' } }),
    ).toBe('stale');
    const { changes } = await app.current
      .read()
      .selectFrom('audit_event')
      .select('changes')
      .where('entity_id', '=', branch.id)
      .executeTakeFirstOrThrow();
    expect(changes).toContainEqual({ field: 'address', from: null, to: hostile });
  });
});
