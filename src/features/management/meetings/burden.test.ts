/** The burden of a month through the front door: sums by kind, of one's own range, and never of a person. */
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#shared/ids.ts';
import { useApp, type TestApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { plantNode, type Node } from '#test/harness/tree.ts';
import { makeMember } from '#features/base/members/factory.ts';
import { askCorrection } from '#features/base/members/corrections/contract.ts';
import { burdenMonth } from '#features/insight/burden/contract.ts';
import { requests } from '#features/insight/burden/rules.ts';
import { cancelMeeting, planMeeting } from './contract.ts';

const server = useApp();
const app = (): TestApp => server.current;
let branches: readonly Node[];
let secretaries: readonly Client[];
beforeAll(async () => {
  const { townshipA } = app().tree;
  branches = await app().write(async (tx) => [
    await plantNode(tx, 'branch', townshipA),
    await plantNode(tx, 'branch', townshipA),
    await plantNode(tx, 'branch', townshipA),
  ]);
  for (const branch of branches) await app().write((tx) => makeMember(tx, app().county, { branch }));
  secretaries = await Promise.all(branches.map((at) => app().as('branch_secretary', { at })));
});

const plan = (at: number) =>
  secretaries[at]?.call(planMeeting, {
    body: {
      organisationId: branches[at]?.id ?? '',
      type: 'party_day',
      title: hostile,
      day: '2099-01-01',
      time: '10:00',
    },
  });
const kindsOf = async (client: Client | undefined, month?: string) =>
  client?.call(burdenMonth, { query: month === undefined ? {} : { month } });

describe('the burden of a month', () => {
  test('is what the branch itself was asked, and a superior’s is the sum of the range', async () => {
    const { id = '', version = 0 } = (await plan(0)) ?? {};
    await secretaries[0]?.call(cancelMeeting, { params: { id }, body: { version, reason: hostile } });
    await plan(1);
    const person = await app().member(branches[1]);
    const asked = { field: 'nativePlace', wanted: '浙江永嘉', reason: hostile } as const;
    await (await app().as('member', { person })).call(askCorrection, { body: asked });
    expect((await kindsOf(secretaries[1]))?.kinds.find(({ kind }) => kind === 'corrections')).toMatchObject({
      requests: 1,
      commands: 0,
    });
    const own = await kindsOf(secretaries[0]);
    expect(own).toMatchObject({ own: true, branches: 1, minutes: null });
    expect(own?.kinds).toMatchObject([{ kind: 'meetings', things: 1, commands: 2, requests: 0, minutesEach: null }]);
    const township = await kindsOf(await app().as('township_worker', { at: app().tree.townshipA }));
    expect(township).toMatchObject({ own: false });
    expect(township?.branches).toBeGreaterThanOrEqual(3);
    expect(township?.kinds.find(({ kind }) => kind === 'meetings')).toMatchObject({ things: 2, commands: 3 });
    expect((await kindsOf(secretaries[2]))?.kinds).toEqual([]);
    expect((await kindsOf(secretaries[0], '2025-03'))?.kinds).toEqual([]);
    // Nothing names a branch or an account.
    expect(JSON.stringify(township)).not.toMatch(/[\da-f]{8}-[\da-f]{4}-/);
    expect(await app().nobody.outcome(burdenMonth, { query: {} })).toBe('unauthenticated');
    expect(await (await app().as('member')).outcome(burdenMonth, { query: {} })).toBe('not_found');
  });
});

/** Commands about one thing, at minutes of a day long past. */
const steps = (at: number, role: string, minutes: readonly number[]): Promise<unknown> =>
  app().write(async (tx) => {
    const thing = newId();
    for (const minute of minutes) {
      const time = new Date(Date.parse('2024-05-10T02:00:00Z') + minute * 60_000);
      const id = `${time
        .getTime()
        .toString(16)
        .padStart(12, '0')
        .replace(/^(.{8})/, '$1-')}${newId().slice(13)}`;
      await sql`insert into audit_event (id, at, account_id, actor, role, action, entity, entity_id, org_path, changes)
        values (${id}, ${time.toISOString()}, ${newId()}, 'x', ${role}, 'dues.pay', 'x', ${thing}, ${branches[at]?.path ?? ''},
          '[{"field":"a","from":null,"to":1},{"field":"b","from":null,"to":1}]')`.execute(tx);
    }
  });

describe('the minutes of a thing', () => {
  test('are told from five things of three branches on, without the pauses, by the month and the two after', async () => {
    await steps(0, 'branch_secretary', [0, 4]);
    await steps(0, 'branch_secretary', [0, 10, 16]);
    await steps(1, 'organisation_member', [0, 5, 100, 103]);
    await steps(1, 'branch_secretary', [0, 2]);
    // A superior’s work is not the branch’s, and a single command has no length.
    await steps(2, 'county_officer', [0, 1]);
    await steps(2, 'branch_secretary', [0]);
    const dues = async (month: string) => {
      const view = await kindsOf(secretaries[0], month);
      return view?.kinds.find(({ kind }) => kind === 'dues');
    };
    expect(await dues('2024-05')).toMatchObject({ things: 2, commands: 5, fields: 10, minutesEach: null });
    await steps(2, 'branch_secretary', [0, 30, 61]);
    // 4, 16, 8, 2 and 30 minutes.
    expect(await dues('2024-05')).toMatchObject({ minutesEach: 8 });
    expect((await kindsOf(secretaries[0], '2024-05'))?.minutes).toBe(16);
    expect(await dues('2024-07')).toBeUndefined();
  });
});

test('the database finds every act that asks a branch for an answer', async () => {
  const { rows } = await app().write((tx) =>
    sql<{ text: string }>`select pg_get_functiondef('burden_counts(uuid,uuid)'::regprocedure) as text`.execute(tx),
  );
  for (const action of Object.keys(requests)) expect(rows[0]?.text).toContain(`'${action}'`);
});
