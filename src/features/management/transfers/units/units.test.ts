/** A whole unit leaves by one letter, and another arrives by one; each member is in one branch at every moment. */
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { plantNode, type Node } from '#test/harness/tree.ts';
import { makeIdNumber, makeMember } from '#features/base/members/factory.ts';
import { tallyDifferences } from '#features/base/members/index.ts';
import { printLetter, walkTransfer } from '../contract.ts';
import type { Step } from '../rules.ts';
import {
  createUnit,
  openUnitFile,
  printUnit,
  registerUnit,
  unitById,
  unitList,
  walkUnit,
  type UnitFile,
} from './contract.ts';
import { writeUnit } from './rules.ts';

const server = useApp();
const reason = `企业迁址${hostile}`;
const outside = `中共外县县委组织部${hostile}`;
let worker: Client;
let receiver: Client;
beforeAll(async () => {
  const { as, tree } = server.current;
  worker = await as('township_worker', { at: tree.townshipA });
  receiver = await as('township_worker', { at: tree.townshipB });
});

/** A branch of its own with so many members. */
const unit = async (size: number): Promise<Node> => {
  const { county, tree, write } = server.current;
  return write(async (tx) => {
    const branch = await plantNode(tx, 'branch', tree.townshipA);
    for (let n = 0; n < size; n += 1) await makeMember(tx, county, { branch });
    return branch;
  });
};

const begin = (node: Node): Promise<UnitFile> =>
  worker.call(createUnit, { body: { organisationId: node.id, outside, reason, duesPaidTo: '2026-10' } });

const walk = (client: Client, { id, version }: UnitFile, step: Step, more: object = {}): Promise<UnitFile> =>
  client.call(walkUnit, { params: { id }, body: { version, step, ...more } });

const refusal = async (attempt: Promise<unknown>): Promise<string> => {
  try {
    await attempt;
    return 'ok';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return `${error.code} ${error.details.message ?? error.details.problems?.[0]?.message ?? ''}`.trim();
  }
};

const membersOf = async (branchId: string): Promise<number> => {
  const { count } = await server.current
    .read()
    .selectFrom('affiliation')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('branch_id', '=', branchId)
    .where(sql<boolean>`upper_inf(during)`)
    .executeTakeFirstOrThrow();
  return count;
};

test('a unit leaves by one letter with its list; a member who is taken out stays', async () => {
  const node = await unit(3);
  const draft = await begin(node);
  expect(draft).toMatchObject({ way: 'leaving', members: 3, open: 3, letterNo: null });
  const agreed = await walk(worker, draft, 'agree');
  // The letter of one of them is that of the unit.
  const [first] = agreed.items;
  const alone = { params: { id: first?.id ?? '' }, body: { version: first?.version ?? 0, step: 'issue' as const } };
  expect(await refusal(worker.call(walkTransfer, alone))).toBe('conflict transfer.of_unit');
  await worker.call(walkTransfer, { ...alone, body: { ...alone.body, step: 'recall', reason: '本人留任' } });
  const issued = await walk(worker, agreed, 'issue', { days: 30 });
  const away = issued.items.filter(({ state }) => state === 'out_committee_ok');
  expect(away.map(({ letterNo }) => letterNo)).toEqual([`${issued.letterNo}/1`, `${issued.letterNo}/2`]);
  expect(await membersOf(node.id)).toBe(3);
  expect(await worker.outcome(printLetter, { params: { id: away[0]?.id ?? '' } })).toBe('not_found');

  const paper = await worker.call(printUnit, { params: { id: draft.id } });
  expect(paper.members).toHaveLength(2);
  expect(paper.members[0]?.idNumber).toMatch(/^\d{17}[\dX]$/);
  const readings = await server.current
    .read()
    .selectFrom('file_reading')
    .select('person_id')
    .where('reason', 'like', `%${issued.letterNo ?? ''}`)
    .execute();
  expect(readings).toHaveLength(2);

  const done = await walk(worker, issued, 'confirm');
  expect(done).toMatchObject({ open: 0, can: [] });
  expect(await membersOf(node.id)).toBe(1);
  expect(await server.current.write((tx) => tallyDifferences(tx))).toBe(0);
  expect((await worker.call(unitList, { query: {} })).items.map(({ id }) => id)).toContain(draft.id);
  expect(await receiver.outcome(unitById, { params: { id: draft.id } })).toBe('not_found');
});

