import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { plantMember, plantNode, type Node } from '#test/harness/tree.ts';
import { dutiesOfOrganisation, dutyList, dutyOverview, ownDuties } from './contract.ts';
import { find, makeMeeting, seat } from './factory.ts';
import type { DutyKind } from './rules.ts';

/** Noon in China. */
const noon = (day: string): Date => new Date(`${day}T04:00:00Z`);
let today = '2026-11-26';
const server = useApp({ now: () => noon(today) });
const app = () => server.current;

/** Somebody signed in on a day; sessions end within the hour, so each day has its own. */
const on = async (day: string, role: Parameters<ReturnType<typeof app>['as']>[0], at: Node): Promise<Client> => {
  today = day;
  return app().as(role, { at });
};
const stateOf = async (client: Client, branch: Node, kind: DutyKind, key: string): Promise<string> => {
  const query = { year: Number(key.slice(0, 4)) };
  return find((await client.call(dutiesOfOrganisation, { params: { id: branch.id }, query })).duties, kind, key).state;
};

describe('a Party day that is not held', () => {
  let branch: Node;
  beforeAll(async () => {
    branch = await app().write((tx) => plantNode(tx, 'branch', app().tree.townshipA));
  });

  test('is seen by the branch first, by the township three working days later', async () => {
    const states = async (day: string): Promise<string[]> => {
      const secretary = await on(day, 'branch_secretary', branch);
      const worker = await on(day, 'township_worker', app().tree.townshipA);
      return [
        await stateOf(secretary, branch, 'party_day', '2026-10'),
        await stateOf(worker, branch, 'party_day', '2026-10'),
      ];
    };
    expect(await states('2026-10-08')).toEqual(['open', 'open']);
    expect(await states('2026-10-23')).toEqual(['due_soon', 'open']);
    expect(await states('2026-10-28')).toEqual(['due_soon', 'due_soon']);
    // The last day is a Saturday: Monday to Wednesday are the branch's own.
    expect(await states('2026-11-02')).toEqual(['missed', 'due_soon']);
    expect(await states('2026-11-04')).toEqual(['missed', 'due_soon']);
    expect(await states('2026-11-05')).toEqual(['missed', 'missed']);
  });

  test('is done at once when its record is closed, and owed again when that proves wrong', async () => {
    const secretary = await on('2026-11-26', 'branch_secretary', branch);
    const { id } = await app().write((tx) =>
      makeMeeting(tx, branch, { type: 'party_day', heldOn: '2026-10-15', title: hostile }),
    );
    const view = await secretary.call(dutiesOfOrganisation, { params: { id: branch.id } });
    const duty = find(view.duties, 'party_day', '2026-10');
    expect(view.own).toBe(true);
    expect(duty).toMatchObject({ state: 'done', held: 1, missing: [] });
    expect(duty.meetings).toEqual([{ id, title: hostile, heldOn: '2026-10-15', organisationId: branch.id }]);
    await app().write((tx) => tx.updateTable('meeting').set({ held_on: '2026-09-30' }).where('id', '=', id).execute());
    expect(await stateOf(secretary, branch, 'party_day', '2026-10')).toBe('missed');
    await app().write((tx) =>
      tx
        .updateTable('meeting')
        .set({ held_on: '2026-10-15', state: 'held', closed_at: null })
        .where('id', '=', id)
        .execute(),
    );
    expect(await stateOf(secretary, branch, 'party_day', '2026-10')).toBe('missed');
  });

  test('has members appraised once the appraisal is reported, for the year that it is of', async () => {
    const place = await app().write((tx) => plantNode(tx, 'branch', app().tree.townshipA));
    const client = await on('2026-11-26', 'branch_secretary', place);
    const state = (heldOn: string) => async () => stateOf(client, place, 'appraisal', heldOn.slice(0, 4));
    const now = state('2026-01-01');
    const { id } = await app().write((tx) =>
      makeMeeting(tx, place, { type: 'appraisal', heldOn: '2026-02-10', state: 'held' }),
    );
    expect(await now()).toBe('open');
    const done = { tested_on: '2026-02-10', decided_by: 'committee', decided_on: '2026-02-10' };
    const reported = { told_at: '2026-02-11T00:00:00Z', closed_on: '2026-02-12', state: 'closed' as const };
    await app().write((tx) =>
      tx
        .updateTable('appraisal')
        .set({ year: 2025, ...done, ...reported })
        .where('id', '=', id)
        .execute(),
    );
    expect(await now()).toBe('open');
    await app().write((tx) => tx.updateTable('appraisal').set({ year: 2026 }).where('id', '=', id).execute());
    expect(await now()).toBe('done');
  });

  test('tells rule, article and what is missing', async () => {
    const secretary = await on('2026-11-26', 'branch_secretary', branch);
    const { duties } = await secretary.call(dutiesOfOrganisation, { params: { id: branch.id } });
    expect(find(duties, 'members_meeting', '2026-Q3')).toMatchObject({
      why: { ruleId: 'meeting.general', confidence: 'B' },
      missing: [{ fact: 'meetings', count: 1 }],
      // The calendar of this county is empty.
      missingYears: [2026],
    });
  });
});

