import { beforeAll, describe, expect, test } from 'vitest';
import { plantNode, type Node } from '#test/harness/tree.ts';
import type { Call } from '#shared/endpoint.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { newId } from '#shared/ids.ts';
import { memberCounts, memberFile, memberList, type MemberFields } from '../contract.ts';
import { makeMember } from '../factory.ts';
import { memberReadings } from '../readings/contract.ts';
import { writeReadings } from '../readings/commands.ts';
import { revealFields } from '../reveal/contract.ts';
import { fieldsSeen } from '../seen/contract.ts';
import { memberTotal } from './contract.ts';

const server = useApp();

const make = (branch: Node, fields: MemberFields = {}) =>
  server.current.write((tx) => makeMember(tx, server.current.county, { branch, fields }));

const bySpelling = (a: string, b: string): number => (a < b ? -1 : 1);

type Query = NonNullable<Call<typeof memberTotal>['query']>;

describe('a total', () => {
  let branch: Node;
  let officer: Client;
  beforeAll(async () => {
    branch = await server.current.write((tx) => plantNode(tx, 'branch', server.current.tree.townshipB));
    officer = await server.current.as('county_officer');
    await make(branch, { phone: null });
    await make(branch, { category: 'probationary', fullOn: null });
    await make(branch, { sex: '2', lostSince: '2024-03-01' });
    await make(server.current.tree.branchA1);
  });

  test.each<[string, Query, number]>([
    ['everybody of a branch', {}, 3],
    ['incomplete files', { incomplete: true }, 1],
    ['probationary members', { category: ['probationary'] }, 1],
    ['women who are lost', { sex: ['2'], lost: true }, 1],
  ])('of %s equals the list behind it', async (_name, query, expected) => {
    const filter = { ...query, organisationId: branch.id };
    const { total } = await officer.call(memberTotal, { query: filter });
    const { items } = await officer.call(memberList, { query: { ...filter, limit: 100 } });
    expect([total, items.length]).toEqual([expected, expected]);
  });

  test('without a filter equals the tallies', async () => {
    const query = { organisationId: branch.id };
    const { members } = await officer.call(memberCounts, { query });
    expect((await officer.call(memberTotal, { query })).total).toBe(members);
  });

  test('holds nobody outside the range', async () => {
    const secretary = await server.current.as('branch_secretary');
    const { total } = await secretary.call(memberTotal, { query: { organisationId: branch.id } });
    expect(total).toBe(0);
  });

  test('by a condition that nobody knows is refused, as a list is', async () => {
    for (const endpoint of [memberTotal, memberList, memberCounts]) {
      const reply = await officer.raw(endpoint, { query: { religion: '1' } });
      expect([endpoint.name, reply.status]).toEqual([endpoint.name, 422]);
      expect(JSON.stringify(reply.body)).toContain('religion');
    }
  });

  test('is refused by a field that the role does not see', async () => {
    const discipline = await server.current.as('discipline_officer');
    expect(await discipline.outcome(memberTotal, { query: { incomplete: true } })).toBe('invalid');
  });
});

describe('what a role sees', () => {
  test('is told before a page offers it', async () => {
    const secretary = await (await server.current.as('branch_secretary')).call(fieldsSeen, {});
    expect(secretary.fields).toContain('phone');
    expect(secretary.records).toContain('reward');
    expect(secretary.records).not.toContain('attachment');
    const discipline = await (await server.current.as('discipline_officer')).call(fieldsSeen, {});
    expect(discipline.fields).not.toContain('phone');
    expect(discipline.records).toEqual(['sanction']);
  });
});

describe('readings of a file', () => {
  test('are seen by the county, page by page, newest first', async () => {
    const officer = await server.current.as('county_officer');
    const member = await make(server.current.tree.branchA1);
    const readers = [await server.current.as('branch_secretary'), await server.current.as('township_worker')];
    for (const reader of readers) {
      await reader.call(memberFile, { params: { id: member.id } });
      await writeReadings(server.current.county);
    }
    const first = await officer.call(memberReadings, { params: { id: member.id }, query: { limit: 1 } });
    expect(first.items.map((item) => item.role)).toEqual(['township_worker']);
    const query = { limit: 1, ...(first.next ? { cursor: first.next } : {}) };
    const second = await officer.call(memberReadings, { params: { id: member.id }, query });
    expect(second.items.map((item) => item.role)).toEqual(['branch_secretary']);
    expect(second.next).toBeNull();
  });

  test('of one sitting stand as one; what is shown in full stands alone', async () => {
    const { county, tree } = server.current;
    const officer = await server.current.as('county_officer');
    const secretary = await server.current.as('branch_secretary');
    const { id } = await make(tree.branchA1);
    const params = { id };
    const open = async (who: typeof officer) => {
      await who.call(memberFile, { params });
      await writeReadings(county);
    };
    for (const who of [secretary, secretary, officer, secretary]) await open(who);
    for (const _ of [1, 2]) await secretary.call(revealFields, { params, body: { fields: ['phone'], reason: '核对' } });
    await open(secretary);
    // Half an hour and more before the others: a sitting of its own.
    await server.current.write(async (tx) => {
      const [first] = await tx
        .selectFrom('file_reading')
        .selectAll()
        .where('person_id', '=', id)
        .orderBy('id')
        .execute();
      if (!first) throw new Error('no reading');
      const at = new Date(Date.parse(first.at) - 31 * 60_000).toISOString();
      await tx
        .insertInto('file_reading')
        .values({ ...first, id: newId(), at })
        .execute();
    });
    const { items } = await officer.call(memberReadings, { params });
    const shown = items.map((item) => `${item.role} ${item.fields.join()} ${item.since < item.at}`);
    const alone = ['branch_secretary  false', 'county_officer  false'];
    const full = 'branch_secretary phone false';
    expect(shown.toSorted(bySpelling)).toEqual(['branch_secretary  true', full, full, ...alone].toSorted(bySpelling));
  });

  test('are not there for a file outside the range', async () => {
    const { townshipB, branchA1 } = server.current.tree;
    const member = await make(branchA1);
    const discipline = await server.current.as('discipline_officer', { at: townshipB });
    expect(await discipline.outcome(memberReadings, { params: { id: member.id } })).toBe('not_found');
  });
});
