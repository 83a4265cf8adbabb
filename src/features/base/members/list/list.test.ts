import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import {
  createMember,
  editMember,
  endMembership,
  memberCounts,
  memberFile,
  memberList,
  moveMember,
} from '../contract.ts';
import { memberFields } from '../factory.ts';
import { idsOf, listScene } from './factory.ts';

const server = useApp({ now: () => new Date('2026-11-23T04:00:00Z') });
const { make, newBranch } = listScene(server);

describe('searching', () => {
  let secretary: Client;
  let person: Awaited<ReturnType<typeof make>>;
  beforeAll(async () => {
    secretary = await server.current.as('branch_secretary');
    person = await make({ name: '单雄信', phone: '13957701234' });
    await make({ name: '曾国安' });
  });

  test('by a number that travels beside the address, where no log keeps it', async () => {
    const headers = { 'x-query': 'q=139+5770+1234' };
    const { body } = await secretary.raw(memberList, { query: { sort: 'name' } }, { headers });
    expect((body as { items: readonly { id: string }[] }).items.map(({ id }) => id)).toEqual([person.id]);
    const wrong = { 'x-query': `q=${'9'.repeat(61)}` };
    expect((await secretary.raw(memberList, { query: {} }, { headers: wrong })).status).toBe(422);
  });

  test.each([
    ['the name', '雄信'],
    ['the pinyin, with the surname read as one', 'shanxiong'],
    ['the pinyin with spaces', 'Shan Xiong'],
    ['the initials', 'SXX'],
    ['the phone', '13957701234'],
    ['the last digits of the phone', '1234'],
    ['full-width digits', '１３９５７７０１２３４'],
  ])('finds by %s', async (_what, q) => {
    expect(await idsOf(secretary, { q })).toEqual([person.id]);
  });

  test('takes numbers as people write them', async () => {
    const person = await make({ phone: '13957709876' });
    for (const q of ['13957709876', '139 5770 9876', '139-5770-9876', '１３９５７７０９８７６'])
      expect(await idsOf(await server.current.as('branch_secretary'), { q }), q).toEqual([person.id]);
  });

  test('takes a name as sheets set it apart', async () => {
    for (const q of [' 雄 信 ', '雄　信']) expect(await idsOf(secretary, { q }), q).toEqual([person.id]);
  });

  test('finds by the ID number and its last four', async () => {
    const idNumber = String(person.fields.idNumber);
    expect(await idsOf(secretary, { q: idNumber })).toEqual([person.id]);
    expect(await idsOf(secretary, { q: idNumber.toLowerCase() })).toEqual([person.id]);
    expect(await idsOf(secretary, { q: idNumber.slice(-4) })).toContain(person.id);
  });

  test('takes marks of patterns as they are', async () => {
    expect(await idsOf(secretary, { q: '%' })).toEqual([]);
    expect(await idsOf(secretary, { q: '_' })).toEqual([]);
    expect(await idsOf(secretary, { q: `'; drop table person; --` })).toEqual([]);
  });

  test('does not let somebody without numbers try them out', async () => {
    const member = await server.current.as('organisation_member');
    expect(await idsOf(member, { q: '雄信' })).toEqual([person.id]);
    for (const q of [String(person.fields.idNumber), String(person.fields.idNumber).slice(-4), '13957701234', '1234'])
      expect(await idsOf(member, { q })).toEqual([]);
  });

  test('does not let a discipline officer filter or sort by what the role does not see', async () => {
    const officer = await server.current.as('discipline_officer');
    expect((await officer.call(memberList, { query: {} })).items[0]?.birthDate).toBeNull();
    for (const query of [{ ageFrom: 30 }, { maritalStatus: '10' }, { lost: 'true' }, { sort: 'birthDate' as const }])
      expect(await officer.outcome(memberList, { query: query })).toBe('invalid');
  });

  test('answers nonsense with a refusal, never with a fault', async () => {
    for (const query of [
      { cursor: 'x' },
      {
        cursor: Buffer.from('["no day","01900000-0000-7000-8000-000000000001"]').toString('base64url'),
        sort: 'birthDate',
      },
      { cursor: Buffer.from('["a","' + '-'.repeat(36) + '"]').toString('base64url') },
      { limit: 1000 },
      { on: '2026-02-30' },
      { q: '\u0000' },
    ])
      expect((await secretary.raw(memberList, { query })).status).toBe(422);
    expect((await secretary.raw(memberList, { query: { organisationId: newId() } })).status).toBe(404);
  });
});

