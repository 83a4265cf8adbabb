/** Transfers through the front door: both sides of each step, and what neither may see or do. */
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { addDays } from '#shared/days.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { plantNode, type Node } from '#test/harness/tree.ts';
import { memberFile, memberList, moveMember } from '#features/base/members/contract.ts';
import { makeIdNumber, makeMember, type MadeMember } from '#features/base/members/factory.ts';
import { tallyDifferences } from '#features/base/members/index.ts';
import { moveOrganisation } from '#features/base/organisations/events/contract.ts';
import {
  createTransfer,
  dropSigner,
  openLetterFile,
  ownTransfers,
  printLetter,
  registerArrival,
  signerList,
  transferById,
  transferList,
  trustSigner,
  walkTransfer,
  type TransferFile,
} from './contract.ts';
import { expireLetters } from './jobs.ts';
import type { Step } from './rules.ts';

const server = useApp();
const duesPaidTo = '2026-10';
const reason = `工作调动${hostile}`;

interface People {
  readonly secretary: Client;
  readonly worker: Client;
  readonly receiver: Client;
  readonly accepter: Client;
}
let people: People;
beforeAll(async () => {
  const { as, tree } = server.current;
  people = {
    secretary: await as('branch_secretary', { at: tree.branchA1 }),
    worker: await as('township_worker', { at: tree.townshipA }),
    receiver: await as('township_worker', { at: tree.townshipB }),
    accepter: await as('branch_secretary', { at: tree.branchB1 }),
  };
});

const member = (branch: Node = server.current.tree.branchA1): Promise<MadeMember> =>
  server.current.write((tx) => makeMember(tx, server.current.county, { branch }));

const begin = async (to: Node, from = people.secretary): Promise<TransferFile> => {
  const { id: personId } = await member();
  return from.call(createTransfer, { body: { personId, toBranchId: to.id, reason, duesPaidTo } });
};

const walk = (
  client: Client,
  { id, version }: Pick<TransferFile, 'id' | 'version'>,
  step: Step,
  more: object = {},
): Promise<TransferFile> => client.call(walkTransfer, { params: { id }, body: { version, step, ...more } });

const refusal = async (attempt: Promise<unknown>): Promise<string> => {
  try {
    await attempt;
    return 'ok';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return `${error.code} ${error.details.message ?? error.details.problems?.[0]?.message ?? ''}`.trim();
  }
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
    const { id: personId } = await member();
    const ask = (toBranchId: string) =>
      refusal(people.secretary.call(createTransfer, { body: { personId, toBranchId, reason, duesPaidTo } }));
    expect(await ask(tree.branchA1.id)).toBe('invalid transfer.same_branch');
    expect(await ask(tree.townshipB.id)).toBe('invalid transfer.no_branch');
    expect(await ask(tree.branchB1.id)).toBe('ok');
    expect(await ask(tree.branchB1.id)).toBe('conflict transfer.open_already');
    const { id: foreign } = await member(tree.branchB1);
    expect(
      await people.secretary.outcome(createTransfer, {
        body: { personId: foreign, toBranchId: tree.branchA1.id, reason, duesPaidTo },
      }),
    ).toBe('not_found');
  });

  test('is refused with a month of dues before the member joined, or of a year to come', async () => {
    const { tree, county } = server.current;
    const { id: personId } = await member();
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
    const { id: personId } = await member();
    const body = { personId, toBranchId: server.current.tree.branchB1.id, reason, duesPaidTo };
    const outcomes = await Promise.all(
      [1, 2, 3, 4].map(() => refusal(people.secretary.call(createTransfer, { body }))),
    );
    expect(outcomes.toSorted()).toEqual([...Array<string>(3).fill('conflict transfer.open_already'), 'ok']);
  });
});

const leave = async (): Promise<TransferFile> => {
  const { id: personId } = await member();
  const draft = await people.secretary.call(createTransfer, {
    body: { personId, outside: `中共某市委组织部${hostile}`, kind: 'cross_province', reason, duesPaidTo },
  });
  return walk(people.worker, await walk(people.secretary, draft, 'agree'), 'issue', { days: 90 });
};

