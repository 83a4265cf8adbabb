import { describe, expect, test } from 'vitest';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { openTo } from '#test/harness/told.ts';
import { plantMember, plantNode, type Person } from '#test/harness/tree.ts';
import * as contract from './contract.ts';
import {
  appraisalScene,
  counted,
  grade,
  gradedIn,
  prepared,
  problemsOf,
  sheet,
  started,
  step,
  type Scene,
} from './factory.ts';

const app = useApp();
const today = (): string => app.current.county.today();
const year = (): number => Number(today().slice(0, 4));

const scene = (size: number): Promise<Scene> => appraisalScene(app.current, size);

describe('the roll', () => {
  test('grades full members of the day, has the probationary take part, and excuses the old with their word', async () => {
    const from = await scene(9);
    const appraisal = await started(from);
    expect(appraisal.counts).toMatchObject({ graded: 9, ungraded: 1, excused: 0, voters: 9 });
    expect(appraisal).toMatchObject({ most: 3, next: 'study', state: 'running', sight: 'all' });
    const person = from.people[0]!.id;
    const excuse = (version: number, body: object) =>
      step(from.secretary, contract.excuseMember, {
        params: { id: appraisal.id, personId: person },
        body: { version, excuse: 'old_or_ill', note: hostile, ...body },
      });
    const less = await excuse(1, {});
    expect(less).toMatchObject({ most: 2, counts: { graded: 8, excused: 1 } });
    expect(less.people.find(({ personId }) => personId === person)).toMatchObject({ excuseNote: hostile });
    expect(await problemsOf(excuse(1, {}))).toEqual(['stale']);
    expect(await problemsOf(excuse(2, { excuse: 'other', note: '' }))).toEqual(['excuse_needs_note']);
    const renewed = await step(from.secretary, contract.takeRoll, {
      params: { id: appraisal.id },
      body: { version: 2, rollOn: today() },
    });
    expect(renewed.counts).toMatchObject({ graded: 8, excused: 1 });
    expect((await excuse(3, { excuse: null })).counts.graded).toBe(9);
  });

  test('is taken once a year, and again only when the first was called off', async () => {
    const from = await scene(3);
    const { id, version } = await started(from);
    expect(await problemsOf(started(from))).toEqual(['appraised_already']);
    const body = { version, reason: hostile };
    await step(from.secretary, contract.cancelAppraisal, { params: { id }, body });
    expect((await started(from)).state).toBe('running');
    const future = { year: year() + 1, rollOn: today() };
    expect(await problemsOf(from.secretary.call(contract.createAppraisal, { body: future }))).toEqual(['in_future']);
    const ancient = { year: 2019, rollOn: '2018-01-01' };
    expect(await problemsOf(from.secretary.call(contract.createAppraisal, { body: ancient }))).toEqual([
      'before_regulation',
    ]);
  });
});

describe('somebody who comes or goes on the way', () => {
  test('is asked for the self-appraisal when the roll is taken anew, and nobody is asked twice', async () => {
    const from = await scene(3);
    const member = (person: Person) => app.current.as('member', { at: from.place, person });
    const before = await member(from.people[0]!);
    const running = await started(from);
    const after = await member(await app.current.write((tx) => plantMember(tx, from.place)));
    expect([await openTo(before), await openTo(after)]).toEqual([['appraisals.begun'], []]);
    const body = { version: running.version, rollOn: today() };
    await step(from.secretary, contract.takeRoll, { params: { id: running.id }, body });
    expect([await openTo(before), await openTo(after)]).toEqual([['appraisals.begun'], ['appraisals.begun']]);
  });

  test('is excused after the count, and those who stay are graded by the smaller third', async () => {
    const from = await scene(6);
    const first = await counted(from, await prepared(from), 2);
    const [gone] = gradedIn(first);
    const left = await step(from.secretary, contract.excuseMember, {
      params: { id: first.id, personId: gone!.personId },
      body: { version: first.version, excuse: 'other', note: hostile },
    });
    expect(left).toMatchObject({ most: 1, counts: { graded: 5, excused: 1 } });
    // The sums of the others are still those of the paper, and the second person enters no more than theirs.
    const whole = sheet(first, 2);
    const lines = whole.lines.filter(({ personId }) => personId !== gone!.personId);
    const agreed = await step(from.second, contract.confirmTally, {
      params: { id: first.id },
      body: { ...whole, version: left.version, lines },
    });
    expect(agreed.next).toBe('grade');
    expect((await grade(from, agreed, ['excellent'])).grades).toMatchObject({ excellent: 1, qualified: 4 });
  });

  test('does not come back among the graded where the corrected count has no sums', async () => {
    const from = await scene(4);
    const first = await counted(from, await prepared(from), 1);
    const [gone] = gradedIn(first);
    const excuse = (version: number, reason: 'away' | null) =>
      step(from.secretary, contract.excuseMember, {
        params: { id: first.id, personId: gone!.personId },
        body: { version, excuse: reason },
      });
    const left = await excuse(first.version, 'away');
    const back = await excuse(left.version, null);
    expect(back.counts.graded).toBe(4);
    const corrected = await counted(from, await excuse(back.version, 'away'), 1);
    expect(await problemsOf(excuse(corrected.version, null))).toEqual(['not_counted']);
  });

  test('is nobody to grade in a branch of probationary members alone', async () => {
    const place = await app.current.write((tx) => plantNode(tx, 'branch', app.current.tree.townshipA));
    await app.current.write((tx) => plantMember(tx, place, { category: 'probationary' }));
    const secretary = await app.current.as('branch_secretary', { at: place });
    const body = { year: year(), rollOn: today() };
    expect(await problemsOf(secretary.call(contract.createAppraisal, { body }))).toEqual(['nobody_graded']);
  });
});

