/** The papers: income and use for publication, with nobody's amount, and the own dues of a period. */
import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { rangeEnd } from '#platform/access/scope.ts';
import { pdfLines } from '#test/files/pdf.ts';
import { wordText } from '#test/files/word.ts';
import { useApp, type TestApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { plantNode, type Node, type Person } from '#test/harness/tree.ts';
import { agreeToQuarters } from '../consents/contract.ts';
import { payDues, payVoluntary, setBases, voidPayment } from '../contract.ts';
import { nameKeepers } from '../factory.ts';
import { bookMovement, duesStatement, publishStatement, recordUse } from '../ledger/contract.ts';
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
const publish = (quarter: number) =>
  secretary.call(publishStatement, { body: { year: 2026, quarter } }).then(
    () => 'ok',
    (error: unknown) => (error as { details?: { message?: string } }).details?.message,
  );
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
    expect(await publication({ as })).toMatch(/^409 .*statement_unpublished/);
    expect(await publish(3)).toBe('ok');
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

  test('is the same for a member, who reads what was published and no more', async () => {
    const member = await app().as('member', { person: people[2]! });
    expect(await member.call(duesStatement, { query: { year: 2026 } })).toMatchObject({
      withheld: 'unpublished',
      totals: null,
      keeper: null,
    });
    expect(await publish(3)).toBe('ok');
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

  test('of a quarter in which one has paid is not made, and waits for the next', async () => {
    expect(await publish(1)).toBe('ok');
    await pay(1, ['2026-04-01', '2026-06-01', '2026-06-20']);
    expect(await publish(2)).toBe('statement_few');
    expect(await publish(4)).toBe('statement_running');
    expect(await publication({ quarter: '2' })).toMatch(/^409 .*statement_unpublished/);
    expect(await publication({ quarter: '1' })).toContain('2026年第一季度党费收缴使用情况公示');
    const member = await app().as('member', { person: people[2]! });
    expect(await member.call(duesStatement, { query: { year: 2026 } })).toMatchObject({
      until: '2026-03-31',
      totals: { income: { dues: 82_234 } },
    });
    // Together with enough others it is told, and not apart from them.
    await pay(3, ['2026-07-01', '2026-09-01', '2026-09-20']);
    expect(await publish(3)).toBe('ok');
    expect(await publish(2)).toBe('statement_published');
    expect(await member.call(duesStatement, { query: { year: 2026, quarter: 3 } })).toMatchObject({
      from: '2026-04-01',
      until: '2026-09-30',
      totals: { openingFen: 82_234, income: { dues: 4 * 27_000 } },
    });
    expect(await publication({ quarter: '2' })).toContain('2026年第二季度至第三季度党费收缴使用情况公示');
  });

  test('stays as it was, and the next one corrects what has come since', async () => {
    expect(await publish(1)).toBe('ok');
    const member = await app().as('member', { person: people[2]! });
    const read = () => member.call(duesStatement, { query: { year: 2026, quarter: 1 } });
    const [was, paper] = [await read(), await publication({ quarter: '1' })];
    // Paid in March, told of in November: the receipt says March, as does the book of whoever keeps it.
    await give(people[0], 5_000);
    expect(await read()).toEqual(was);
    expect(await publication({ quarter: '1' })).toBe(paper);
    expect(await secretary.call(duesStatement, { query: { year: 2026, quarter: 1 } })).toMatchObject({
      totals: { income: { dues: 81_000, voluntary: 6_234 } },
      publication: { totals: { income: { dues: 82_234 } } },
      keeper: { mayPublish: false, late: 1 },
    });
    // Alone it would be somebody's amount.
    expect(await publish(2)).toBe('statement_few');
    await pay(3, ['2026-07-01', '2026-09-01', '2026-09-20']);
    await secretary.call(bookMovement, {
      body: { kind: 'interest', amountFen: 33, bookedOn: '2026-03-21', money: 'bank', document: '利息' },
    });
    expect(await publish(3)).toBe('ok');
    expect(await read()).toEqual(was);
    const third = await member.call(duesStatement, { query: { year: 2026, quarter: 3 } });
    expect(third).toMatchObject({
      totals: { openingFen: 82_234, income: { dues: 86_000, interest: 33 } },
      publication: { late: { lines: 2, fen: null } },
    });
    expect(third.totals?.closingFen).toBe(82_234 + 86_000 + 33 + 50_000 - 20_000);
    const words = await publication({ quarter: '3' });
    expect(words).toContain('含对以前公示的更正2笔');
    expect(words).not.toContain('50.00元');
    expect((await secretary.call(duesStatement, { query: { year: 2026 } })).keeper).toMatchObject({ late: 0 });
  });

  test('is made by whoever keeps the dues, and changed by nobody', async () => {
    const other = await app().as('organisation_member', { at: branch });
    const asked = { body: { year: 2026, quarter: 3 } };
    expect(await other.outcome(publishStatement, asked)).toBe('forbidden');
    const twice = await Promise.all([
      secretary.outcome(publishStatement, asked),
      secretary.outcome(publishStatement, asked),
    ]);
    expect(twice.toSorted()).toEqual(['conflict', 'ok']);
    const changed = await app().write(async (tx) => {
      const keeper = secretary.session?.accountId ?? '';
      const settings = { 'app.lower': branch.path, 'app.upper': rangeEnd(branch.path), 'app.account': keeper };
      for (const [name, value] of Object.entries({ ...settings, 'app.guard': '' }))
        await sql`select set_config(${name}, ${value}, true)`.execute(tx);
      const { rows } = await sql`select payers from dues_publication`.execute(tx);
      expect(rows).toEqual([{ payers: 3 }]);
      return sql`with gone as (update dues_publication set payers = 0 returning 1)
        select count(*)::integer as n from gone`.execute(tx);
    });
    expect(changed.rows).toEqual([{ n: 0 }]);
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