describe('out of the county', () => {
  test('the membership ends with the receipt, on the day before it names', async () => {
    const issued = await leave();
    const { today } = server.current.county;
    const personId = issued.personId ?? '';
    expect((await branchesOf(personId)).length).toBe(1);
    const done = await walk(people.worker, issued, 'confirm', { on: today() });
    expect(done).toMatchObject({ state: 'receipt_returned', acceptedOn: today(), open: false });
    expect(await branchesOf(personId)).toEqual([]);
    const file = await people.worker.call(memberFile, { params: { id: personId } });
    expect(file.ended).toEqual({ on: addDays(today(), -1), kind: 'transferred_out' });
    expect(await server.current.write((tx) => tallyDifferences(tx))).toBe(0);
  });

  test('a letter holds no longer than the rule allows, and a lost one is void when the new one is issued', async () => {
    const issued = await leave();
    expect(await refusal(walk(people.worker, issued, 'lose', { reason: '途中遗失', days: 91 }))).toBe(
      'invalid transfer.validity_long',
    );
    const lost = await walk(people.worker, issued, 'lose', { reason: '途中遗失', days: 60 });
    expect(lost).toMatchObject({ state: 'lost_reissued', can: [], replacedById: expect.any(String) });
    const anew = await people.worker.call(transferById, { params: { id: lost.replacedById ?? '' } });
    expect(anew).toMatchObject({ state: 'out_committee_ok', replacesId: lost.id });
    expect(anew.letterNo).not.toBe(lost.letterNo);
  });

  test('what nobody hands in expires, is overdue, and is issued anew once', async () => {
    const issued = await leave();
    await server.current.write((tx) =>
      tx
        .updateTable('transfer')
        .set({ issued_on: '2026-01-01', valid_until: '2026-01-31', due_on: '2026-02-28' })
        .where('id', '=', issued.id)
        .execute(),
    );
    await expireLetters(server.current.county, {});
    const expired = await people.worker.call(transferById, { params: { id: issued.id } });
    expect(expired).toMatchObject({ state: 'expired', overdue: true, can: ['reissue'], waitsFor: 'origin_committee' });
    const overdue = await people.worker.call(transferList, { query: { queue: 'overdue' } });
    expect(overdue.items.map(({ id }) => id)).toContain(issued.id);
    expect(overdue.counts.overdue).toBe(overdue.items.length);
    const again = await walk(people.worker, expired, 'reissue', { reason: '因病延误，已书面说明' });
    expect(again.replacedById).not.toBeNull();
    expect(await refusal(walk(people.worker, again, 'reissue', { reason: '再次' }))).toBe('conflict transfer.not_now');
  });

  test('the letter is printed with its number in full, and the member reads who saw it', async () => {
    const issued = await leave();
    expect(await people.secretary.outcome(printLetter, { params: { id: issued.id } })).toBe('not_found');
    expect(await people.receiver.outcome(printLetter, { params: { id: issued.id } })).toBe('not_found');
    const letter = await people.worker.call(printLetter, { params: { id: issued.id } });
    expect(letter).toMatchObject({ letterNo: issued.letterNo, days: 90, name: issued.member.name, duesPaidTo });
    expect(letter.idNumber).toMatch(/^\d{17}[\dX]$/);
    const readings = await server.current
      .read()
      .selectFrom('file_reading')
      .select(['fields', 'reason'])
      .where('person_id', '=', issued.personId ?? '')
      .execute();
    expect(readings).toEqual([{ fields: ['idNumber', 'phone'], reason: `组织关系介绍信 ${issued.letterNo ?? ''}` }]);
  });
});

const arrival = (more: object = {}) => {
  const idNumber = makeIdNumber('1990-04-05', '2');
  const today = server.current.county.today();
  return {
    toBranchId: server.current.tree.branchB1.id,
    outside: `中共外县县委组织部${hostile}`,
    kind: 'cross_province' as const,
    letterNo: `外转${hostile.slice(0, 5)}12`,
    issuedOn: addDays(today, -5),
    validUntil: addDays(today, 25),
    duesPaidTo,
    reason,
    name: '林晓燕',
    idNumber,
    category: 'full' as const,
    joinedOn: '2012-07-01',
    fullOn: '2013-07-01',
    ...more,
  };
};

