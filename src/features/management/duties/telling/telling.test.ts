import { beforeAll, describe, expect, test } from 'vitest';
import { emptyCalendar } from '#features/base/rules/calendar/rules.ts';
import { noticeList, todoList } from '#features/base/inbox/contract.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { plantNode, type Node } from '#test/harness/tree.ts';
import { lineOf } from '#features/base/inbox/delivery/rules.ts';
import { languages } from '#shared/text.ts';
import { dutyList } from '../contract.ts';
import { makeMeeting } from '../factory.ts';
import { remindOfDuties } from './jobs.ts';
import { dutyNotices } from './messages.ts';
import { isStillOpen, stagesOn } from './rules.ts';

const noon = (day: string): Date => new Date(`${day}T04:00:00Z`);
let today = '2026-10-22';
const server = useApp({ now: () => noon(today) });
const app = () => server.current;

describe('the days', () => {
  const on = (day: string): string[] =>
    stagesOn({ today: day, calendar: emptyCalendar }).map(({ stage, period }) => `${stage} ${period.key}`);

  test('are those on which the pages begin to show it, and two more for a morning that was missed', () => {
    expect(on('2026-10-20')).toEqual([]);
    expect(on('2026-10-22')).toEqual(['reminder 2026-10']);
    expect(on('2026-10-26')).toEqual([]);
    expect(on('2026-11-01')).toEqual(['warning 2026-10']);
    expect(on('2026-11-04')).toEqual([]);
    expect(on('2026-11-05')).toEqual(['above 2026-10']);
    expect(on('2027-01-01')).toEqual(['warning 2026-12', 'warning 2026-Q4', 'warning 2026']);
  });

  test('end: what was missed is history a month later', () => {
    expect(isStillOpen({ last: '2026-10-31' }, '2026-12-01')).toBe(true);
    expect(isStillOpen({ last: '2026-10-31' }, '2026-12-02')).toBe(false);
  });
});

describe('a month that runs out', () => {
  let township: Node;
  let branch: Node;
  let busy: Node;
  beforeAll(async () => {
    township = await app().write((tx) => plantNode(tx, 'township_committee', app().tree.county));
    branch = await app().write((tx) => plantNode(tx, 'branch', township));
    busy = await app().write((tx) => plantNode(tx, 'branch', township));
    await app().write((tx) => makeMeeting(tx, busy, { type: 'party_day', heldOn: '2026-10-15' }));
  });

  const visit = async (day: string): Promise<{ secretary: Client; idle: Client; worker: Client; county: Client }> => {
    today = day;
    return {
      secretary: await app().as('branch_secretary', { at: branch }),
      idle: await app().as('branch_secretary', { at: busy }),
      worker: await app().as('township_worker', { at: township }),
      county: await app().as('county_officer'),
    };
  };
  const told = async (who: Client) =>
    (await who.call(noticeList, { query: {} })).items.map(({ kind, params, readAt }) => [
      kind,
      params,
      readAt !== null,
    ]);

  /** What stands in the letter and on the page, in each language. */
  const read = async (who: Client): Promise<string[]> =>
    (await who.call(noticeList, { query: {} })).items.flatMap((notice) =>
      languages.map((language) => lineOf(dutyNotices, language, notice)),
    );

  test('reminds the branch, then warns it, then tells the township a number, each time of which duty', async () => {
    const first = await visit('2026-10-22');
    await remindOfDuties(app().county, {});
    await remindOfDuties(app().county, {});
    expect(await told(first.secretary)).toEqual([
      ['duty.reminder', expect.objectContaining({ day: '2026-10-31' }), false],
    ]);
    const { name } = await app()
      .read()
      .selectFrom('organisation')
      .select('short_name as name')
      .where('id', '=', branch.id)
      .executeTakeFirstOrThrow();
    expect(await read(first.secretary)).toEqual([
      `${name} 2026年10月未办：主题党日，2026-10-31 到期`,
      `${name}, October 2026: still to do: Party day, due 2026-10-31`,
    ]);
    expect([await told(first.idle), await told(first.worker), await told(first.county)]).toEqual([[], [], []]);

    const second = await visit('2026-11-02');
    await remindOfDuties(app().county, {});
    expect((await told(second.secretary)).map(([kind]) => kind)).toEqual(['duty.warning']);
    expect(await told(second.worker)).toEqual([]);
    const { groups } = await second.secretary.call(todoList, { query: { kind: 'duties.open' } });
    expect(groups.find(({ group }) => group === 'overdue')?.items).toMatchObject([
      { id: 'party_day:2026-10', why: 'duties.missed', dueOn: '2026-10-31', rule: { id: 'meeting.partyDay' } },
    ]);

    const third = await visit('2026-11-05');
    await remindOfDuties(app().county, {});
    expect(await told(third.worker)).toEqual([
      ['duty.above', expect.objectContaining({ count: 1, day: '2026-10-31' }), false],
    ]);
    expect((await read(third.worker))[1]).toMatch(
      /October 2026: 1 branch has missed duties \(due 2026-10-31\): Party day \(1\)$/,
    );
    expect(await told(third.county)).toEqual([]);
    const below = await third.worker.call(todoList, { query: { kind: 'duties.below' } });
    const [item] = below.groups.flatMap(({ items }) => items).filter(({ id }) => id === 'party_day:2026-10');
    const list = await third.worker.call(dutyList, { query: { kind: 'party_day', period: '2026-10', done: 'false' } });
    expect(item).toMatchObject({
      params: { count: list.total },
      link: '/duties/list?kind=party_day&period=2026-10&done=false',
    });
    expect(await third.county.call(todoList, { query: { kind: 'duties.below' } })).toMatchObject({ total: 0 });
  });
});
