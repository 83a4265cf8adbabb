import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { endMembership, memberCounts, memberFile, memberHistory, memberList } from '../contract.ts';
import type { MemberFields } from '../contract.ts';
import { makeMember, type Making } from '../factory.ts';
import { addRecord, recordTables } from '../records/contract.ts';
import { tallyDifferences } from '../tallies/commands.ts';
import { memberTwins, mergeMembers, mergePreview } from './contract.ts';
import { notRenamed, renamed } from './rules.ts';

const server = useApp();
let officer: Client;
beforeAll(async () => {
  officer = await server.current.as('county_officer');
});
const make = (fields: MemberFields, more: Partial<Making> = {}) =>
  server.current.write((tx) =>
    makeMember(tx, server.current.county, { branch: server.current.tree.branchA1, fields, ...more }),
  );
const refusal = async (work: Promise<unknown>): Promise<string | undefined> => {
  const thrown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  return thrown instanceof AppError ? (thrown.details.message ?? thrown.code) : undefined;
};
const body = (keepId: string, dropId: string, more = {}) => ({
  keepId,
  dropId,
  keepVersion: 1,
  dropVersion: 1,
  reason: '重复录入',
  ...more,
});

describe('twins', () => {
  test('are the same name with the same birth date or phone, where one has no ID number', async () => {
    const [a, b] = [await make({ name: '欧阳修' }), await make({ name: '欧阳修', idNumber: null })];
    const [c, d] = [
      await make({ name: '司马光', phone: '13900001234' }),
      await make({ name: '司马光', phone: '13900001234', birthDate: '1990-01-01', idNumber: null }),
    ];
    await make({ name: '诸葛亮' });
    await make({ name: '诸葛亮' });
    const { items, more } = await officer.call(memberTwins, { query: {} });
    expect(more).toBe(false);
    expect(items.map((item) => [item.reason, item.people.map((p) => p.id)])).toEqual(
      expect.arrayContaining([
        ['name_birth', [a.id, b.id]],
        ['name_phone', [c.id, d.id]],
      ]),
    );
    expect(items.flatMap((item) => item.people.map((p) => p.name))).not.toContain('诸葛亮');
    expect(items[0]?.people[0]?.idNumber).toMatch(/\*{11}/);
    const { branchB1 } = server.current.tree;
    expect((await officer.call(memberTwins, { query: { organisationId: branchB1.id } })).items).toEqual([]);
    for (const role of ['township_worker', 'branch_secretary'] as const)
      expect(await (await server.current.as(role)).outcome(memberTwins, { query: {} })).toBe('not_found');
  });
});

test('twins are also those whose files agree in name, birth date and phone under two ID numbers', async () => {
  const fields = { name: '独孤信', phone: '13900005678' };
  const [a, b] = [await make(fields), await make(fields)];
  const { items } = await officer.call(memberTwins, { query: {} });
  expect(items.filter(({ people }) => people[0]?.name === '独孤信')).toMatchObject([
    { reason: 'name_birth_phone', people: [{ id: a.id }, { id: b.id }] },
  ]);
});