describe('wrong sums of a test', () => {
  test('are refused where they stand', async () => {
    const from = await scene(4);
    const ready = await prepared(from);
    const enter = (more: object) =>
      problemsOf(
        from.secretary.call(contract.enterTally, {
          params: { id: ready.id },
          body: { ...sheet(ready, 1, more), testedOn: today() },
        }),
      );
    const { lines } = sheet(ready, 1);
    for (const name of ['issued', 'returned', 'valid', 'invalid'])
      expect((await enter({ [name]: -1 })).length).toBeGreaterThan(0);
    expect(await enter({ issued: 5, returned: 5, valid: 5 })).toEqual(['issued_many']);
    expect(await enter({ returned: 5, valid: 5 })).toEqual(['returned_many']);
    expect(await enter({ invalid: 1 })).toEqual(['valid_unequal']);
    expect(await enter({ lines: [...lines, lines[0]!] })).toContain('names_unequal');
    expect(await enter({ lines: lines.slice(1) })).toEqual(['names_unequal']);
    expect(await enter({ lines: lines.map((one) => ({ ...one, basic: 1 })) })).toContain('votes_many');
    expect((await enter({ lines: lines.map((one) => ({ ...one, basic: -1 })) })).length).toBeGreaterThan(0);
  });
});

describe('study and mutual appraisal', () => {
  test('come in their order, and keep no word about anybody by name', async () => {
    const from = await scene(3);
    const { id, version } = await started(from);
    const edit = (body: object) =>
      from.secretary.call(contract.editAppraisal, {
        params: { id },
        body: {
          version,
          meetingId: null,
          studiedOn: today(),
          mutualOn: today(),
          mutualForm: 'groups',
          mutualSummary: null,
          ...body,
        },
      });
    expect(await problemsOf(edit({ studiedOn: null }))).toEqual(['study_first']);
    expect(await problemsOf(edit({ mutualForm: null }))).toEqual(['mutual_whole']);
    const named = `${from.people[1]!.name}联系群众不够`;
    expect(await problemsOf(edit({ mutualSummary: named }))).toEqual(['summary_names']);
    expect(await problemsOf(edit({ meetingId: id }))).toEqual(['meeting_unknown']);
    expect(await problemsOf(edit({}))).toEqual([]);
    const early = {
      ...sheet(await from.secretary.call(contract.appraisalById, { params: { id } }), 0),
      testedOn: '2020-01-01',
    };
    expect(await problemsOf(from.secretary.call(contract.enterTally, { params: { id }, body: early }))).toEqual([
      'test_before_mutual',
    ]);
  });
});

describe('the test', () => {
  test('is counted by two who do not see each other’s numbers', async () => {
    const from = await scene(6);
    const running = await started(from);
    expect(await problemsOf(counted(from, running, 1))).toEqual(['steps_missing']);
    await step(from.secretary, contract.cancelAppraisal, {
      params: { id: running.id },
      body: { version: running.version, reason: hostile },
    });
    const first = await counted(from, await prepared(from), 2);
    const { id } = first;
    expect(first.can).toMatchObject({ confirm: false, count: true });
    expect(first.tally).toMatchObject({ issued: 6, confirmer: null });
    const seen = await from.second.call(contract.appraisalById, { params: { id } });
    expect(seen.tally).toMatchObject({ issued: null, valid: null });
    expect(seen.people.every(({ votes }) => votes === null)).toBe(true);
    expect(seen.can.confirm).toBe(true);
    const confirm = (client: Client, excellent: number, more: object = {}) =>
      step(client, contract.confirmTally, { params: { id }, body: sheet(first, excellent, more) });
    expect(await problemsOf(confirm(from.secretary, 2))).toEqual(['own_count']);
    expect(await problemsOf(confirm(from.second, 1))).toEqual(['counts_differ', 'counts_differ']);
    expect(await problemsOf(confirm(from.second, 2, { issued: 5, returned: 6 }))).toContain('returned_many');
    const agreed = await confirm(from.second, 2);
    expect(agreed).toMatchObject({ next: 'grade', tally: { issued: 6 } });
    expect(gradedIn(agreed)[0]).toMatchObject({ leaders: ['excellent'], votes: { excellent: 6 } });
    expect(await problemsOf(counted(from, agreed, 2))).toEqual(['steps_missing']);
  });

  test('may be confirmed by the township, which sees names and no votes', async () => {
    const from = await scene(3);
    const first = await counted(from, await prepared(from), 1);
    const { tree, as } = app.current;
    const worker = await as('township_worker', { at: tree.townshipA });
    const seen = await worker.call(contract.appraisalById, { params: { id: first.id } });
    expect(seen).toMatchObject({ sight: 'act', mutualSummary: null, can: { confirm: true, grade: false } });
    const body = sheet(first, 1);
    const agreed = await step(worker, contract.confirmTally, { params: { id: first.id }, body });
    expect(
      agreed.people.every(({ votes, self, grade: given }) => votes === null && self === null && given === null),
    ).toBe(true);
    const other = await as('township_worker', { at: tree.townshipB });
    expect(await other.outcome(contract.confirmTally, { params: { id: first.id }, body })).toBe('not_found');
  });
});