test('the signed file of one county is the arrival of another; the branch accepts together or one by one', async () => {
  const { tree, as } = server.current;
  const node = await unit(40);
  const issued = await walk(worker, await walk(worker, await begin(node), 'agree'), 'issue');
  const paper = await worker.call(printUnit, { params: { id: issued.id } });
  expect(paper.squares.length).toBeGreaterThan(1);
  const scanned = await receiver.call(openUnitFile, { body: { file: paper.squares.toReversed().join('\n') } });
  expect(scanned).toMatchObject({ signedBy: server.current.entry.name, letterNo: issued.letterNo, file: paper.file });
  expect(scanned.members).toEqual(paper.members);
  expect(await refusal(receiver.call(openUnitFile, { body: { file: paper.squares[0] ?? '' } }))).toBe(
    'invalid transfer.square_missing',
  );
  await walk(worker, issued, 'confirm');

  // Who left here is known here: the arrival is another county's list.
  const members = Array.from({ length: 12 }, (_, n) => ({
    name: '林晓燕',
    idNumber: makeIdNumber(`1990-04-${String(n + 10)}`, '2'),
    category: 'full' as const,
    joinedOn: '2012-07-01',
    fullOn: '2013-07-01',
  }));
  const { letterNo, issuedOn, validUntil, duesPaidTo } = scanned;
  const said = {
    letterNo,
    issuedOn,
    validUntil,
    county: '平阳县',
    from: '某企业党支部',
    to: '本县',
    duesPaidTo,
    members,
  };
  const text = JSON.stringify(said);
  const { publicKey, sign } = server.current.county.crypto.signer('transfer-letter');
  const file = writeUnit({ text, publicKey, signature: sign(text) });
  const letter = { letterNo, issuedOn, validUntil, duesPaidTo, name: '某企业党支部', outside, file };
  const body = { ...letter, members, toBranchId: tree.branchB1.id, reason };
  const fewer = { ...body, members: members.slice(1) };
  expect(await refusal(receiver.call(registerUnit, { body: fewer }))).toBe('invalid transfer.file_differs');
  const arrived = await receiver.call(registerUnit, { body });
  expect(arrived).toMatchObject({ way: 'arriving', members: 12, open: 12, signedBy: server.current.entry.name });
  const before = await membersOf(tree.branchB1.id);
  const accepter = await as('branch_secretary', { at: tree.branchB1 });
  const [one] = arrived.items;
  await accepter.call(walkTransfer, {
    params: { id: one?.id ?? '' },
    body: { version: one?.version ?? 0, step: 'accept' },
  });
  const accepted = await walk(accepter, arrived, 'accept');
  expect(accepted.open).toBe(0);
  expect(await membersOf(tree.branchB1.id)).toBe(before + 12);
  expect(await refusal(walk(accepter, arrived, 'accept'))).toMatch(/^stale/);
  expect((await walk(receiver, accepted, 'receipt')).items.every(({ state }) => state === 'receipt_returned')).toBe(
    true,
  );
  expect(await server.current.write((tx) => tallyDifferences(tx))).toBe(0);
});

test('a lost letter is written anew for all who are on it', async () => {
  const issued = await walk(worker, await walk(worker, await begin(await unit(2)), 'agree'), 'issue');
  const again = await walk(worker, issued, 'lose', { reason: '途中遗失' });
  expect(again.letterNo).not.toBe(issued.letterNo);
  expect(again).toMatchObject({ members: 2, open: 2 });
  expect(again.items.map(({ letterNo }) => letterNo)).toEqual([`${again.letterNo}/1`, `${again.letterNo}/2`]);
});

test('an empty unit has no letter, and a list names nobody twice', async () => {
  expect(await refusal(begin(await unit(0)))).toBe('conflict transfer.unit_empty');
  const { tree, county } = server.current;
  const one = { name: '林晓燕', idNumber: '330324199204161317', category: 'full' as const, joinedOn: '2012-07-01' };
  const body = {
    toBranchId: tree.branchB1.id,
    outside,
    name: '某企业党支部',
    letterNo: '外 77',
    issuedOn: county.today(),
    validUntil: county.today(),
    duesPaidTo: '2026-10',
    reason,
    members: [one, one],
  };
  expect(await refusal(receiver.call(registerUnit, { body }))).toBe('invalid transfer.unit_twice');
});