describe('pages', () => {
  test('double and skip nobody when people come, go and are renamed before the cursor', async () => {
    const branch = await newBranch();
    const worker = await server.current.as('branch_secretary', { at: branch });
    const names = ['安一', '白二', '陈三', '邓四', '方五', '高六', '何七', '蒋八'];
    const ids: string[] = [];
    for (const name of names) ids.push((await make({ name }, { branch })).id);
    const page = (cursor?: string) =>
      worker.call(memberList, { query: { sort: 'name', limit: 4, ...(cursor ? { cursor } : {}) } });
    const first = await page();
    expect(first.items.map((item) => item.id)).toEqual(ids.slice(0, 4));
    // Before the cursor: one comes, one leaves, one takes another name, and the last one of the page leaves.
    await worker.call(createMember, { body: { branchId: branch.id, fields: memberFields({ name: '艾新' }) } });
    const leave = (id: string) =>
      worker.call(endMembership, {
        params: { id },
        body: { version: 1, kind: 'died', on: '2026-10-01', reason: '病故' },
      });
    await leave(ids[1] ?? '');
    await worker.call(editMember, { params: { id: ids[2] ?? '' }, body: { version: 1, fields: { name: '包三' } } });
    await leave(ids[3] ?? '');
    const second = await page(first.next ?? '');
    expect(second.items.map((item) => item.id)).toEqual(ids.slice(4));
    expect(second.next).toBeNull();
  });

  test('walked to the end show everybody once, in order, while others write', async () => {
    const { county, townshipA } = server.current.tree;
    const officer = await server.current.as('county_officer', { at: county });
    const worker = await server.current.as('township_worker', { at: townshipA });
    const people = await Promise.all(
      Array.from({ length: 30 }, (_, i) =>
        make({ name: ['李明', '李敏', '王伟'][i % 3] ?? '李明', joinedOn: i % 4 === 0 ? null : `200${i % 7}-07-01` }),
      ),
    );
    const fixed = new Set(people.map((p) => p.id));
    const write = async (n: number): Promise<void> => {
      const victim = people[n % people.length]?.id ?? '';
      const created = await officer.call(createMember, {
        body: { branchId: server.current.tree.branchA2.id, fields: memberFields({ name: '赵六' }) },
      });
      await officer.call(editMember, { params: { id: created.id }, body: { version: 1, fields: { name: '阿七' } } });
      const file = await worker.call(memberFile, { params: { id: victim } });
      await officer.outcome(editMember, {
        params: { id: victim },
        body: { version: file.version, fields: { education: '11' } },
      });
    };
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('name', 'birthDate', 'joinedOn', 'branch'),
        fc.constantFrom('asc', 'desc'),
        fc.integer({ min: 3, max: 17 }),
        async (sort, order, limit) => {
          const seen: string[] = [];
          for (let cursor: string | undefined, n = 0; ; n += 1) {
            const page = await officer.call(memberList, {
              query: { sort, order, limit, ...(cursor ? { cursor } : {}) },
            });
            seen.push(...page.items.map((item) => item.id));
            if (page.next === null) break;
            cursor = page.next;
            if (n < 2) await write(n);
          }
          const untouched = seen.filter((id) => fixed.has(id));
          expect(new Set(seen).size).toBe(seen.length);
          expect(new Set(untouched)).toEqual(fixed);
        },
      ),
      { numRuns: 6 },
    );
  });
});

describe('the roster of a day', () => {
  test('has the branches, categories and people of that day', async () => {
    const { townshipA, branchA1, branchA2, branchB1, county } = server.current.tree;
    const officer = await server.current.as('county_officer', { at: county });
    const [first, second] = [
      await server.current.as('branch_secretary', { at: branchA1 }),
      await server.current.as('branch_secretary', { at: branchA2 }),
    ];
    const person = await make({ fullOn: '2024-07-01', joinedOn: '2023-07-01' }, { since: '2023-07-01' });
    const moved = await officer.call(moveMember, {
      params: { id: person.id },
      body: { version: 1, branchId: branchA2.id, on: '2025-03-01', reason: '工作调动' },
    });
    await officer.call(moveMember, {
      params: { id: person.id },
      body: { version: moved.version, branchId: branchB1.id, on: '2026-03-01', reason: '工作调动' },
    });
    const rowOn = async (on: string) =>
      (await officer.call(memberList, { query: { on, limit: 100, q: String(person.fields.name) } })).items.find(
        (item) => item.id === person.id,
      );
    expect(await rowOn('2023-06-30')).toBeUndefined();
    expect(await rowOn('2024-01-01')).toMatchObject({
      branchId: branchA1.id,
      branchName: branchA1.name,
      category: 'probationary',
    });
    expect(await rowOn('2025-02-28')).toMatchObject({ branchId: branchA1.id, category: 'full' });
    expect(await rowOn('2025-03-01')).toMatchObject({ branchId: branchA2.id });
    expect(await rowOn('2026-03-01')).toMatchObject({ branchId: branchB1.id });
    expect(await idsOf(officer, { on: '2025-06-01', organisationId: townshipA.id })).toContain(person.id);
    expect(await idsOf(officer, { on: '2026-06-01', organisationId: townshipA.id })).not.toContain(person.id);
    // The former branch is told that its roster of the day is not whole; the file is another's now.
    const before = await first.call(memberList, { query: { on: '2025-02-28', limit: 100 } });
    expect(before.items.map((item) => item.id)).not.toContain(person.id);
    expect(before.elsewhere).toBe(1);
    expect(await first.outcome(memberFile, { params: { id: person.id } })).toBe('not_found');
    expect((await second.call(memberList, { query: { on: '2023-12-31', limit: 1 } })).elsewhere).toBe(0);
    expect((await first.call(memberList, { query: {} })).elsewhere).toBeNull();
  });

  test('keeps those who have left since, and ended ones are found apart', async () => {
    const secretary = await server.current.as('branch_secretary');
    const person = await make();
    const count = await secretary.call(memberCounts, { query: {} });
    await secretary.call(endMembership, {
      params: { id: person.id },
      body: { version: 1, kind: 'died', on: '2026-10-01', reason: '病故' },
    });
    expect(await idsOf(secretary, {})).not.toContain(person.id);
    expect(await idsOf(secretary, { ended: 'true' })).toContain(person.id);
    expect(await idsOf(secretary, { on: '2026-10-01' })).toContain(person.id);
    expect(await idsOf(secretary, { on: '2026-10-02' })).not.toContain(person.id);
    expect((await secretary.call(memberCounts, { query: {} })).members).toBe(count.members - 1);
  });
});
