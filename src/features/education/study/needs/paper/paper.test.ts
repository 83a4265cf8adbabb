/** Learning needs on paper: printed by the branch, entered once, seen and taken back by the member. */
import { beforeAll, describe, expect, test } from 'vitest';
import { openBranch, type MeetingBranch } from '#features/management/meetings/factory.ts';
import { useApp } from '#test/harness/app.ts';
import { studyStatus } from '../../status/contract.ts';
import { askStudy, dropNeed, ownNeeds } from '../contract.ts';
import { enterNeeds, needsPaper, needsPeople, needsSheets, printNeeds } from './contract.ts';
import { boxLines } from './rules.ts';

const server = useApp({ now: () => new Date('2026-11-26T04:00:00Z') });
let branch: MeetingBranch;
let other: MeetingBranch;
beforeAll(async () => {
  branch = await openBranch(server.current, 5);
  other = await openBranch(server.current, 1);
});

const personAt = (place: number) => {
  const person = branch.people[place];
  if (person === undefined) throw new Error('nobody there');
  return person;
};
const codesOf = async (printing: string): Promise<ReadonlyMap<string, string>> => {
  const rows = await server.current.write((tx) =>
    tx.selectFrom('study_need_paper').select(['person_id', 'code']).where('printing_id', '=', printing).execute(),
  );
  return new Map(rows.map((row) => [row.person_id, row.code]));
};
const printFor = async (place: number): Promise<string> => {
  const { id } = await branch.secretary.call(printNeeds, {
    body: { who: 'chosen', personIds: [personAt(place).id] },
  });
  return (await codesOf(id)).get(personAt(place).id) ?? '';
};

describe('printing', () => {
  test('gives each member one sheet, whose code stays until it is entered', async () => {
    const { secretary } = branch;
    await server.current.as('member', { person: personAt(0) });
    const { items, withoutAccount } = await secretary.call(needsPeople, {});
    const some = await secretary.call(printNeeds, { body: { who: 'no_account' } });
    expect(some.sheets).toBe(withoutAccount);
    const first = await codesOf(some.id);
    expect([first.size, first.has(personAt(0).id), first.has(personAt(4).id)]).toEqual([withoutAccount, false, true]);
    const all = await secretary.call(printNeeds, { body: { who: 'all' } });
    expect(all.sheets).toBe(items.length);
    const second = await codesOf(all.id);
    for (const [person, code] of first) expect(second.get(person)).toBe(code);
    expect(new Set(second.values()).size).toBe(items.length);
    expect((await secretary.call(needsPeople, {})).out).toBe(items.length);
    const file = await secretary.raw(needsSheets, { params: { id: all.id } });
    expect([file.status, file.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect((await other.secretary.raw(needsSheets, { params: { id: all.id } })).status).toBe(404);
    const strangers = { who: 'chosen' as const, personIds: [personAt(1).id] };
    expect(await other.secretary.outcome(printNeeds, { body: strangers })).toBe('not_found');
    expect(await secretary.outcome(printNeeds, { body: { who: 'chosen' } })).toBe('invalid');
  });

  test('puts two boxes in a line, and a long name in one of its own', () => {
    const long = '农村集体经济组织成员权益保护';
    expect(boxLines(['保密', '党史', long, '法律常识'])).toEqual([
      `□保密${'　'.repeat(11)}□党史`,
      `□${long}`,
      '□法律常识',
    ]);
    expect(boxLines(['保密', long])).toEqual(['□保密', `□${long}`]);
    expect(boxLines([])).toEqual([]);
  });
});

describe('entering', () => {
  test('keeps what was ticked as needs of the member, once', async () => {
    const { secretary } = branch;
    const code = await printFor(1);
    const params = { code };
    expect(await secretary.call(needsPaper, { params })).toMatchObject({ name: personAt(1).name });
    expect(await other.secretary.outcome(needsPaper, { params })).toBe('not_found');
    expect(await other.secretary.outcome(enterNeeds, { params, body: { topics: ['law'] } })).toBe('not_found');
    expect(await secretary.outcome(enterNeeds, { params, body: { topics: ['nothing_like_it'] } })).toBe('invalid');
    const six = ['law', 'rural', 'digital', 'history', 'branch', 'theory'];
    expect(await secretary.outcome(enterNeeds, { params, body: { topics: six } })).toBe('invalid');
    const body = { topics: ['vocation', 'rural'], words: '果树剪枝' };
    expect((await secretary.call(enterNeeds, { params, body })).added).toBe(2);

    const again = await secretary.raw(enterNeeds, { params, body });
    expect([again.status, again.text]).toEqual([409, expect.stringContaining('study.paper_entered')]);
    expect((await secretary.raw(needsPaper, { params })).text).toContain('study.paper_entered');
    const wrong = await secretary.raw(needsPaper, { params: { code: '0000000000' } });
    expect([wrong.status, wrong.text]).toEqual([404, expect.stringContaining('study.no_such_code')]);

    const member = await server.current.as('member', { person: personAt(1) });
    const { items } = await member.call(ownNeeds, {});
    const kept = Object.fromEntries(items.map(({ topic, words, paper }) => [topic, [words, paper?.enteredOn]]));
    expect(kept).toEqual({ rural: ['', '2026-11-26'], vocation: ['果树剪枝', '2026-11-26'] });
    expect(items[0]?.paper?.enteredBy).not.toBe('');
    const status = await secretary.call(studyStatus, { query: { year: 2026 } });
    expect(status.words).toContainEqual({ topic: 'vocation', words: '果树剪枝' });
    expect(status.topics.find(({ topic }) => topic === 'rural')?.asked).toBe(1);
    for (const { id, version } of items) await member.call(dropNeed, { params: { id }, body: { version } });
    expect((await member.call(ownNeeds, {})).items).toEqual([]);
    // Another sheet has another code.
    expect(await printFor(1)).not.toBe(code);
  });

  test('leaves what the member asked for, adds the words, and keeps to five', async () => {
    const { secretary } = branch;
    const member = await server.current.as('member', { person: personAt(2) });
    await member.call(askStudy, { body: { topic: 'law', words: '土地' } });
    await member.call(askStudy, { body: { topic: 'history' } });
    const params = { code: await printFor(2) };
    const topics = ['law', 'rural', 'digital', 'branch', 'theory'];
    const many = await secretary.raw(enterNeeds, { params, body: { topics } });
    expect([many.status, many.text]).toEqual([409, expect.stringContaining('study.paper_enough')]);
    expect((await member.call(ownNeeds, {})).items).toHaveLength(2);
    const body = { topics: ['law', 'digital'], words: '继承' };
    expect((await secretary.call(enterNeeds, { params, body })).added).toBe(1);
    const { items } = await member.call(ownNeeds, {});
    const kept = Object.fromEntries(items.map(({ topic, words, paper }) => [topic, [words, paper !== null]]));
    expect(kept).toEqual({ digital: ['', true], history: ['', false], law: ['土地；继承', true] });
  });

  test('of two at once, one is kept', async () => {
    const { secretary } = branch;
    const params = { code: await printFor(3) };
    const send = (topic: string) => secretary.outcome(enterNeeds, { params, body: { topics: [topic] } });
    expect((await Promise.all([send('law'), send('rural')])).toSorted()).toEqual(['conflict', 'ok']);
  });
});
