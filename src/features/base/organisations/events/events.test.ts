import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { addDays } from '#shared/days.ts';
import { useApp } from '#test/harness/app.ts';
import { hostile } from '#test/harness/hostile.ts';
import { advisedOrganisations } from '../advice/contract.ts';
import { organisationById, organisationTree, type Organisation } from '../contract.ts';
import * as events from './contract.ts';
import { messages, organisationScene, refusal } from './factory.ts';

const app = useApp();
const today = (): string => app.current.county.today();
const { make, officer, township, branchIn, person, periods } = organisationScene(app);

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