describe('the structure of the time', () => {
  test('decides about the past: a committee by seven full members until one of them has gone', async () => {
    const { townshipA, branchB1 } = app().tree;
    const branch = await app().write((tx) => plantNode(tx, 'branch', townshipA));
    const people = await app().write(async (tx) => {
      const all = [];
      for (let n = 0; n < 7; n += 1) all.push(await plantMember(tx, branch));
      return all;
    });
    const gone = people[0]?.id ?? '';
    await app().write(async (tx) => {
      await sql`update affiliation set during = daterange(lower(during), '2026-10-15') where person_id = ${gone}`.execute(
        tx,
      );
      // The file lies in another township now: the branch's past must not change with it.
      await sql`update membership set org_path = ${`${branchB1.path}@${gone}/`} where person_id = ${gone}`.execute(tx);
      await sql`update person set org_path = ${`${branchB1.path}@${gone}/`} where id = ${gone}`.execute(tx);
    });
    const secretary = await on('2026-11-26', 'branch_secretary', branch);
    const { duties } = await secretary.call(dutiesOfOrganisation, { params: { id: branch.id } });
    expect(find(duties, 'committee_meeting', '2026-09')).toMatchObject({
      state: 'missed',
      why: { inputs: { full: 7 } },
    });
    expect(find(duties, 'committee_meeting', '2026-09').missing).toContainEqual({
      fact: 'committee_posts',
      full: 7,
      seated: 0,
    });
    for (const key of ['2026-10', '2026-11'])
      expect(find(duties, 'committee_meeting', key)).toMatchObject({ state: 'not_owed', exemption: 'no_committee' });
    const worker = await on('2026-11-26', 'township_worker', townshipA);
    for (const month of ['2026-09', '2026-11']) {
      const query = { organisationId: branch.id, month };
      const row = (await worker.call(dutyOverview, { query })).counts.find(({ kind }) => kind === 'committee_meeting');
      expect(row?.owed).toBe(month === '2026-09' ? 1 : 0);
    }
  });

  test('decides between whom talks are owed, and those who were there between whom they were held', async () => {
    const { townshipA } = app().tree;
    const branch = await app().write((tx) => plantNode(tx, 'branch', townshipA));
    const [first, second, third, fourth] = await app().write(async (tx) => {
      const all = [];
      for (let n = 0; n < 4; n += 1) all.push(await plantMember(tx, branch));
      return all;
    });
    if (!first || !second || !third || !fourth) throw new Error('nobody');
    const secretary = await on('2026-11-26', 'branch_secretary', branch);
    const worker = await on('2026-11-26', 'township_worker', townshipA);
    const talks = async () => {
      const { duties } = await secretary.call(dutiesOfOrganisation, { params: { id: branch.id } });
      const duty = find(duties, 'heart_talk', '2026');
      const query = { organisationId: branch.id, kind: 'heart_talk', period: '2026' } as const;
      const [row] = (await worker.call(dutyList, { query })).items;
      expect(row).toMatchObject({ held: duty.held, needed: duty.needed, missing: duty.missing });
      return [duty.held, duty.needed, ...duty.missing.map((one) => (one.fact === 'talk' ? one.between : one.fact))];
    };
    const talk = (heldOn: string, ...present: (typeof first)[]) =>
      app().write((tx) => makeMeeting(tx, branch, { type: 'heart_talk', heldOn, present }));
    expect(await talks()).toEqual([0, 1, 'members']);
    await app().write(async (tx) => {
      await seat(tx, branch, first, { from: '2025-01-01', to: null });
      await seat(tx, branch, second, { from: '2025-01-01', to: null });
    });
    expect(await talks()).toEqual([0, 3, 'committee', 'committee_member', 'members']);
    await talk('2026-03-01', first, second);
    expect(await talks()).toEqual([1, 3, 'committee_member', 'members']);
    await talk('2026-04-01', second, third);
    // Of the year before: it counts for nothing here.
    await talk('2025-04-01', third, fourth);
    expect(await talks()).toEqual([2, 3, 'members']);
    await talk('2026-05-01', third, fourth);
    expect(await talks()).toEqual([3, 3]);
  });

  test('asks the secretary of a committee for a lesson, given in its range while in the post', async () => {
    const { county, townshipB } = app().tree;
    const township = await app().write((tx) => plantNode(tx, 'township_committee', county));
    const branch = await app().write((tx) => plantNode(tx, 'branch', township));
    const elsewhere = await app().write((tx) => plantNode(tx, 'branch', townshipB));
    const person = await app().write((tx) => plantMember(tx, branch));
    await app().write((tx) => seat(tx, township, person, { from: '2026-03-01', to: null, post: 'secretary' }));
    const worker = await on('2026-11-26', 'township_worker', township);
    const lesson = async () => {
      const { duties } = await worker.call(dutiesOfOrganisation, { params: { id: township.id } });
      expect(new Set(duties.map(({ kind }) => kind))).toEqual(new Set(['secretary_lesson']));
      const { items, total } = await worker.call(dutyList, { query: { kind: 'secretary_lesson', period: '2026' } });
      expect([total, items[0]?.organisation.id]).toEqual([1, township.id]);
      return [find(duties, 'secretary_lesson', '2026').held, items[0]?.held, items[0]?.missing.length];
    };
    const give = (place: Node, heldOn: string) =>
      app().write((tx) => makeMeeting(tx, place, { type: 'party_lesson', heldOn, chair: person }));
    expect(await lesson()).toEqual([0, 0, 1]);
    await give(branch, '2026-02-10');
    await give(elsewhere, '2026-06-10');
    expect(await lesson()).toEqual([0, 0, 1]);
    await give(branch, '2026-06-10');
    expect(await lesson()).toEqual([1, 1, 0]);
    const secretary = await on('2026-11-26', 'branch_secretary', branch);
    const own = await secretary.call(dutiesOfOrganisation, { params: { id: branch.id } });
    expect(own.duties.some(({ kind }) => kind === 'secretary_lesson')).toBe(false);
  });

  test('is not told to those who may not see the branch', async () => {
    const { townshipB, branchA1, county } = app().tree;
    const worker = await on('2026-11-26', 'township_worker', townshipB);
    expect(await worker.outcome(dutiesOfOrganisation, { params: { id: branchA1.id } })).toBe('not_found');
    expect(await worker.outcome(dutyOverview, { query: { organisationId: branchA1.id } })).toBe('not_found');
    const period = '2026-10';
    for (const { id } of [branchA1, county])
      expect(await worker.outcome(dutyList, { query: { organisationId: id, kind: 'party_day', period } })).toBe(
        'not_found',
      );
    expect(await worker.call(ownDuties, {})).toMatchObject({ organisation: { id: townshipB.id }, branch: false });
  });

  test('of a month to come is not asked, nor a month of what is owed by the quarter', async () => {
    const worker = await on('2026-11-26', 'township_worker', app().tree.townshipA);
    expect(await worker.outcome(dutyOverview, { query: { month: '2026-12' } })).toBe('invalid');
    expect(await worker.outcome(dutyList, { query: { kind: 'party_day', period: '2026-12' } })).toBe('invalid');
    expect(await worker.outcome(dutyList, { query: { kind: 'appraisal', period: '2026-10' } })).toBe('invalid');
  });
});
