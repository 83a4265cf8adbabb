/** The papers: income and use for publication, with nobody's amount, and the own dues of a period. */
import { beforeEach, describe, expect, test } from 'vitest';
import { pdfLines } from '#test/files/pdf.ts';
import { wordText } from '#test/files/word.ts';
import { useApp, type TestApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { plantNode, type Node, type Person } from '#test/harness/tree.ts';
import { agreeToQuarters } from '../consents/contract.ts';
import { payDues, payVoluntary, setBases, voidPayment } from '../contract.ts';
import { nameKeepers } from '../factory.ts';
import { bookMovement, duesStatement, recordUse } from '../ledger/contract.ts';
import { ownStatementFile, statementFile } from './contract.ts';

const server = useApp({ now: () => new Date('2026-11-26T02:00:00Z') });
const app = (): TestApp => server.current;

let branch: Node;
let secretary: Client;
let people: Person[];
beforeEach(async () => {
  branch = await app().write((tx) => plantNode(tx, 'branch', app().tree.townshipA));
  secretary = await app().as('branch_secretary', { at: branch });
  await nameKeepers(app(), branch);
  people = [await app().member(branch), await app().member(branch), await app().member(branch)];
  const item = { kind: 'wage', baseFen: 600_000, monthlyFen: 9_000, basis: `工资条${hostile}`, version: 0 } as const;
  await secretary.call(setBases, {
    body: { year: 2026, items: people.map(({ id }) => ({ personId: id, ...item })) },
  });
});

const pay = (count: number, [from, to, paidOn]: readonly [string, string, string]) =>
  secretary.call(payDues, {
    body: {
      fromMonth: from,
      toMonth: to,
      paidOn,
      method: 'cash',
      consent: true,
      people: people.slice(0, count).map(({ id }) => ({ personId: id, amountFen: 27_000 })),
    },
  });
const first = ['2026-01-01', '2026-03-01', '2026-03-20'] as const;
const give = (person: Person | undefined, amountFen: number) =>
  secretary.call(payVoluntary, {
    body: { personId: person?.id ?? '', amountFen, paidOn: '2026-03-21', method: 'cash' },
  });
const publication = async (query: Record<string, string>, client = secretary): Promise<string> => {
  const reply = await client.raw(statementFile, { query: { year: '2026', ...query } });
  if (reply.status !== 200) return `${reply.status} ${reply.text}`;
  if (query['as'] !== 'pdf') return wordText(reply.bytes);
  expect(reply.headers['content-type']).toBe('application/pdf');
  return (await pdfLines(reply.bytes)).flat().join('');
};

describe('the publication', () => {
  beforeEach(async () => {
    await pay(3, first);
    await give(people[0], 1_234);
    await give(people[1], 123_400);
    await secretary.call(bookMovement, {
      body: { kind: 'allocation', amountFen: 50_000, bookedOn: '2026-04-02', money: 'cash', document: '下拨' },
    });
    await secretary.call(recordUse, {
      body: {
        category: 'hardship',
        amountFen: 20_000,
        bookedOn: '2026-05-06',
        from: 'cash',
        decidedOn: '2026-05-05',
        document: '慰问',
        recipient: '受助人甲',
        signed: true,
      },
    });
  });

  test.each(['docx', 'pdf'])('as %s tells income and use by the five categories, and nobody', async (as) => {
    const words = await publication({ as });
    for (const expected of [
      '2026年度党费收缴使用情况公示',
      '2026年1月1日至2026年9月30日',
      '党费（含自愿多交）',
      '822.34',
      '上级下拨',
      '500.00',
      '培训党员',
      '补助生活困难的党员',
      '200.00',
      '期末结存',
      '1,122.34',
    ])
      expect(words).toContain(expected);
    for (const own of [...people.map(({ name }) => name), '12.34', '1,234.00', '270.00', '受助人甲'])
      expect(words.replaceAll('822.34', '').replaceAll('1,122.34', '')).not.toContain(own);
  });

  test('is the same for a member, who reads quarters that are over and no more', async () => {
    const member = await app().as('member', { person: people[2]! });
    expect(await publication({}, member)).toBe(await publication({}));
    const read = await member.call(duesStatement, { query: { year: 2026 } });
    expect(read).toMatchObject({
      published: true,
      until: '2026-09-30',
      totals: { income: { dues: 82_234, forwardable: 0 }, closingFen: 112_234, toForwardFen: 0 },
    });
    await secretary.call(bookMovement, {
      body: { kind: 'interest', amountFen: 77, bookedOn: '2026-11-22', money: 'bank', document: '利息' },
    });
    // What comes while a quarter runs tells nobody that it came, but whoever keeps the book.
    expect(await member.call(duesStatement, { query: { year: 2026 } })).toEqual(read);
    expect(await secretary.call(duesStatement, { query: { year: 2026 } })).toMatchObject({
      published: false,
      until: '2026-11-26',
      totals: { income: { interest: 77, forwardable: 123_400 } },
    });
    expect(await member.call(duesStatement, { query: { year: 2026, quarter: 4 } })).toMatchObject({
      withheld: 'running',
      totals: null,
    });
    expect(await publication({ quarter: '4' })).toMatch(/^409 .*statement_running/);
    const other = await app().as('organisation_member', { at: branch });
    expect(await other.call(duesStatement, { query: { year: 2026 } })).toEqual(read);
  });

  test('of a quarter in which one has paid is not made', async () => {
    await pay(1, ['2026-04-01', '2026-06-01', '2026-06-20']);
    expect(await publication({ quarter: '2' })).toMatch(/^409 .*statement_few/);
    const member = await app().as('member', { person: people[2]! });
    expect(await member.call(duesStatement, { query: { year: 2026, quarter: 2 } })).toMatchObject({
      withheld: 'few',
      totals: null,
    });
    expect(await publication({ quarter: '1' })).toContain('2026年第一季度党费收缴使用情况公示');
    // Nor by what is left of the year, or of the quarter after it, where the rest is known.
    expect(await publication({ quarter: '3' })).toMatch(/^409 .*statement_few/);
    const year = await member.call(duesStatement, { query: { year: 2026 } });
    expect(year).toMatchObject({ until: '2026-03-31', totals: { income: { dues: 82_234 } } });
    // Together with enough others it is told.
    await pay(3, ['2026-07-01', '2026-09-01', '2026-09-20']);
    expect(await member.call(duesStatement, { query: { year: 2026 } })).toMatchObject({ until: '2026-09-30' });
    expect(await publication({ quarter: '3' })).toMatch(/^409 .*statement_few/);
  });
});

describe('the own statement', () => {
  const own = async (client: Client, query: Record<string, string> = {}): Promise<string> => {
    const reply = await client.raw(ownStatementFile, { query: { year: '2026', ...query } });
    expect(reply.headers['content-type']).toBe('application/pdf');
    return (await pdfLines(reply.bytes)).flat().join('');
  };

  test('says what was due, agreed, paid and void, of oneself alone', async () => {
    const [wang, li] = people as [Person, Person];
    await secretary.call(agreeToQuarters, { body: { people: [wang.id], fromOn: '2026-10-08', reason: '在外务工' } });
    const { items } = await pay(2, first);
    await give(wang, 4_321);
    await secretary.call(voidPayment, {
      params: { id: items[0]?.id ?? '' },
      body: { version: 1, reason: '登记错误' },
    });
    const member = await app().as('member', { person: wang });
    const words = await own(member);
    for (const expected of [
      '党员交纳党费明细',
      `姓名：${wang.name}`,
      '每月90.00元',
      '交纳方式：按季',
      '2026-0001',
      '已作废',
      '43.21',
      '合计1笔，43.21元',
      '欠交9个月，810.00元',
    ])
      expect(words).toContain(expected);
    expect(words).not.toContain(li.name);
    expect(words).not.toContain('2026-0002');
    const later = await own(member, { quarter: '3' });
    expect(later).toContain('没有交纳记录');
    expect(later).toContain('2026年第三季度');
    expect(await own(await app().as('member', { person: li }))).toContain('交纳方式：按月');
  });
});
