/** Transfers inside the county through the front door: both sides of each step, and what neither may see or do. */
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '#shared/days.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { plantNode, type Node } from '#test/harness/tree.ts';
import { memberFile, moveMember } from '#features/base/members/contract.ts';
import type { MadeMember } from '#features/base/members/factory.ts';
import { tallyDifferences } from '#features/base/members/index.ts';
import { moveOrganisation } from '#features/base/organisations/events/contract.ts';
import { createTransfer, ownTransfers, transferById, transferList, type TransferFile } from './contract.ts';
import { bothSides, duesPaidTo, memberOf, reason, refusal, walk, type People } from './factory.ts';

const server = useApp();
const begin = async (to: Node, from = people.secretary): Promise<TransferFile> => {
  const { id: personId } = await memberOf(server.current);
  return from.call(createTransfer, { body: { personId, toBranchId: to.id, reason, duesPaidTo } });
};

/** From draft to the receiving branch, by four people. */
const toBranch = async (): Promise<TransferFile> => {
  const { secretary, worker, receiver } = people;
  const draft = await begin(server.current.tree.branchB1);
  const agreed = await walk(secretary, draft, 'agree');
  const issued = await walk(worker, agreed, 'issue', { days: 30 });
  return walk(receiver, issued, 'assign');
};

const branchesOf = async (personId: string): Promise<string[]> => {
  const rows = await server.current
    .read()
    .selectFrom('affiliation')
    .select('branch_id')
    .where('person_id', '=', personId)
    .where(sql<boolean>`upper_inf(during)`)
    .execute();
  return rows.map((row) => row.branch_id);
};

let people: People;
beforeAll(async () => {
  people = await bothSides(server.current);
});

