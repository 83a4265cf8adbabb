/** Transfers over the line of the county: letters that go out, and those that come from outside. */
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '#shared/days.ts';
import { useApp } from '#test/harness/app.ts';
import { hostile } from '#test/harness/hostile.ts';
import { memberFile, memberList } from '#features/base/members/contract.ts';
import { makeIdNumber } from '#features/base/members/factory.ts';
import { tallyDifferences } from '#features/base/members/index.ts';
import {
  createTransfer,
  dropSigner,
  openLetterFile,
  printLetter,
  registerArrival,
  signerList,
  transferById,
  transferList,
  trustSigner,
  type TransferFile,
} from './contract.ts';
import { expireLetters } from './jobs.ts';
import { bothSides, duesPaidTo, memberOf, reason, refusal, walk, type People } from './factory.ts';

const server = useApp();
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

const leave = async (): Promise<TransferFile> => {
  const { id: personId } = await memberOf(server.current);
  const draft = await people.secretary.call(createTransfer, {
    body: { personId, outside: `中共某市委组织部${hostile}`, kind: 'cross_province', reason, duesPaidTo },
  });
  return walk(people.worker, await walk(people.secretary, draft, 'agree'), 'issue', { days: 90 });
};

let people: People;
beforeAll(async () => {
  people = await bothSides(server.current);
});

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