describe('from outside', () => {
  test('a letter is registered by the committee; the file begins when the branch accepts', async () => {
    const { receiver, accepter } = people;
    const body = arrival();
    const registered = await receiver.call(registerArrival, { body });
    expect(registered).toMatchObject({ state: 'in_committee_ok', way: 'arriving', personId: null, signedBy: null });
    const found = await accepter.call(memberList, { query: { q: body.idNumber } });
    expect(found.items).toEqual([]);
    const accepted = await walk(accepter, registered, 'accept');
    const file = await accepter.call(memberFile, { params: { id: accepted.personId ?? '' } });
    expect(file).toMatchObject({ fields: { name: '林晓燕', sex: '2', birthDate: '1990-04-05', category: 'full' } });
    expect((await walk(receiver, accepted, 'receipt')).state).toBe('receipt_returned');
    expect(await refusal(receiver.call(registerArrival, { body }))).toBe('conflict id_number_taken');
    expect(await server.current.write((tx) => tallyDifferences(tx))).toBe(0);
  });

  test('a wrong number, a letter that ran out, or another committee’s branch is refused', async () => {
    const { receiver } = people;
    const ask = (more: object) => refusal(receiver.call(registerArrival, { body: arrival(more) }));
    expect(await ask({ idNumber: '330324199204161317' })).toMatch(/^invalid id_/);
    const today = server.current.county.today();
    expect(await ask({ issuedOn: '2026-01-01', validUntil: addDays(today, -1) })).toMatch(/^(conflict|invalid)/);
    expect(await ask({ validUntil: addDays(today, 200) })).toBe('invalid transfer.validity_long');
    expect(await ask({ toBranchId: server.current.tree.branchA1.id })).toBe('invalid branch_unknown');
  });

  test('a signed file fills the form; its signature counts where the key is known and the text is whole', async () => {
    const officer = await server.current.as('county_officer');
    const issued = await leave();
    const file = (await people.worker.call(printLetter, { params: { id: issued.id } })).file ?? '';
    const opened = await people.receiver.call(openLetterFile, { body: { file } });
    expect(opened).toMatchObject({ signedBy: server.current.entry.name, letterNo: issued.letterNo, category: 'full' });
    const altered = file.replace(opened.idNumber, '330324199204161316');
    expect((await people.receiver.call(openLetterFile, { body: { file: altered } })).signedBy).toBeNull();
    expect(await refusal(people.receiver.call(openLetterFile, { body: { file: '{"a":1}' } }))).toBe(
      'invalid transfer.no_letter',
    );
    const { own } = await officer.call(signerList, {});
    const neighbour = await server.current.neighbour('330326', '平阳县');
    const { publicKey, sign } = neighbour.county.crypto.signer('transfer-letter');
    expect(publicKey).not.toBe(own);
    const { text } = JSON.parse(file) as { text: string };
    const foreign = JSON.stringify({ format: 'zhibu-letter/1', text, publicKey, signature: sign(text) });
    const signedBy = async () => (await people.receiver.call(openLetterFile, { body: { file: foreign } })).signedBy;
    expect(await signedBy()).toBeNull();
    await officer.call(trustSigner, { body: { publicKey, name: `平阳县${hostile}` } });
    expect(await signedBy()).toBe(`平阳县${hostile}`);
    await officer.call(dropSigner, { body: { publicKey, reason: '公钥已更换' } });
    expect(await signedBy()).toBeNull();
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
    const made = await member();
    const client = await enter(made);
    const body = { personId: made.id, toBranchId: tree.branchB1.id, reason, duesPaidTo };
    const draft = await people.secretary.call(createTransfer, { body });
    expect((await client.call(ownTransfers, {})).items).toEqual([]);
    await walk(people.secretary, draft, 'agree');
    const { items } = await client.call(ownTransfers, {});
    expect(items).toMatchObject([{ id: draft.id, state: 'out_branch_ok', can: [], waitsFor: 'origin_committee' }]);
    expect((await (await enter(await member())).call(ownTransfers, {})).items).toEqual([]);
  });
});