describe('a transfer between two townships', () => {
  test('is walked by four people; the member changes hands at acceptance, with the file and the counts', async () => {
    const { tree } = server.current;
    const { secretary, worker, receiver, accepter } = people;
    const draft = await begin(tree.branchB1);
    const personId = draft.personId ?? '';
    expect(draft).toMatchObject({
      way: 'county',
      kind: 'within_county',
      state: 'draft',
      reason,
      waitsFor: 'origin_branch',
    });
    const submitted = await walk(secretary, draft, 'submit');
    const agreed = await walk(secretary, submitted, 'agree');
    const issued = await walk(worker, agreed, 'issue', { days: 30 });
    expect(issued).toMatchObject({ state: 'out_committee_ok', letterNo: expect.stringMatching(/^\d{4}-\d{5}$/) });
    expect(issued.validUntil).toBe(addDays(issued.issuedOn ?? '', 30));
    const assigned = await walk(receiver, issued, 'assign');
    expect(await branchesOf(personId)).toEqual([tree.branchA1.id]);
    expect(await accepter.outcome(memberFile, { params: { id: personId } })).toBe('not_found');

    const accepted = await walk(accepter, assigned, 'accept');
    expect(accepted).toMatchObject({ state: 'in_branch_accepted', waitsFor: 'receiving_committee', personId });
    expect(accepted.dueWhy?.ruleId).toBe('transfer.receipt');
    expect(await branchesOf(personId)).toEqual([tree.branchB1.id]);
    expect((await accepter.call(memberFile, { params: { id: personId } })).fields.branchId).toBe(tree.branchB1.id);
    expect(await secretary.outcome(memberFile, { params: { id: personId } })).toBe('not_found');

    const done = await walk(receiver, accepted, 'receipt');
    expect(done).toMatchObject({ state: 'receipt_returned', open: false, waitsFor: null, can: [] });
    // The branch that let go keeps its part of the story, without the file.
    const kept = await secretary.call(transferById, { params: { id: draft.id } });
    expect(kept).toMatchObject({ state: 'receipt_returned', personId: null });
    expect(kept.events.map(({ step }) => step)).toEqual([
      'create',
      'submit',
      'agree',
      'issue',
      'assign',
      'accept',
      'receipt',
    ]);
    expect(await server.current.write((tx) => tallyDifferences(tx))).toBe(0);
  });

  test('shows the other side the letter alone, and nothing before it is issued', async () => {
    const { tree } = server.current;
    const { secretary, worker, receiver, accepter } = people;
    const draft = await begin(tree.branchB1);
    for (const client of [receiver, accepter])
      expect(await client.outcome(transferById, { params: { id: draft.id } })).toBe('not_found');
    const issued = await walk(worker, await walk(secretary, draft, 'agree'), 'issue');
    const seen = await receiver.call(transferById, { params: { id: draft.id } });
    expect(seen).toMatchObject({ personId: null, member: { name: issued.member.name, age: expect.any(Number) } });
    expect(seen.member.idNumber).toMatch(/^\d{3}\*+[\dX]{4}$/);
    expect(seen.events.map(({ step }) => step)).toEqual(['issue']);
    // The branch reads it when its own committee has passed it on.
    expect(await accepter.outcome(transferById, { params: { id: draft.id } })).toBe('not_found');
    await walk(receiver, issued, 'assign');
    expect(await accepter.outcome(transferById, { params: { id: draft.id } })).toBe('ok');
    const elsewhere = await server.current.as('branch_secretary', { at: tree.branchA2 });
    expect(await elsewhere.outcome(transferById, { params: { id: draft.id } })).toBe('not_found');
  });

  test('is walked by nobody who stands elsewhere', async () => {
    const { tree } = server.current;
    const { secretary, worker, receiver, accepter } = people;
    const draft = await begin(tree.branchB1);
    const helper = await server.current.as('organisation_member', { at: tree.branchA1 });
    expect(await refusal(walk(helper, draft, 'agree'))).toBe('forbidden transfer.not_yours');
    const submitted = await walk(helper, draft, 'submit');
    const agreed = await walk(secretary, submitted, 'agree');
    expect(await refusal(walk(secretary, agreed, 'issue'))).toBe('forbidden transfer.not_yours');
    const issued = await walk(worker, agreed, 'issue');
    expect(await refusal(walk(worker, issued, 'assign'))).toBe('forbidden transfer.not_yours');
    const assigned = await walk(receiver, issued, 'assign');
    expect(await refusal(walk(secretary, assigned, 'accept'))).toBe('forbidden transfer.not_yours');
    expect(await refusal(walk(accepter, assigned, 'receipt'))).toBe('conflict transfer.not_now');
    expect(await refusal(walk(accepter, { ...assigned, version: 1 }, 'accept'))).toMatch(/^stale/);
  });

  test('is refused with a reason alone, and then the member stays', async () => {
    const assigned = await toBranch();
    expect(await refusal(walk(people.accepter, assigned, 'reject'))).toBe('invalid transfer.reason_missing');
    const why = `支部正在撤并${hostile}`;
    const rejected = await walk(people.accepter, assigned, 'reject', { reason: why });
    expect(rejected).toMatchObject({ state: 'rejected', open: false, can: [] });
    const [personId] = [(await people.secretary.call(transferById, { params: { id: rejected.id } })).personId ?? ''];
    expect(await branchesOf(personId)).toEqual([server.current.tree.branchA1.id]);
  });

  test('is accepted or recalled, never both, whoever is first', async () => {
    const assigned = await toBranch();
    const outcomes = await Promise.all([
      refusal(walk(people.accepter, assigned, 'accept')),
      refusal(walk(people.worker, assigned, 'recall', { reason: '本人改变去向' })),
    ]);
    expect(outcomes.filter((one) => one === 'ok')).toHaveLength(1);
    expect(outcomes.filter((one) => one.startsWith('stale'))).toHaveLength(1);
  });

  test('may lead to another branch of the receiving committee, and to none of another', async () => {
    const { tree, write } = server.current;
    const other = await write((tx) => plantNode(tx, 'branch', tree.townshipB));
    const issued = await walk(
      people.worker,
      await walk(people.secretary, await begin(tree.branchB1), 'agree'),
      'issue',
    );
    expect(await refusal(walk(people.receiver, issued, 'assign', { branchId: tree.branchA2.id }))).toBe(
      'invalid branch_unknown',
    );
    const assigned = await walk(people.receiver, issued, 'assign', { branchId: other.id });
    expect(assigned.to.branchId).toBe(other.id);
  });

  test('ends where the member has been moved by other means meanwhile', async () => {
    const assigned = await toBranch();
    const officer = await server.current.as('county_officer');
    const { personId } = await people.secretary.call(transferById, { params: { id: assigned.id } });
    const id = personId ?? '';
    const { version } = await officer.call(memberFile, { params: { id } });
    const body = { version, branchId: server.current.tree.branchA2.id, on: '2026-01-05', reason: '调整' };
    await officer.call(moveMember, { params: { id }, body });
    expect(await refusal(walk(people.accepter, assigned, 'accept'))).toBe('conflict not_in_branch');
    expect(await branchesOf(id)).toEqual([server.current.tree.branchA2.id]);
  });

  test('goes along when the receiving township is moved', async () => {
    const { tree, write } = server.current;
    const grassroots = await write((tx) => plantNode(tx, 'grassroots_committee', tree.townshipB));
    const branch = await write((tx) => plantNode(tx, 'branch', grassroots));
    const draft = await begin(branch);
    const issued = await walk(people.worker, await walk(people.secretary, draft, 'agree'), 'issue');
    const officer = await server.current.as('county_officer');
    await officer.call(moveOrganisation, {
      params: { id: grassroots.id },
      body: { version: 1, parentId: tree.townshipA.id, on: '2026-03-01' },
    });
    const keeper = await server.current.as('township_worker', { at: tree.townshipA });
    const assigned = await walk(keeper, issued, 'assign');
    const secretary = await server.current.as('branch_secretary', { at: branch });
    expect((await walk(secretary, assigned, 'accept')).state).toBe('in_branch_accepted');
    expect(await server.current.write((tx) => tallyDifferences(tx))).toBe(0);
  });
});

