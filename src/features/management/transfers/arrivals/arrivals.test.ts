/** Who comes back to the county by a letter: one human being, one file, and nothing told before the letter is accepted. */
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { systemScope } from '#platform/access/scope.ts';
import { AppError } from '#shared/errors.ts';
import { addDays } from '#shared/days.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { endMembership, memberFile, type MemberFields } from '#features/base/members/contract.ts';
import { codeTables } from '#features/base/members/codes.ts';
import { makeIdNumber, makeMember, type MadeMember } from '#features/base/members/factory.ts';
import { enterPerson, tallyDifferences } from '#features/base/members/index.ts';
import { addRecord } from '#features/base/members/records/contract.ts';
import { registerArrival, transferById, walkTransfer, type TransferFile } from '../contract.ts';
import type { Step } from '../rules.ts';

const server = useApp();
let people: {
  readonly secretary: Client;
  readonly worker: Client;
  readonly receiver: Client;
  readonly accepter: Client;
};
beforeAll(async () => {
  const { as, tree } = server.current;
  people = {
    secretary: await as('branch_secretary', { at: tree.branchA1 }),
    worker: await as('township_worker', { at: tree.townshipA }),
    receiver: await as('township_worker', { at: tree.townshipB }),
    accepter: await as('branch_secretary', { at: tree.branchB1 }),
  };
});

const member = (fields: MemberFields): Promise<MadeMember> =>
  server.current.write((tx) => makeMember(tx, server.current.county, { branch: server.current.tree.branchA1, fields }));

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

const arrival = (more: object = {}) => {
  const today = server.current.county.today();
  return {
    toBranchId: server.current.tree.branchB1.id,
    outside: `中共外县县委组织部${hostile}`,
    kind: 'cross_province' as const,
    letterNo: `外转${hostile.slice(0, 5)}12`,
    issuedOn: addDays(today, -5),
    validUntil: addDays(today, 25),
    duesPaidTo: '2026-10',
    reason: `工作调动${hostile}`,
    name: '林晓燕',
    idNumber: makeIdNumber('1990-04-05', '2'),
    category: 'full' as const,
    joinedOn: '2012-07-01',
    fullOn: '2013-07-01',
    ...more,
  };
};

test('who was a member here before comes back to the file of before, and nobody learns of it until the letter is accepted', async () => {
  const { receiver, accepter, secretary, worker } = people;
  const officer = await server.current.as('county_officer');
  const { read, county, tree } = server.current;
  const rewardKind = codeTables.rewardKind.codes[0]?.code ?? '';
  const idNumber = makeIdNumber('1988-02-09', '1');
  const made = await member({ idNumber, birthDate: '1988-02-09', sex: '1', name: '周望归' });
  await secretary.call(addRecord, {
    params: { id: made.id, table: 'reward' },
    body: { values: { kind: rewardKind, title: `优秀党员${hostile}`, grantedOn: '2020-07-01' } },
  });
  const file = await secretary.call(memberFile, { params: { id: made.id } });
  await secretary.call(endMembership, {
    params: { id: made.id },
    body: { version: file.version, kind: 'transferred_out', on: '2024-03-31', reason: '工作调动' },
  });
  const said = { idNumber, name: '周望归', phone: '13900001111' };
  const known = await receiver.call(registerArrival, { body: arrival(said) });
  const unknown = await receiver.call(registerArrival, { body: arrival({ name: '林晓燕' }) });
  const shape = ({ personId, former, state, can, events }: TransferFile) => ({
    personId,
    former,
    state,
    can,
    steps: events.map(({ step }) => step),
  });
  // To those who receive, a letter of somebody who was here is one like any other.
  expect(shape(known)).toEqual(shape(unknown));
  for (const who of [receiver, accepter]) {
    const seen = async (id: string) => shape(await who.call(transferById, { params: { id } }));
    expect(await seen(known.id)).toEqual(await seen(unknown.id));
    expect(await who.outcome(memberFile, { params: { id: made.id } })).toBe('not_found');
  }
  // Whoever keeps the file reads that it will go on; the former township does not see the letter.
  expect((await officer.call(transferById, { params: { id: known.id } })).former).toBe(made.id);
  expect(await worker.outcome(transferById, { params: { id: known.id } })).toBe('not_found');

  const accepted = await walk(accepter, known, 'accept');
  expect(accepted).toMatchObject({ personId: made.id, former: made.id, state: 'in_branch_accepted' });
  const now = await accepter.call(memberFile, { params: { id: made.id } });
  expect(now).toMatchObject({ ended: null, branchName: tree.branchB1.name, fields: { name: '周望归' } });
  // The former affiliation stays with the branch that it names.
  expect(now.affiliations).toMatchObject([
    { branchId: tree.branchB1.id, from: county.today(), to: null, joinKind: 'transferred_in' },
  ]);
  expect(now.records.reward).toHaveLength(1);
  const persons = await read().selectFrom('person').select('id').where('name', '=', '周望归').execute();
  expect(persons).toHaveLength(1);
  expect(await secretary.outcome(memberFile, { params: { id: made.id } })).toBe('not_found');
  expect((await walk(receiver, accepted, 'receipt')).state).toBe('receipt_returned');
  // A member now: another letter of the same person is refused.
  expect(await refusal(receiver.call(registerArrival, { body: arrival(said) }))).toBe('conflict id_number_taken');
  expect(await server.current.write((tx) => tallyDifferences(tx))).toBe(0);
});

