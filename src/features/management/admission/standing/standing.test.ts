/** What lists and inboxes say of open cases on days on which nobody has written anything. */
import { expect, test } from 'vitest';
import { todoList } from '#features/base/inbox/contract.ts';
import { makeIdNumber } from '#features/base/members/factory.ts';
import { useApp, type TestApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { caseById, caseList, openCase, recordFact, type CaseFile } from '../contract.ts';
import { plantMeeting } from '../factory.ts';
import type { StepId } from '../steps.ts';
import { renewCases } from './jobs.ts';

let today = '2026-05-12';
const server = useApp({ now: () => new Date(`${today}T04:00:00Z`) });
const app = (): TestApp => server.current;

interface Office {
  readonly secretary: Client;
  readonly worker: Client;
  readonly officer: Client;
}
const on = async (day: string): Promise<Office> => {
  today = day;
  const { as, tree } = app();
  return {
    secretary: await as('branch_secretary', { at: tree.branchA1 }),
    worker: await as('township_worker', { at: tree.townshipA }),
    officer: await as('county_officer', { at: tree.county }),
  };
};

const open = async (): Promise<CaseFile> => {
  const { secretary } = await on(today);
  return secretary.call(openCase, {
    body: {
      branchId: app().tree.branchA1.id,
      name: '林小雨',
      idNumber: makeIdNumber('1996-04-08', '2'),
      begunOn: '2026-05-12',
    },
  });
};

type Deed = readonly [who: keyof Office, step: StepId, body?: object];
const passed = { outcome: 'passed' } as const;

/** Each deed on its day, entered on that day. */
const walk = async (file: CaseFile, deeds: readonly (readonly [day: string, ...Deed])[]): Promise<CaseFile> => {
  let at = file;
  for (const [day, who, step, body] of deeds) {
    const office = (await on(day))[who];
    at = await office.call(recordFact, {
      params: { id: at.id },
      body: { version: at.version, step, on: day, outcome: 'done', ...body } as never,
    });
  }
  return at;
};

const lineOf = async (who: Client, id: string) =>
  (await who.call(caseList, { query: { queue: 'open', limit: 100 } })).items.find((one) => one.id === id);
const isIn = async (who: Client, queue: 'todo' | 'overdue', id: string): Promise<boolean> =>
  (await who.call(caseList, { query: { queue, limit: 100 } })).items.some((one) => one.id === id);
const waiting = async (who: Client, id: string) => {
  const { groups } = await who.call(todoList, { query: { kind: 'admission.waiting' } });
  return groups.flatMap(({ group, items }) => items.filter((one) => one.id === id).map((one) => ({ group, ...one })));
};

const toActivist = [
  ['2026-05-20', 'secretary', 'talk', { names: ['陈支书'] }],
  ['2026-06-01', 'secretary', 'activist', passed],
  ['2026-06-01', 'worker', 'activistFiling'],
  ['2026-06-01', 'secretary', 'contacts', { names: ['王建国', '李秀英'] }],
  ['2026-12-01', 'secretary', 'cultivation'],
] as const;

test('the next inspection of an activist comes to the branch by itself, and is late by itself', async () => {
  today = '2026-05-12';
  const { id } = await walk(await open(), toActivist);
  const after = await on('2026-12-02');
  expect(await lineOf(after.secretary, id)).toMatchObject({
    nextStep: 'cultivation',
    nextActor: 'contacts',
    dueOn: '2027-06-01',
    overdue: false,
    clocks: [
      { step: 'cultivation', due: '2027-06-01', standing: 'waiting', rule: 'activist.inspection' },
      { step: 'candidate', due: null, from: '2027-06-01', standing: 'waiting' },
    ],
  });
  expect(await waiting(after.secretary, id)).toEqual([]);
  const near = await on('2027-05-25');
  expect(await isIn(near.secretary, 'todo', id)).toBe(true);
  expect(await waiting(near.secretary, id)).toMatchObject([
    { group: 'later', dueOn: '2027-06-01', rule: { id: 'activist.inspection' } },
  ]);
  expect(await isIn(near.worker, 'todo', id)).toBe(false);
  const late = await on('2027-06-02');
  // The branch sees first what is late, those above three working days later: in the list, its count and the case.
  for (const [day, above] of [
    ['2027-06-02', false],
    ['2027-06-04', false],
    ['2027-06-05', true],
  ] as const) {
    const { secretary, worker, officer } = await on(day);
    for (const [who, sees] of [
      [secretary, true],
      [worker, above],
      [officer, above],
    ] as const) {
      const { counts, items } = await who.call(caseList, { query: { queue: 'overdue', limit: 100 } });
      expect([day, items.some((one) => one.id === id), counts.overdue === items.length]).toEqual([day, sees, true]);
      const file = await who.call(caseById, { params: { id } });
      const clock = file.clocks.find(({ step }) => step === 'cultivation');
      expect([file.overdue, clock?.standing]).toEqual([sees, sees ? 'overdue' : 'near']);
      expect(clock?.aboveFrom).toBe('2027-06-05');
      expect(file.path.find(({ step }) => step === 'cultivation')?.state).toBe(sees ? 'overdue' : 'open');
    }
  }
  await on('2027-06-02');
  expect(await waiting(late.secretary, id)).toMatchObject([{ group: 'overdue' }]);
  // Beside it the year is over: the branch may choose, with no last day.
  expect((await lineOf(late.secretary, id))?.clocks.map(({ step, standing }) => [step, standing])).toEqual([
    ['cultivation', 'overdue'],
    ['candidate', 'open'],
  ]);
});

const toMeeting = [
  ...toActivist,
  ['2027-06-01', 'secretary', 'candidate', passed],
  ['2027-06-10', 'worker', 'candidateConsent', { ...passed, until: '2027-06-17' }],
  ['2027-06-20', 'secretary', 'introducers', { names: ['王建国', '李秀英'] }],
  ['2027-06-21', 'officer', 'vetting', { ...passed, concludedBy: '周政审' }],
  ['2027-07-01', 'worker', 'training', { ...passed, until: '2027-07-01', days: 3 }],
  ['2027-07-05', 'secretary', 'committeeReview', passed],
  ['2027-07-10', 'worker', 'precheck', { ...passed, concludedBy: '吴组织委员' }],
] as const;
const vote = { ...passed, yes: 7, no: 1, abstain: 1, secret: true };

test('what holds a later step up is due when that is: the book, the talk, the end of a probation', async () => {
  today = '2026-05-12';
  const checked = await walk(await open(), toMeeting);
  const { id } = checked;
  expect(checked).toMatchObject({ nextStep: 'applicationBook', nextActor: 'applicant', dueOn: '2027-08-10' });
  expect(await waiting((await on('2027-07-11')).secretary, id)).toMatchObject([
    { dueOn: '2027-08-10', rule: { id: 'precheck.meeting', article: '第十九条' } },
  ]);

  const filled = await walk(checked, [['2027-07-12', 'secretary', 'applicationBook']]);
  const { write, tree } = app();
  const meetingId = await write((tx) =>
    plantMeeting(tx, tree.branchA1, { on: '2027-07-20', entitled: 11, present: 9 }),
  );
  // Held on the 20th, entered and so reported on the 31st: the committee's months count from then.
  const { secretary } = await on('2027-07-31');
  const body = { version: filled.version, step: 'admissionMeeting', on: '2027-07-20', meetingId, ...vote } as never;
  const early = { ...(body as object), receivedOn: '2027-07-19' } as never;
  await expect(secretary.call(recordFact, { params: { id }, body: early })).rejects.toThrow();
  const met = await secretary.call(recordFact, { params: { id }, body });
  expect(met.path.find(({ step }) => step === 'admissionMeeting')?.facts[0]?.receivedOn).toBe('2027-07-31');
  const { worker } = await on('2027-10-25');
  expect(await lineOf(worker, id)).toMatchObject({
    dueOn: '2027-10-31',
    clocks: [{ step: 'superiorTalk', binds: 'approval', standing: 'near' }],
  });
  expect(await waiting(worker, id)).toMatchObject([
    { group: 'later', dueOn: '2027-10-31', rule: { id: 'approve.limit' } },
  ]);
  expect(await isIn((await on('2027-11-01')).worker, 'overdue', id)).toBe(true);

  const approved = await walk(met, [
    ['2027-09-01', 'worker', 'superiorTalk', { names: ['郑委员'], concludedBy: '郑委员', receivedOn: '2027-08-02' }],
    ['2027-09-10', 'worker', 'approval', passed],
    ['2027-09-11', 'officer', 'filing'],
    ['2027-09-11', 'secretary', 'assignment'],
    ['2027-09-20', 'secretary', 'oath'],
  ]);
  expect(approved.path.find(({ step }) => step === 'approval')?.latest?.day).toBe('2027-11-02');
  expect(approved).toMatchObject({ nextStep: 'probationInspection', dueOn: '2028-03-10' });
  const inspected = await walk(approved, [
    ['2028-03-09', 'secretary', 'probationInspection'],
    ['2028-07-01', 'secretary', 'conversionRequest'],
  ]);
  expect(inspected).toMatchObject({ nextStep: 'conversionMeeting', dueOn: '2028-08-20' });
  const over = await on('2028-08-21');
  expect(await isIn(over.secretary, 'overdue', id)).toBe(true);
  expect(await isIn(over.worker, 'overdue', id)).toBe(false);
  expect(await waiting(over.secretary, id)).toMatchObject([{ group: 'overdue', rule: { id: 'conversion.discuss' } }]);
});

test('each office is asked for its own step of one case, the most pressing', async () => {
  today = '2026-05-12';
  const file = await walk(await open(), toActivist.slice(0, 2));
  const { secretary, worker, officer } = await on('2026-06-02');
  expect(await waiting(secretary, file.id)).toMatchObject([{ rule: { id: 'activist.contacts' }, dueOn: null }]);
  expect(await waiting(worker, file.id)).toHaveLength(1);
  expect(await waiting(officer, file.id)).toEqual([]);
});

const owed = async (id: string) =>
  app().write((tx) =>
    tx
      .selectFrom('admission_case')
      .select(['clocks', 'due_on', 'version', 'clocks_on'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow(),
  );

test('a morning reads what was not read, and a change of the calendar reads all', async () => {
  today = '2026-05-12';
  const { id } = await walk(await open(), toActivist);
  const before = await owed(id);
  const spoil = (clocks_on: string | null) =>
    app().write((tx) =>
      tx.updateTable('admission_case').set({ clocks: '[]', due_on: null, clocks_on }).where('id', '=', id).execute(),
    );
  await spoil(null);
  await renewCases(app().county, {});
  expect(await owed(id)).toEqual(before);
  await spoil(today);
  await renewCases(app().county, {});
  expect((await owed(id)).due_on).toBeNull();
  await renewCases(app().county, { year: 2027 });
  expect(await owed(id)).toEqual(before);
});

test('the pages of the list hold each case once, the earliest last day first', async () => {
  today = '2026-05-12';
  for (const day of ['2026-05-01', '2026-05-03', '2026-05-02']) {
    const { secretary } = await on('2026-05-12');
    await secretary.call(openCase, {
      body: {
        branchId: app().tree.branchA1.id,
        name: '林小雨',
        idNumber: makeIdNumber('1996-04-08', '2'),
        begunOn: day,
      },
    });
  }
  const { secretary } = await on('2026-05-12');
  const all = (await secretary.call(caseList, { query: { queue: 'open', limit: 100 } })).items;
  const dues = all.map(({ dueOn }) => dueOn ?? '9999-12-31');
  expect(dues).toEqual(dues.toSorted());
  const seen: string[] = [];
  let cursor: string | undefined;
  for (;;) {
    const page = await secretary.call(caseList, {
      query: { queue: 'open', limit: 2, ...(cursor === undefined ? {} : { cursor }) },
    });
    seen.push(...page.items.map(({ id }) => id));
    if (page.next === null) break;
    cursor = page.next;
  }
  expect(seen).toEqual(all.map(({ id }) => id));
  expect((await secretary.call(caseById, { params: { id: seen[0] ?? '' } })).dueOn).toBe(dues[0]);
});