describe('inside one committee', () => {
  test('the way is short: no letter, no receipt', async () => {
    const { tree, as } = server.current;
    const draft = await begin(tree.branchA2);
    expect(draft).toMatchObject({ way: 'short', kind: 'within_committee' });
    const approved = await walk(people.worker, await walk(people.secretary, draft, 'agree'), 'approve');
    const accepted = await walk(await as('branch_secretary', { at: tree.branchA2 }), approved, 'accept');
    expect(accepted).toMatchObject({ state: 'in_branch_accepted', open: false, letterNo: null, can: [] });
  });
});

describe('a draft', () => {
  test('is refused for the own branch, for what holds no members, and while another is under way', async () => {
    const { tree } = server.current;
    const { id: personId } = await memberOf(server.current);
    const ask = (toBranchId: string) =>
      refusal(people.secretary.call(createTransfer, { body: { personId, toBranchId, reason, duesPaidTo } }));
    expect(await ask(tree.branchA1.id)).toBe('invalid transfer.same_branch');
    expect(await ask(tree.townshipB.id)).toBe('invalid transfer.no_branch');
    expect(await ask(tree.branchB1.id)).toBe('ok');
    expect(await ask(tree.branchB1.id)).toBe('conflict transfer.open_already');
    const { id: foreign } = await memberOf(server.current, tree.branchB1);
    expect(
      await people.secretary.outcome(createTransfer, {
        body: { personId: foreign, toBranchId: tree.branchA1.id, reason, duesPaidTo },
      }),
    ).toBe('not_found');
  });

  test('is refused with a month of dues before the member joined, or of a year to come', async () => {
    const { tree, county } = server.current;
    const { id: personId } = await memberOf(server.current);
    const ask = (month: string) =>
      refusal(
        people.secretary.call(createTransfer, {
          body: { personId, toBranchId: tree.branchB1.id, reason, duesPaidTo: month },
        }),
      );
    expect(await ask('1921-06')).toBe('invalid transfer.dues_before');
    expect(await ask(`${Number(county.today().slice(0, 4)) + 1}-01`)).toBe('invalid transfer.dues_ahead');
    expect(await ask(county.today().slice(0, 7))).toBe('ok');
  });

  test('is begun once, however many ask at once', async () => {
    const { id: personId } = await memberOf(server.current);
    const body = { personId, toBranchId: server.current.tree.branchB1.id, reason, duesPaidTo };
    const outcomes = await Promise.all(
      [1, 2, 3, 4].map(() => refusal(people.secretary.call(createTransfer, { body }))),
    );
    expect(outcomes.toSorted()).toEqual([...Array<string>(3).fill('conflict transfer.open_already'), 'ok']);
  });
});

describe('whose turn it is', () => {
  test('each queue holds what waits for the one who asks, and its number is that of the list', async () => {
    const { tree } = server.current;
    const ids = async (client: Client) => {
      const { items, counts } = await client.call(transferList, { query: { queue: 'todo', limit: 100 } });
      expect(counts.todo).toBe(items.length);
      return items.map(({ id }) => id);
    };
    const draft = await begin(tree.branchB1);
    expect(await ids(people.secretary)).toContain(draft.id);
    expect(await ids(people.worker)).not.toContain(draft.id);
    const agreed = await walk(people.secretary, draft, 'agree');
    expect(await ids(people.worker)).toContain(draft.id);
    expect(await ids(people.secretary)).not.toContain(draft.id);
    const issued = await walk(people.worker, agreed, 'issue');
    expect(await ids(people.receiver)).toContain(draft.id);
    await walk(people.receiver, issued, 'assign');
    expect(await ids(people.accepter)).toContain(draft.id);
    expect(await ids(people.receiver)).not.toContain(draft.id);
  });

  test('the member reads where it stands, not the draft', async () => {
    const { tree, as } = server.current;
    const enter = async (made: MadeMember) => as('member', { person: { ...made, name: '', branch: tree.branchA1 } });
    const made = await memberOf(server.current);
    const client = await enter(made);
    const body = { personId: made.id, toBranchId: tree.branchB1.id, reason, duesPaidTo };
    const draft = await people.secretary.call(createTransfer, { body });
    expect((await client.call(ownTransfers, {})).items).toEqual([]);
    await walk(people.secretary, draft, 'agree');
    const { items } = await client.call(ownTransfers, {});
    expect(items).toMatchObject([{ id: draft.id, state: 'out_branch_ok', can: [], waitsFor: 'origin_committee' }]);
    expect((await (await enter(await memberOf(server.current))).call(ownTransfers, {})).items).toEqual([]);
  });
});