test('the file of before moves on where the letter knows more, and what a letter does not undo is refused', async () => {
  const { receiver, accepter, secretary } = people;
  const leaving = async (born: string, kind: string, on: string, fields: object = {}) => {
    const idNumber = makeIdNumber(born, '1');
    const made = await member({ idNumber, birthDate: born, sex: '1', ...fields });
    const { version } = await secretary.call(memberFile, { params: { id: made.id } });
    const body = { version, kind, on, reason: '离开' };
    await secretary.call(endMembership, { params: { id: made.id }, body });
    return { id: made.id, idNumber };
  };
  const expelled = await leaving('1979-01-03', 'expelled', '2020-01-01');
  const ask = (idNumber: string, more: object = {}) =>
    receiver.call(registerArrival, { body: arrival({ idNumber, ...more }) });
  expect(await refusal(ask(expelled.idNumber))).toBe('conflict id_number_taken');

  const young = await leaving('2000-05-06', 'transferred_out', '2025-01-31', {
    category: 'probationary',
    joinedOn: '2024-06-01',
    fullOn: null,
  });
  const letter = await ask(young.idNumber, { joinedOn: '2024-06-01', fullOn: '2025-06-01', phone: '13900002222' });
  await walk(accepter, letter, 'accept');
  const file = await accepter.call(memberFile, { params: { id: young.id } });
  expect(file.fields).toMatchObject({ category: 'full', joinedOn: '2024-06-01', fullOn: '2025-06-01' });

  // The days of a file that is not taken over are not told.
  const today = server.current.county.today();
  const late = await leaving('1981-03-04', 'transferred_out', today);
  const early = await ask(late.idNumber);
  const refused = await walk(accepter, early, 'accept').catch((error: unknown) => error);
  expect(refused).toMatchObject({ details: { problems: [{ path: 'body.on', message: 'belonged_elsewhere' }] } });
  expect(JSON.stringify((refused as AppError).details.problems)).not.toContain(late.id);
  expect(await server.current.write((tx) => tallyDifferences(tx))).toBe(0);
});

test('an applicant who arrives as a member keeps the one file, once the hand that registers has confirmed it', async () => {
  const { receiver, accepter } = people;
  const { county, entry, tree, write } = server.current;
  const idNumber = makeIdNumber('1976-09-10', '2');
  const entered = await write((tx) =>
    enterPerson(tx, systemScope(entry.code, 'test'), county, {
      branchId: tree.branchA1.id,
      person: { name: '苏望远', idNumber, phone: '13900003333' },
    }),
  );
  const said = { name: '苏望远', idNumber, phone: '13900004444' };
  const register = (more: object = {}) => receiver.call(registerArrival, { body: arrival({ ...said, ...more }) });
  expect(await refusal(register())).toBe('conflict person_known');
  // Another name under the number is a mistake of somebody's; nothing is told of whom it is.
  expect(await refusal(register({ name: '苏望园', samePerson: true }))).toBe('conflict id_number_taken');
  const letter = await register({ samePerson: true });
  expect(letter.personId).toBeNull();
  expect(await accepter.outcome(memberFile, { params: { id: entered.id } })).toBe('not_found');
  const accepted = await walk(accepter, letter, 'accept');
  expect(accepted).toMatchObject({ personId: entered.id, state: 'in_branch_accepted' });
  const file = await accepter.call(memberFile, { params: { id: entered.id } });
  expect(file).toMatchObject({
    ended: null,
    branchName: tree.branchB1.name,
    fields: { name: '苏望远', category: 'full' },
  });
  expect(file.affiliations).toMatchObject([{ branchId: tree.branchB1.id, to: null, joinKind: 'transferred_in' }]);
  const { rows } =
    await sql`select id from person where id_number_hash = ${county.crypto.hash('id_number', idNumber)}`.execute(
      server.current.read(),
    );
  expect(rows).toEqual([{ id: entered.id }]);
  expect(await refusal(register({ samePerson: true }))).toBe('conflict id_number_taken');
  expect(await write((tx) => tallyDifferences(tx))).toBe(0);
});

test('two letters of one who comes back: one is accepted, and there is one file', async () => {
  const { receiver, accepter, secretary } = people;
  const idNumber = makeIdNumber('1986-07-08', '2');
  const made = await member({ idNumber, birthDate: '1986-07-08', sex: '2' });
  const { version } = await secretary.call(memberFile, { params: { id: made.id } });
  const body = { version, kind: 'transferred_out', on: '2024-03-31', reason: '工作调动' };
  await secretary.call(endMembership, { params: { id: made.id }, body });
  const letters = [
    await receiver.call(registerArrival, { body: arrival({ idNumber }) }),
    await receiver.call(registerArrival, { body: arrival({ idNumber }) }),
  ];
  const ends = await Promise.all(letters.map((one) => refusal(walk(accepter, one, 'accept'))));
  expect(ends.filter((end) => end === 'ok')).toHaveLength(1);
  expect(ends.filter((end) => /^(conflict|stale)/.test(end))).toHaveLength(1);
  const owned = await server.current
    .read()
    .selectFrom('affiliation')
    .select('branch_id')
    .where('person_id', '=', made.id)
    .where(sql<boolean>`upper_inf(during)`)
    .execute();
  expect(owned).toHaveLength(1);
});
