/** Who is not on a unit's letter, and what becomes of an organisation whose members have all left. */
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { addDays } from '#shared/days.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { plantNode, type Node } from '#test/harness/tree.ts';
import { memberFile } from '#features/base/members/contract.ts';
import { makeMember, type MadeMember } from '#features/base/members/factory.ts';
import { organisationById, organisationTree } from '#features/base/organisations/contract.ts';
import { createTransfer, registerArrival, transferById, walkTransfer } from '../../contract.ts';
import type { Step } from '../../rules.ts';
import {
  abolishUnit,
  createUnit,
  joinUnit,
  printUnit,
  unitById,
  unitEnding,
  unitList,
  unitPreview,
  walkUnit,
  type UnitFile,
} from '../contract.ts';

const server = useApp();
const reason = `企业迁址${hostile}`;
const outside = `中共外县县委组织部${hostile}`;
let worker: Client;
beforeAll(async () => {
  worker = await server.current.as('township_worker', { at: server.current.tree.townshipA });
});

interface Firm {
  readonly firm: Node;
  readonly branch: Node;
  readonly people: readonly MadeMember[];
}
/** A general branch with one branch of so many members. */
const firmOf = (size: number): Promise<Firm> => {
  const { county, tree, write } = server.current;
  return write(async (tx) => {
    const firm = await plantNode(tx, 'general_branch', tree.townshipA);
    const branch = await plantNode(tx, 'branch', firm);
    const people: MadeMember[] = [];
    for (let n = 0; n < size; n += 1) people.push(await makeMember(tx, county, { branch }));
    return { firm, branch, people };
  });
};

const begin = (node: Node): Promise<UnitFile> =>
  worker.call(createUnit, { body: { organisationId: node.id, outside, reason, duesPaidTo: '2026-10' } });
const walk = ({ id, version }: UnitFile, step: Step, more: object = {}): Promise<UnitFile> =>
  worker.call(walkUnit, { params: { id }, body: { version, step, ...more } });
const leave = async (node: Node): Promise<UnitFile> =>
  walk(await walk(await walk(await begin(node), 'agree'), 'issue'), 'confirm');

const refusal = async (attempt: Promise<unknown>): Promise<string> => {
  try {
    await attempt;
    return 'ok';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return `${error.code} ${error.details.message ?? error.details.problems?.[0]?.message ?? ''}`.trim();
  }
};

test('whose own transfer came to nothing may still join the list, until the letter is issued', async () => {
  const { tree, county, write } = server.current;
  const { firm, people } = await firmOf(3);
  const [moving, other] = people;
  const own = await worker.call(createTransfer, {
    body: { personId: moving?.id ?? '', toBranchId: tree.branchB1.id, reason, duesPaidTo: '2026-10' },
  });
  const draft = await begin(firm);
  expect(draft).toMatchObject({ members: 2, addable: [] });
  const join = (unit: Pick<UnitFile, 'id' | 'version'>, ...who: readonly string[]) =>
    worker.call(joinUnit, { params: { id: unit.id }, body: { version: unit.version, people: [...who] } });
  const closed = 'conflict transfer.unit_closed';
  expect(await refusal(join(draft, moving?.id ?? ''))).toBe(closed);
  expect(await refusal(join(draft, other?.id ?? ''))).toBe(closed);
  await worker.call(walkTransfer, {
    params: { id: own.id },
    body: { version: own.version, step: 'recall', reason: '不再调动' },
  });
  const agreed = await walk(await worker.call(unitById, { params: { id: draft.id } }), 'agree');
  expect(agreed.addable).toMatchObject([{ personId: moving?.id, name: moving?.fields.name }]);
  const elsewhere = await write((tx) => makeMember(tx, county, { branch: tree.branchA1 }));
  expect(await refusal(join(agreed, moving?.id ?? '', elsewhere.id))).toBe(closed);
  const both = await Promise.all([join(agreed, moving?.id ?? ''), join(agreed, moving?.id ?? '')].map(refusal));
  expect(both.toSorted()).toEqual(['ok', 'stale']);
  const joined = await worker.call(unitById, { params: { id: draft.id } });
  expect(joined).toMatchObject({ members: 3, open: 3, addable: [], leftOff: [] });
  const issued = await walk(await walk(joined, 'agree'), 'issue');
  const paper = await worker.call(printUnit, { params: { id: issued.id } });
  expect(paper.members.map(({ name }) => name).toSorted()).toEqual(
    people.map(({ fields }) => String(fields.name)).toSorted(),
  );
  const late = issued.items.find(({ personId }) => personId === other?.id);
  await worker.call(walkTransfer, {
    params: { id: late?.id ?? '' },
    body: { version: late?.version ?? 0, step: 'recall', reason: '留任' },
  });
  const after = await worker.call(unitById, { params: { id: draft.id } });
  expect(after.addable).toEqual([]);
  expect(await refusal(join(after, other?.id ?? ''))).toBe(closed);
});