describe('a merge', () => {
  test.each(['keep', 'drop'] as const)('of two ID numbers asks which is right: the one of the %s', async (idNumber) => {
    const phone = idNumber === 'keep' ? '13900005681' : '13900005682';
    const keep = await make({ name: '宇文泰', phone });
    const drop = await make({ name: '宇文泰', phone, birthDate: '1980-05-18', nativePlace: '代郡' });
    const preview = await officer.call(mergePreview, { query: { keepId: keep.id, dropId: drop.id } });
    expect(preview.numbersDiffer).toBe(true);
    // Whatever was taken beside it, sex and birth date are those of the number.
    const asked = body(keep.id, drop.id, { voidOverlapping: true, take: ['birthDate', 'nativePlace'] });
    expect(await refusal(officer.call(mergeMembers, { body: asked }))).toBe('merge_both_id_numbers');
    await officer.call(mergeMembers, { body: { ...asked, idNumber } });
    const right = idNumber === 'keep' ? keep : drop;
    const { fields } = await officer.call(memberFile, { params: { id: keep.id } });
    expect(fields).toMatchObject({ birthDate: right.fields.birthDate, nativePlace: '代郡' });
    const wrong = idNumber === 'keep' ? drop : keep;
    const whose = async (q: unknown) => (await officer.call(memberList, { query: { q: String(q) } })).items;
    expect(await whose(right.fields.idNumber)).toMatchObject([{ id: keep.id }]);
    expect(await whose(wrong.fields.idNumber)).toEqual([]);
    const { items } = await officer.call(memberHistory, { params: { id: keep.id }, query: {} });
    expect(items.find((item) => item.action === 'members.merge')?.reason).toBe('重复录入');
  });

  test('keeps one file with the records of both, and the counts right', async () => {
    const { branchA1, branchB1, townshipB } = server.current.tree;
    const keep = await make({ name: '范仲淹', idNumber: null, phone: null });
    const drop = await make({ name: '范仲淹', phone: '13911112222', sex: '2' }, { branch: branchB1 });
    const values = { title: '轮训', fromOn: '2024-01-01' };
    await officer.call(addRecord, { params: { id: drop.id, table: 'training_record' }, body: { values } });
    await server.current.write((tx) =>
      tx
        .insertInto('post_holding')
        .values({
          id: newId(),
          organisation_id: townshipB.id,
          person_id: drop.id,
          org_path: `${townshipB.path}@${drop.id}/`,
          post: 'delegate',
          from_on: '2020-01-01',
        })
        .execute(),
    );
    const before = await officer.call(memberCounts, { query: {} });
    const preview = await officer.call(mergePreview, { query: { keepId: keep.id, dropId: drop.id } });
    expect(preview).toMatchObject({
      overlaps: true,
      drop: { records: 1, version: 2, phone: '139****2222' },
      keep: { records: 0 },
    });
    expect(preview.differences).toEqual(
      expect.arrayContaining([
        { field: 'phone', keep: null, drop: '139****2222', take: true },
        expect.objectContaining({ field: 'idNumber', keep: null, take: true }),
        { field: 'sex', keep: '1', drop: '2', take: false },
      ]),
    );
    const input = body(keep.id, drop.id, { dropVersion: 2, take: ['idNumber', 'phone', 'sex'] });
    expect(await refusal(officer.call(mergeMembers, { body: input }))).toBe('merge_overlap');
    const merged = await officer.call(mergeMembers, { body: { ...input, voidOverlapping: true } });
    expect(merged).toEqual({ id: keep.id, records: 1 });
    const file = await officer.call(memberFile, { params: { id: keep.id } });
    expect(file).toMatchObject({ version: 2, branchName: branchA1.name, fields: { phone: '139****2222', sex: '2' } });
    expect(file.records.training_record).toHaveLength(1);
    expect(file.posts).toMatchObject([{ post: 'delegate', to: null }]);
    expect(file.affiliations).toHaveLength(1);
    expect(await officer.outcome(memberFile, { params: { id: drop.id } })).toBe('not_found');
    expect(
      (await officer.call(memberList, { query: { q: String(drop.fields.idNumber) } })).items.map((i) => i.id),
    ).toEqual([keep.id]);
    expect(await officer.call(memberCounts, { query: {} })).toMatchObject({
      members: before.members - 1,
      women: before.women,
    });
    expect(await server.current.write((tx) => tallyDifferences(tx))).toBe(0);
    // The history of both is the history of the one.
    const { items } = await officer.call(memberHistory, { params: { id: keep.id }, query: {} });
    expect(items.map((item) => item.action).toSorted()).toEqual([
      'members.addRecord',
      'members.edit',
      'members.merge',
      'members.merge',
    ]);
    expect(items.find((item) => item.action === 'members.edit')?.source).toBe(`merge:${drop.id}`);
  });

  test('joins periods that follow each other', async () => {
    const { branchB1 } = server.current.tree;
    const former = await make({ name: '王安石', idNumber: null }, { branch: branchB1 });
    const on = '2020-01-31';
    await officer.call(endMembership, {
      params: { id: former.id },
      body: { version: 1, kind: 'transferred_out', on, reason: '转出' },
    });
    const present = await make({ name: '王安石' }, { since: '2020-02-01' });
    expect(await refusal(officer.call(mergeMembers, { body: body(former.id, present.id, { keepVersion: 2 }) }))).toBe(
      'merge_keep_lasting',
    );
    await officer.call(mergeMembers, { body: body(present.id, former.id, { dropVersion: 2 }) });
    const file = await officer.call(memberFile, { params: { id: present.id } });
    expect(file.affiliations).toMatchObject([
      { from: '2020-02-01', to: null },
      { branchId: branchB1.id, from: '2005-07-01', to: '2020-01-31' },
    ]);
    const roster = await officer.call(memberList, {
      query: { on: '2019-01-01', organisationId: branchB1.id, q: '王安石' },
    });
    expect(roster.items).toMatchObject([{ id: present.id, branchId: branchB1.id }]);
  });

  test('of two people, of one file, or of a file with an account is refused', async () => {
    const [a, b, c] = [
      await make({ name: '苏轼' }),
      await make({ name: '苏轼' }),
      await make({ name: '苏轼', idNumber: null }),
    ];
    const run = (keep: string, drop: string) =>
      refusal(officer.call(mergeMembers, { body: body(keep, drop, { voidOverlapping: true }) }));
    expect(await run(a.id, b.id)).toBe('merge_both_id_numbers');
    expect(await run(a.id, a.id)).toBe('invalid');
    expect(await run(a.id, newId())).toBe('not_found');
    await server.current.as('member', { person: { ...c, name: '苏轼', branch: server.current.tree.branchA1 } });
    expect(await run(a.id, c.id)).toBe('merge_account');
  });

  test('asked for twice at once happens once', async () => {
    const [a, b] = [await make({ name: '黄庭坚' }), await make({ name: '黄庭坚', idNumber: null })];
    const both = await Promise.all([
      officer.outcome(mergeMembers, { body: body(a.id, b.id, { voidOverlapping: true }) }),
      officer.outcome(mergeMembers, { body: body(b.id, a.id, { voidOverlapping: true }) }),
    ]);
    expect(both.filter((outcome) => outcome === 'ok')).toHaveLength(1);
    expect(await server.current.write((tx) => tallyDifferences(tx))).toBe(0);
  });
});

