/** Who is told of a step and its last day, on which morning, and that nobody is told twice. */
import { beforeEach, describe, expect, test } from 'vitest';
import { emptyCalendar } from '#features/base/rules/calendar/rules.ts';
import { noticeList } from '#features/base/inbox/contract.ts';
import { makeIdNumber } from '#features/base/members/factory.ts';
import { useApp, type TestApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { openTo, toldTo } from '#test/harness/told.ts';
import { plantNode, type Node } from '#test/harness/tree.ts';
import { moveCase, openCase, recordFact, type CaseFile } from '../contract.ts';
import type { Clock } from '../rules/clocks/rules.ts';
import type { StepId } from '../steps.ts';
import { remindOfTerms } from './jobs.ts';
import { opensOn, stagesOn } from './rules.ts';

let today = '2026-06-01';
const server = useApp({ now: () => new Date(`${today}T04:00:00Z`) });
const app = (): TestApp => server.current;

describe('the stages of a last day', () => {
  const clock: Clock = {
    step: 'talk',
    actor: 'branch',
    place: 'branch',
    from: '2026-10-01',
    due: '2026-10-30',
    binds: null,
    rule: 'admit.talk',
    aboveFrom: '2026-11-05',
    current: null,
  };
  const on = (day: string): string[] =>
    stagesOn(clock, day, emptyCalendar).map(({ stage, on: since }) => `${stage} ${since}`);

  test('draw near, are over, and come to those above working days later', () => {
    expect(on('2026-10-20')).toEqual([]);
    expect(on('2026-10-21')).toEqual(['near 2026-10-21']);
    expect(on('2026-10-30')).toEqual(['near 2026-10-21']);
    expect(on('2026-10-31')).toEqual(['over 2026-10-31']);
    expect(on('2026-11-04')).toEqual(['over 2026-10-31']);
    expect(on('2026-11-05')).toEqual(['over 2026-10-31', 'above 2026-11-05']);
    expect(on('2026-11-15')).toEqual(['above 2026-11-05']);
    expect(on('2026-11-20')).toEqual([]);
  });

  test('are none before the step may be taken, and none without a last day', () => {
    expect(stagesOn({ ...clock, from: '2026-11-10' }, '2026-10-30', emptyCalendar)).toEqual([]);
    expect(stagesOn({ ...clock, due: null }, '2026-10-30', emptyCalendar)).toEqual([]);
  });

  test('a step opens by itself on its first day', () => {
    const waits = { ...clock, from: '2026-10-01', due: null };
    expect(
      ['2026-09-30', '2026-10-01', '2026-10-15', '2026-10-16'].map((day) => opensOn(waits, day, emptyCalendar)),
    ).toEqual([false, true, true, false]);
    expect(opensOn(clock, '2026-10-21', emptyCalendar)).toBe(false);
  });
});

let township: Node;
let branch: Node;
// A township of its own for each: a number of one is none of another.
beforeEach(async () => {
  today = '2026-06-01';
  township = await app().write((tx) => plantNode(tx, 'township_committee', app().tree.county));
  branch = await app().write((tx) => plantNode(tx, 'branch', township));
});

interface Office {
  readonly secretary: Client;
  readonly worker: Client;
  readonly officer: Client;
}
/** The staff of a day, without member files; whoever came before stays in office. */
const visit = async (day: string): Promise<Office> => {
  today = day;
  return {
    secretary: await app().as('branch_secretary', { at: branch }),
    worker: await app().as('township_worker', { at: township }),
    officer: await app().as('county_officer', { at: app().tree.county }),
  };
};
const open = (who: Client): Promise<CaseFile> =>
  who.call(openCase, {
    body: { branchId: branch.id, name: '林小雨', idNumber: makeIdNumber('1996-04-08', '2'), begunOn: '2026-06-01' },
  });
const record = (who: Client, { id, version }: CaseFile, step: StepId, extra: object = {}): Promise<CaseFile> =>
  who.call(recordFact, { params: { id }, body: { version, step, on: today, outcome: 'done', ...extra } as never });
const told = async (who: Client) =>
  (await who.call(noticeList, { query: {} })).items
    .filter(({ kind }) => kind.startsWith('admission'))
    .map(({ kind, params }) => [kind, params]);
const morning = async (): Promise<void> => {
  await remindOfTerms(app().county, {});
  await remindOfTerms(app().county, {});
};

test('a term tells the branch as it draws near and when it is over, then the committee a number', async () => {
  const first = await visit('2026-06-01');
  const file = await open(first.secretary);
  await morning();
  expect(await toldTo(first.secretary)).toEqual(['admission.next']);

  const near = await visit('2026-06-24');
  await morning();
  expect(await told(near.secretary)).toEqual([
    [
      'admission.near',
      {
        branch: branch.name,
        step: { zh: '派人谈话', en: 'First talk' },
        day: { zh: '2026年7月1日', en: expect.stringContaining('2026') },
      },
    ],
  ]);
  expect([await told(near.worker), await told(near.officer)]).toEqual([[], []]);

  const over = await visit('2026-07-02');
  await morning();
  expect((await told(over.secretary)).map(([kind]) => kind)).toEqual(['admission.over']);
  expect(await told(over.worker)).toEqual([]);

  const later = await visit('2026-07-07');
  await morning();
  expect(await told(later.worker)).toEqual([['admission.above', { count: 1 }]]);

  // The talk is held: nothing is asked of it any more, and the next step is told.
  await record(later.secretary, file, 'talk', { names: ['陈支书'] });
  expect(await openTo(later.secretary)).toEqual(['admission.next']);
  await morning();
  expect((await told(later.secretary)).map(([kind]) => kind)).toEqual(['admission.next', 'admission.over']);
});

test('a committee is told of its own term first, and the county of it later', async () => {
  const { secretary, worker } = await visit('2026-06-01');
  const file = await open(secretary);
  const talked = await record(secretary, file, 'talk', { names: ['陈支书'] });
  // What the committee owes has a last day once the meeting has been; here it is put there as the commands keep it.
  const clocks = [
    {
      step: 'approval',
      actor: 'committee',
      place: 'committee',
      from: today,
      due: '2026-06-30',
      binds: null,
      rule: 'approve.limit',
    },
  ];
  await app().write((tx) =>
    tx
      .updateTable('admission_case')
      .set({ clocks: JSON.stringify(clocks), due_on: '2026-06-30', clocks_on: '2026-07-07' })
      .where('id', '=', talked.id)
      .execute(),
  );
  expect(await told(worker)).toEqual([]);
  const late = await visit('2026-07-07');
  await morning();
  expect((await told(late.worker)).map(([kind]) => kind)).toEqual(['admission.over']);
  expect(await told(late.officer)).toEqual([['admission.above', { count: 1 }]]);
  expect((await told(late.secretary)).map(([kind]) => kind)).toEqual([]);
});

test('a step whose first day has come is told by itself', async () => {
  let { secretary, worker } = await visit('2026-06-01');
  let file = await record(secretary, await open(secretary), 'talk', { names: ['陈支书'] });
  file = await record(secretary, file, 'activist', { outcome: 'passed' });
  file = await record(worker, file, 'activistFiling');
  file = await record(secretary, file, 'contacts', { names: ['王建国', '李秀英'] });
  ({ secretary, worker } = await visit('2026-11-30'));
  file = await record(secretary, file, 'cultivation');
  ({ secretary } = await visit('2027-05-28'));
  file = await record(secretary, file, 'cultivation');
  ({ secretary, worker } = await visit('2027-06-02'));
  await morning();
  expect(await told(secretary)).toEqual([
    ['admission.next', expect.objectContaining({ step: { zh: '确定发展对象', en: 'Chosen as candidate' } })],
  ]);
  expect(await told(worker)).toEqual([]);
});

test('each office is told of its own turn once, staff without a member file too', async () => {
  const { secretary, worker } = await visit('2026-06-01');
  let file = await record(secretary, await open(secretary), 'talk', { names: ['陈支书'] });
  expect(await openTo(secretary)).toEqual(['admission.next']);
  expect(await told(worker)).toEqual([]);
  file = await record(secretary, file, 'activist', { outcome: 'passed' });
  expect(await openTo(worker)).toEqual(['admission.next']);
  file = await record(secretary, file, 'contacts', { names: ['王建国'] });
  // The committee has still to file: it is not told again, and its notice stays.
  expect(await told(worker)).toHaveLength(1);
  expect(await openTo(worker)).toEqual(['admission.next']);
  await record(worker, file, 'activistFiling');
  expect(await openTo(worker)).toEqual([]);
});

test('where a branch has nobody, those next above are told of its step', async () => {
  const { worker, officer } = await visit('2026-06-01');
  const empty = await app().write((tx) => plantNode(tx, 'branch', township));
  await worker.call(openCase, {
    body: { branchId: empty.id, name: '林小雨', idNumber: makeIdNumber('1996-04-08', '2'), begunOn: '2026-06-01' },
  });
  expect(await openTo(worker)).toEqual(['admission.next']);
  expect(await told(officer)).toEqual([]);
});

test('a case that moves is the new branch’s turn, and no longer the old one’s', async () => {
  const { secretary, worker } = await visit('2026-06-01');
  const file = await open(secretary);
  const other = await app().write((tx) => plantNode(tx, 'branch', township));
  const receiver = await app().as('branch_secretary', { at: other });
  const body = { version: file.version, branchId: other.id, reason: '工作调动' };
  await worker.call(moveCase, { params: { id: file.id }, body });
  expect(await openTo(secretary)).toEqual([]);
  expect(await openTo(receiver)).toEqual(['admission.next']);
});