test('who has a transfer of their own is named with it, before anything is written and on the case', async () => {
  const { tree } = server.current;
  const { firm, people } = await firmOf(4);
  const [moving, away] = people;
  const own = await worker.call(createTransfer, {
    body: { personId: moving?.id ?? '', toBranchId: tree.branchB1.id, reason, duesPaidTo: '2026-10' },
  });
  const from = server.current.county.today();
  const stay = { kind: 'certificate' as const, from, until: addDays(from, 100) };
  await worker.call(createTransfer, {
    body: { personId: away?.id ?? '', outside: '中共杭州市某街道党工委', stay, reason, duesPaidTo: '2026-10' },
  });
  const preview = await worker.call(unitPreview, { query: { organisationId: firm.id } });
  expect(preview).toMatchObject({ members: 2, probationary: 0, branches: 1 });
  const named = (list: UnitFile['leftOff']) => list.map(({ name, way, to, state }) => [name, way, to, state]);
  const [first, second] = people.map(({ fields }) => fields.name);
  const expected = [
    [first, 'county', tree.branchB1.name, 'draft'],
    [second, 'certificate', '中共杭州市某街道党工委', 'draft'],
  ];
  expect(named(preview.leftOff)).toEqual(expected);
  expect(preview.leftOff[0]).toMatchObject({ transferId: own.id, personId: moving?.id });

  const draft = await begin(firm);
  expect(draft).toMatchObject({ members: 2, open: 2 });
  expect(named(draft.leftOff)).toEqual(expected);
  // Whatever becomes of their own transfers, the case says who was not on its letter and why.
  await worker.call(walkTransfer, {
    params: { id: own.id },
    body: { version: own.version, step: 'recall', reason: '不再调动' },
  });
  const later = await worker.call(unitById, { params: { id: draft.id } });
  expect(named(later.leftOff)[0]).toEqual([first, 'county', tree.branchB1.name, 'recalled']);
  const issued = await walk(await walk(later, 'agree'), 'issue');
  const paper = await worker.call(printUnit, { params: { id: issued.id } });
  expect(paper.members.map(({ name }) => name).toSorted()).toEqual(
    people
      .slice(2)
      .map(({ fields }) => String(fields.name))
      .toSorted(),
  );
  // Those of other ranges do not see whose organisation it is.
  const other = await server.current.as('township_worker', { at: tree.townshipB });
  expect(await other.outcome(unitPreview, { query: { organisationId: firm.id } })).toBe('not_found');
});

