/** What the filters of the list find, by fields, records, days and ages. */
import { sql } from 'kysely';
import fc from 'fast-check';
import { appointHolder } from '#features/base/organisations/terms/contract.ts';
import { addRecord, type RecordTable } from '../records/contract.ts';
import { describe, expect, test } from 'vitest';
import { yearsBetween } from '#shared/days.ts';
import { useApp } from '#test/harness/app.ts';
import { endMembership, memberFile, memberList } from '../contract.ts';
import { partyAge, type MemberFile as FileValues } from '../rules.ts';
import { bornBy } from './rules.ts';
import { idsOf, listScene, type Query } from './factory.ts';

const server = useApp({ now: () => new Date('2026-11-23T04:00:00Z') });
const today = '2026-11-23';

const { make, newBranch } = listScene(server);

describe('filters', () => {
  test('find by every coded field', async () => {
    const branch = await newBranch();
    const worker = await server.current.as('branch_secretary', { at: branch });
    const odd = await make(
      {
        sex: '2',
        ethnicity: '22',
        education: '14',
        degree: '3',
        maritalStatus: '20',
        jobPost: '4',
        standing: '12',
        joinKind: 'direct',
        conversion: 'on_time',
        isMigrantWorker: true,
        isFrontLine: true,
        lostSince: '2025-01-01',
        outflowPlace: '上海',
      },
      { branch },
    );
    await make({ degree: null, category: 'probationary', fullOn: null }, { branch });
    const filters: Query[] = [
      { sex: '2' },
      { ethnicity: '22' },
      { education: ['14', '11'] },
      { degree: '3' },
      { maritalStatus: '20' },
      { jobPost: '4' },
      { standing: '12' },
      { joinKind: 'direct' },
      { conversion: 'on_time' },
      { isMigrantWorker: 'true' },
      { isFrontLine: 'true' },
      { lost: 'true' },
      { outflow: 'true' },
      { category: 'full' },
    ] as Query[];
    for (const query of filters) expect(await idsOf(worker, query), JSON.stringify(query)).toEqual([odd.id]);
    expect(await idsOf(worker, { isFrontLine: 'false' })).toHaveLength(1);
    expect(await idsOf(worker, { organisationId: server.current.tree.branchA1.id })).toEqual([]);
  });

  test('by a group or a branch of a code tree find what lies below it', async () => {
    const branch = await newBranch();
    const worker = await server.current.as('branch_secretary', { at: branch });
    const graduate = await make({ education: '21', jobPost: '0164', maritalStatus: '22' }, { branch });
    const other = await make({ education: '31', jobPost: '021', maritalStatus: '10', ethnicity: '11' }, { branch });
    for (const query of [{ education: '20' }, { jobPost: '01' }, { jobPost: '016' }, { maritalStatus: '20' }])
      expect(await idsOf(worker, query), JSON.stringify(query)).toEqual([graduate.id]);
    for (const query of [{ education: '30' }, { jobPost: '02' }, { maritalStatus: '10' }, { ethnicity: '11' }])
      expect(await idsOf(worker, query), JSON.stringify(query)).toEqual([other.id]);
    expect((await idsOf(worker, { jobPost: '0' })).toSorted()).toEqual([graduate.id, other.id].toSorted());
    // 10 of the peoples is one people, no group.
    expect(await idsOf(worker, { ethnicity: '10' })).toEqual([]);
  });

  test('find by the codes of dated records, and only while those last', async () => {
    const branch = await newBranch();
    const worker = await server.current.as('township_worker', { at: server.current.tree.townshipB });
    const person = await make({}, { branch });
    await make({}, { branch });
    const add = (table: RecordTable, values: Record<string, string>) =>
      worker.call(addRecord, { params: { id: person.id, table }, body: { values } });
    await add('hardship', { kind: 'illness', since: '2025-03-01', until: '2026-03-01' });
    await add('hardship', { kind: 'disability', since: '2025-03-01' });
    await add('sanction', { kind: 'warning', decidedOn: '2026-06-01', effectiveUntil: '2027-06-01' });
    await add('reward', { kind: 'merit', title: '三等功', grantedOn: '2015-07-01' });
    await add('lost_contact', { kind: '3', fromOn: '2020-01-01', toOn: '2021-01-01' });
    await add('outflow', { reason: 'work', place: '上海市', fromOn: '2022-01-01' });
    await add('abroad_stay', { purpose: 'study', place: '意大利', fromOn: '2018-01-01', toOn: '2019-01-01' });
    await add('training_record', { kind: 'party_school', title: '轮训', fromOn: '2024-01-01' });
    await server.current.write(async (tx) => {
      await sql`update person set occupation = '27' where id = ${person.id}`.execute(tx);
      await sql`update affiliation set join_kind = 'transferred_in', leave_kind = 'moved' where person_id = ${person.id}`.execute(
        tx,
      );
    });
    await add('attachment', { kind: 'application_book', title: '入党志愿书' });
    await worker.call(appointHolder, {
      params: { id: branch.id },
      body: { personId: person.id, post: 'secretary', fromOn: '2026-01-01' },
    });
    const at = { organisationId: branch.id };
    for (const query of [
      { hardship: 'disability' },
      { sanction: ['warning', 'expelled'] },
      { reward: 'merit' },
      { training: 'party_school' },
      { cameBy: 'transferred_in' },
      { wentBy: 'moved' },
      { occupation: '27' },
      { lostKind: '3' },
      { outflowReason: 'work' },
      { abroad: 'study' },
      { paper: 'application_book' },
      { post: 'secretary' },
      { hardship: 'illness', on: '2026-03-01' },
    ])
      expect(await idsOf(worker, { ...at, ...query }), JSON.stringify(query)).toEqual([person.id]);
    for (const query of [
      { hardship: 'illness' },
      { sanction: 'warning', on: '2026-05-31' },
      { post: 'secretary', on: '2025-12-31' },
      { reward: 'commendation' },
      { training: 'online' },
      { wentBy: 'died' },
    ])
      expect(await idsOf(worker, { ...at, ...query }), JSON.stringify(query)).toEqual([]);
    const secretary = await server.current.as('branch_secretary', { at: branch });
    expect(await secretary.outcome(memberList, { query: { paper: 'application_book' } })).toBe('invalid');
    const discipline = await server.current.as('discipline_officer');
    expect(await discipline.outcome(memberList, { query: { hardship: 'illness' } })).toBe('invalid');
    expect(await discipline.outcome(memberList, { query: { sanction: 'warning' } })).toBe('ok');
  });

  test('find those who left by the way they left', async () => {
    const branch = await newBranch();
    const worker = await server.current.as('branch_secretary', { at: branch });
    const [died, moved] = [await make({}, { branch }), await make({}, { branch })];
    const end = (id: string, kind: string) =>
      worker.call(endMembership, { params: { id }, body: { version: 1, kind, on: '2026-10-01', reason: '登记' } });
    await end(died.id, 'died');
    await end(moved.id, 'transferred_out');
    expect(await idsOf(worker, { ended: 'true', leaveKind: 'died' })).toEqual([died.id]);
    expect(await idsOf(worker, { ended: 'true', leaveKind: ['transferred_out'] })).toEqual([moved.id]);
    expect(await idsOf(worker, { leaveKind: 'died' })).toEqual([]);
  });

  test('of a day know who was lost or away that day', async () => {
    const branch = await newBranch();
    const worker = await server.current.as('branch_secretary', { at: branch });
    const person = await make({}, { branch });
    await worker.call(addRecord, {
      params: { id: person.id, table: 'outflow' },
      body: { values: { fromOn: '2024-02-10', toOn: '2025-02-01', place: '上海市' } },
    });
    const away = (on: string, outflow: 'true' | 'false') => idsOf(worker, { on, outflow });
    expect(await away('2024-02-09', 'true')).toEqual([]);
    expect(await away('2024-02-10', 'true')).toEqual([person.id]);
    expect(await away('2025-01-31', 'true')).toEqual([person.id]);
    expect(await away('2025-02-01', 'true')).toEqual([]);
    expect(await away('2024-06-01', 'false')).toEqual([]);
    expect(await idsOf(worker, { outflow: 'true' })).toEqual([]);
  });

  test('say what completeness says', async () => {
    const at = { branch: await newBranch() };
    const branch = await server.current.as('branch_secretary', { at: at.branch });
    const whole = await make({}, at);
    const noPhone = await make({ phone: null }, at);
    const noFull = await make({ fullOn: null }, at);
    const probationary = await make({ category: 'probationary', joinedOn: '2026-03-01', fullOn: null }, at);
    expect((await idsOf(branch, { incomplete: 'true' })).toSorted()).toEqual([noPhone.id, noFull.id].toSorted());
    expect((await idsOf(branch, { incomplete: 'false' })).toSorted()).toEqual([whole.id, probationary.id].toSorted());
    for (const id of [whole.id, noPhone.id, noFull.id, probationary.id]) {
      const file = await branch.call(memberFile, { params: { id } });
      expect(file.completeness.percent === 100).toBe(id === whole.id || id === probationary.id);
    }
  });

  test('by age and party age mean what the rules count, to the day', async () => {
    const { townshipB, branchB1 } = server.current.tree;
    const worker = await server.current.as('township_worker', { at: townshipB });
    const births = ['1986-11-22', '1986-11-23', '1986-11-24', '1996-02-29', '2006-11-23'];
    const people = await Promise.all(
      births.flatMap((birthDate) =>
        [-3, 0, 3].map((partyAgeCorrection) =>
          make({ birthDate, joinedOn: '2015-11-23', fullOn: '2016-11-23', partyAgeCorrection }, { branch: branchB1 }),
        ),
      ),
    );
    const ids = new Set(people.map((p) => p.id));
    for (const [from, to] of [
      [39, 40],
      [40, 40],
      [20, 30],
      [0, 20],
    ] as const) {
      const found = (await idsOf(worker, { ageFrom: from, ageTo: to })).filter((id) => ids.has(id));
      const expected = people.filter(({ fields }) => {
        const age = yearsBetween(String(fields.birthDate), today);
        return age >= from && age <= to;
      });
      expect(found.toSorted()).toEqual(expected.map((p) => p.id).toSorted());
    }
    for (const [from, to] of [
      [9, 9],
      [10, 10],
      [0, 130],
    ] as const) {
      const found = (await idsOf(worker, { partyAgeFrom: from, partyAgeTo: to })).filter((id) => ids.has(id));
      const expected = people.filter(({ fields }) => {
        const years = partyAge(fields as FileValues, today)?.value.years ?? -1;
        return years >= from && years <= to;
      });
      expect(found.toSorted()).toEqual(expected.map((p) => p.id).toSorted());
    }
  });

  test('know the birthdays that not every year has', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1990-01-01'), max: new Date('2030-12-31'), noInvalidDate: true }),
        fc.integer({ min: 1, max: 100 }),
        (date, years) => {
          const day = date.toISOString().slice(0, 10);
          const bound = bornBy(day, years);
          const next = new Date(Date.parse(bound) + 86_400_000).toISOString().slice(0, 10);
          return yearsBetween(bound, day) >= years && yearsBetween(next, day) < years;
        },
      ),
    );
  });
});