describe('what names a person', () => {
  test('is given to the kept file or left for a reason, in every table', async () => {
    const { rows } = await sql<{
      name: string;
    }>`select c.relname || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relkind in ('r', 'p') and c.relnamespace = current_schema()::regnamespace and not a.attisdropped and a.attnum > 0
        and (a.attname ~ '(^|_)person_ids?$' or exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f'
          and k.confrelid = 'person'::regclass and a.attnum = any(k.conkey)))`.execute(server.current.read());
    const handedOver = recordTables.map((table) => `${table}.person_id`);
    const listed = [...renamed.map(({ table, column }) => `${table}.${column}`), ...Object.keys(notRenamed)];
    expect([...handedOver, ...listed].toSorted()).toEqual(rows.map(({ name }) => name).toSorted());
  });

  test('goes with the merge where it is the branch’s work: lists, posts in a meeting, tasks, ended transfers', async () => {
    const { branchA1 } = server.current.tree;
    const keep = await make({ name: '曾巩', idNumber: null });
    const drop = await make({ name: '曾巩' });
    const [alone, both, transfer] = [newId(), newId(), newId()];
    await server.current.write(async (tx) => {
      for (const id of [alone, both])
        await sql`insert into meeting (id, organisation_id, org_path, type, title, starts_at, state, chair_person_id)
          values (${id}, ${branchA1.id}, ${branchA1.path}, 'party_day', 'x', now(), 'planned', ${drop.id})`.execute(tx);
      for (const [id, person] of [
        [alone, drop],
        [both, drop],
        [both, keep],
      ] as const)
        await sql`insert into meeting_invitee (meeting_id, person_id, org_path, name, votes, exempt)
          values (${id}, ${person.id}, ${`${branchA1.path}@${person.id}/`}, '曾巩', true, false)`.execute(tx);
      await sql`insert into transfer (id, person_id, org_path, way, kind, state, from_branch_id, to_branch_id, reason, sealed, key_id)
        values (${transfer}, ${drop.id}, ${branchA1.path}, 'short', 'within_committee', 'draft', ${branchA1.id}, ${branchA1.id}, 'x', 'x', 1)`.execute(
        tx,
      );
    });
    const merge = () => officer.call(mergeMembers, { body: body(keep.id, drop.id, { voidOverlapping: true }) });
    expect(await refusal(merge())).toBe('merge_transfer');
    await server.current.write((tx) => sql`update transfer set state = 'recalled' where id = ${transfer}`.execute(tx));
    await merge();
    const { rows } = await sql<Record<string, string>>`select i.meeting_id as at, i.person_id as who, i.org_path as path
      from meeting_invitee i where i.meeting_id in (${alone}, ${both})`.execute(server.current.read());
    const line = (at: string, who: string) => ({ at, who, path: `${branchA1.path}@${who}/` });
    // Where both were asked, the list stays as it was written.
    expect(rows).toHaveLength(3);
    expect(rows).toEqual(expect.arrayContaining([line(alone, keep.id), line(both, keep.id), line(both, drop.id)]));
    const owners = await sql`select (select person_id from transfer where id = ${transfer}) as moved,
      (select count(*)::int4 from meeting where chair_person_id = ${keep.id}) as chaired`.execute(
      server.current.read(),
    );
    expect(owners.rows).toEqual([{ moved: keep.id, chaired: 2 }]);
  });

  test('goes with the merge: an admission with its papers, an appraisal where the kept file had none', async () => {
    const { branchA1 } = server.current.tree;
    const keep = await make({ name: '晏殊', idNumber: null });
    const drop = await make({ name: '晏殊' });
    const [first, second, alone, both] = [newId(), newId(), newId(), newId()];
    const leaf = (id: string) => `${branchA1.path}@${id}/`;
    await server.current.write(async (tx) => {
      for (const [id, person] of [
        [first, drop],
        [second, keep],
      ] as const)
        await sql`insert into admission_case (id, person_id, org_path, begun_under, begun_on, entered_on, has_committee)
          values (${id}, ${person.id}, ${leaf(person.id)}, '2026', '2026-06-01', '2026-06-01', true)`.execute(tx);
      await sql`insert into admission_paper (id, case_id, person_id, org_path, paper, on_day, paper_place, recorder, role, organisation)
        values (${newId()}, ${first}, ${drop.id}, ${leaf(drop.id)}, 'applicationLetter', '2026-06-01', 'x', 'x', 'x', 'x')`.execute(
        tx,
      );
      for (const [id, year] of [
        [alone, 2024],
        [both, 2025],
      ] as const)
        await sql`insert into appraisal (id, organisation_id, org_path, year, roll_on)
          values (${id}, ${branchA1.id}, ${branchA1.path}, ${year}, '2026-01-05')`.execute(tx);
      for (const [id, person] of [
        [alone, drop],
        [both, drop],
        [both, keep],
      ] as const)
        await sql`insert into appraisal_person (appraisal_id, person_id, org_path, name, category, votes, part)
          values (${id}, ${person.id}, ${leaf(person.id)}, '晏殊', 'full', true, 'graded')`.execute(tx);
      for (const id of [alone, both])
        await sql`insert into appraisal_follow_up (appraisal_id, person_id, org_path)
          values (${id}, ${drop.id}, ${leaf(drop.id)})`.execute(tx);
    });
    const merge = () => officer.call(mergeMembers, { body: body(keep.id, drop.id, { voidOverlapping: true }) });
    expect(await refusal(merge())).toBe('merge_admission_twice');
    await server.current.write((tx) =>
      sql`update admission_case set state = 'withdrawn', ended_on = '2026-07-01', end_reason = 'x' where id = ${second}`.execute(
        tx,
      ),
    );
    await merge();
    const placed = await sql`select c.person_id as of, p.person_id as paper, p.org_path as path
      from admission_case c join admission_paper p on p.case_id = c.id where c.id = ${first}`.execute(
      server.current.read(),
    );
    expect(placed.rows).toEqual([{ of: keep.id, paper: keep.id, path: leaf(keep.id) }]);
    // Where both stood on one roll, it stays as it was written, and what followed stays with its line.
    for (const table of ['appraisal_person', 'appraisal_follow_up']) {
      const { rows } = await sql<{ at: string; who: string }>`select appraisal_id as at, person_id as who
        from ${sql.table(table)} where person_id = ${drop.id} or appraisal_id = ${alone}`.execute(
        server.current.read(),
      );
      expect(rows).toHaveLength(2);
      expect(rows).toEqual(
        expect.arrayContaining([
          { at: alone, who: keep.id },
          { at: both, who: drop.id },
        ]),
      );
    }
  });
});