test('a unit that has left is abolished with all below it, dated, and its history stays', async () => {
  const { firm, branch, people } = await firmOf(2);
  const today = server.current.county.today();
  const draft = await begin(firm);
  const early = worker.call(unitEnding, { params: { id: draft.id }, query: {} });
  expect(await refusal(early)).toBe('conflict transfer.unit_not_gone');
  const gone = await walk(await walk(await walk(draft, 'agree'), 'issue'), 'confirm');
  expect(gone).toMatchObject({ gone: true, mayAbolish: true, abolishedOn: null });
  const secretary = await server.current.as('branch_secretary', { at: branch });
  expect(await secretary.outcome(unitById, { params: { id: gone.id } })).toBe('not_found');

  // The day after the last on which somebody belonged to it is offered; none before it is taken.
  const ending = await worker.call(unitEnding, { params: { id: gone.id }, query: {} });
  expect(ending).toMatchObject({ on: today, names: [firm.name, branch.name], preview: { problems: [], members: 0 } });
  const before = addDays(today, -1);
  const asked = await worker.call(unitEnding, { params: { id: gone.id }, query: { on: before } });
  expect(asked.preview.problems).toMatchObject([{ path: 'body.on', message: 'members_until', params: { day: today } }]);
  const end = (on: string, version = gone.version) =>
    worker.call(abolishUnit, { params: { id: gone.id }, body: { version, on, document: '永组〔2026〕18号' } });
  expect(await refusal(end(before))).toBe('invalid members_until');
  const done = await end(today);
  expect(done).toMatchObject({ gone: false, mayAbolish: false, abolishedOn: today });
  expect(await refusal(end(today))).toMatch(/^stale/);
  expect(await refusal(end(today, done.version))).toBe('conflict transfer.unit_not_gone');

  for (const node of [firm, branch]) {
    const view = await worker.call(organisationById, { params: { id: node.id } });
    expect(view.abolishedOn).toBe(today);
  }
  const events = await server.current
    .read()
    .selectFrom('organisation_event')
    .select(['kind', 'document'])
    .where('organisation_id', '=', sql<string>`any(${[firm.id, branch.id]}::uuid[])`)
    .where('kind', '=', 'abolished')
    .execute();
  expect(events.map(({ kind, document }) => `${kind} ${document ?? ''}`)).toEqual([
    'abolished 永组〔2026〕18号',
    'abolished 永组〔2026〕18号',
  ]);
  // As it was the day before, with its people, it is still read.
  const then = await worker.call(organisationTree, { query: { on: before } });
  expect(then.items.find(({ id }) => id === branch.id)).toMatchObject({ members: 2 });
  const file = await worker.call(memberFile, { params: { id: people[0]?.id ?? '' } });
  expect(file.ended).toMatchObject({ on: before, kind: 'transferred_out' });
  const listed = (await worker.call(unitList, { query: {} })).items.find(({ id }) => id === gone.id);
  expect(listed).toMatchObject({ gone: false, abolishedOn: today });
});

test('a unit of which somebody stays is not abolished, and says who is in the way', async () => {
  const { tree } = server.current;
  const { firm, people } = await firmOf(2);
  await worker.call(createTransfer, {
    body: { personId: people[0]?.id ?? '', toBranchId: tree.branchB1.id, reason, duesPaidTo: '2026-10' },
  });
  const gone = await leave(firm);
  expect(gone).toMatchObject({ members: 1, gone: true });
  const { on, preview } = await worker.call(unitEnding, { params: { id: gone.id }, query: {} });
  expect(preview.problems).toMatchObject([{ message: 'members_in_place', params: { count: 1 } }]);
  const body = { version: gone.version, on };
  expect(await refusal(worker.call(abolishUnit, { params: { id: gone.id }, body }))).toBe('invalid members_in_place');
  const { abolishedOn } = await worker.call(organisationById, { params: { id: firm.id } });
  expect(abolishedOn).toBeNull();
});

test('who left with a unit comes back with the file of before, though the unit is no more', async () => {
  const { tree, county, as } = server.current;
  const { firm, people } = await firmOf(1);
  const [one] = people;
  const gone = await leave(firm);
  const { on } = await worker.call(unitEnding, { params: { id: gone.id }, query: {} });
  await worker.call(abolishUnit, { params: { id: gone.id }, body: { version: gone.version, on } });
  const receiver = await as('township_worker', { at: tree.townshipB });
  const accepter = await as('branch_secretary', { at: tree.branchB1 });
  const today = county.today();
  const letter = await receiver.call(registerArrival, {
    body: {
      toBranchId: tree.branchB1.id,
      outside,
      kind: 'cross_province',
      letterNo: '外转 31',
      issuedOn: today,
      validUntil: addDays(today, 20),
      duesPaidTo: '2026-10',
      reason,
      name: String(one?.fields.name),
      idNumber: String(one?.fields.idNumber),
      category: 'full',
      joinedOn: '2005-07-01',
      fullOn: '2006-07-01',
    },
  });
  await accepter.call(walkTransfer, { params: { id: letter.id }, body: { version: letter.version, step: 'accept' } });
  const { personId, former } = await accepter.call(transferById, { params: { id: letter.id } });
  expect([personId, former]).toEqual([one?.id, one?.id]);
});
