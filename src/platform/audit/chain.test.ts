import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemScope } from '#platform/access/scope.ts';
import { asAdmin } from '#platform/db/counties.ts';
import { newId } from '#shared/ids.ts';
import { testCounty, type TestCounty } from '#test/harness/county.ts';
import { hostile } from '#test/harness/hostile.ts';
import { audit, eventId } from './audit.ts';
import { firstIdAt, linkAllEvents, linkBatch, linkEvents, verifyChain } from './chain.ts';
import { startSequencer } from './sequencer.ts';

let made: TestCounty;
beforeEach(async () => {
  made = await testCounty();
});
afterEach(() => made.close());

const happen = (count: number): Promise<void> =>
  made.write(async (tx) => {
    for (let i = 0; i < count; i += 1) {
      audit(tx, {
        action: 'things.change',
        entity: 'thing',
        entityId: newId(),
        path: '/1/',
        reason: hostile,
        changes: [{ field: 'a', from: hostile, to: i }],
      });
    }
  });

/** Behind the curtain, as somebody who owns the server could. */
const tamper = (text: string): Promise<unknown> =>
  asAdmin(made.admin, (admin) =>
    admin.query(`set search_path = ${made.entry.schema}, public; set session_replication_role = replica; ${text}`),
  );

const audits = () => made.read(systemScope(made.entry.code, 'test', { guard: 'audit' }));

describe('the chain', () => {
  test('takes up every committed event once and verifies', async () => {
    await happen(3);
    await happen(4);
    expect((await linkEvents(made.county, { overlap: 30_000 })).count).toBe(7);
    expect((await linkEvents(made.county, { overlap: 30_000 })).count).toBe(0);
    await happen(2);
    expect(await verifyChain(made.county)).toMatchObject({ links: 7, broken: null, unlinked: 2 });
    expect((await linkEvents(made.county, { overlap: 30_000 })).count).toBe(2);
    const verdict = await verifyChain(made.county);
    expect(verdict).toMatchObject({ links: 9, broken: null, unlinked: 0 });
    expect(verdict.head).toMatch(/^[0-9a-f]{64}$/);
  });

  test('is empty and sound without events', async () => {
    expect(await verifyChain(made.county)).toEqual({ links: 0, head: null, broken: null, unlinked: 0 });
  });

  test.each([
    [
      'an actor',
      `update audit_event set actor = 'somebody else' where id = (select event_id from audit_link where seq = 4)`,
      4,
      'altered',
    ],
    [
      'a value',
      `update audit_event set changes = '[]' where id = (select event_id from audit_link where seq = 2)`,
      2,
      'altered',
    ],
    [
      'the time',
      `update audit_event set at = at + interval '1 microsecond' where id = (select event_id from audit_link where seq = 5)`,
      5,
      'altered',
    ],
    ['a hash', `update audit_link set hash = sha256('x') where seq = 3`, 3, 'altered'],
    [
      'the presence of an event',
      `delete from audit_event where id = (select event_id from audit_link where seq = 6)`,
      6,
      'missing_event',
    ],
    ['the presence of a link', `delete from audit_link where seq = 3`, 3, 'gap'],
  ])('names the first link that does not fit when somebody changes %s', async (_what, text, seq, why) => {
    await happen(8);
    await linkAllEvents(made.county);
    await tamper(text);
    expect((await verifyChain(made.county)).broken).toMatchObject({ seq, why });
  });

  test('that is cut off or rewritten does not contain the head that was noted before', async () => {
    await happen(6);
    await linkAllEvents(made.county);
    const { links, head } = await verifyChain(made.county);
    const expected = { seq: links, hash: head ?? '' };
    await tamper(
      'delete from audit_link where seq > 3; delete from audit_event e where not exists (select from audit_link l where l.event_id = e.id)',
    );
    expect((await verifyChain(made.county)).broken).toBeNull();
    expect((await verifyChain(made.county, { expect: expected })).broken).toMatchObject({ seq: 4, why: 'gap' });
    await happen(3);
    await linkAllEvents(made.county);
    expect((await verifyChain(made.county, { expect: expected })).broken).toMatchObject({ seq: 6, why: 'altered' });
  });

  test('takes up what happens after a statement has written many events at once', async () => {
    await made.write((tx) =>
      sql`insert into audit_event (id, actor, role, action, entity, org_path)
        select ${eventId}, 'a', 'b', 'things.import', 'thing', '' from generate_series(1, 40)`.execute(tx),
    );
    expect((await linkEvents(made.county, { overlap: 30_000 })).count).toBe(40);
    await happen(3);
    expect((await linkEvents(made.county, { overlap: 30_000 })).count).toBe(3);
    expect(await verifyChain(made.county)).toMatchObject({ links: 43, broken: null, unlinked: 0 });
  });

  test('goes on behind a full batch, whose last event it names', async () => {
    const many = linkBatch + 3;
    await made.write((tx) =>
      sql`insert into audit_event (id, actor, role, action, entity, org_path)
        select ${eventId}, 'a', 'b', 'things.import', 'thing', '' from generate_series(1, ${many}::int)`.execute(tx),
    );
    const { count, last } = await linkEvents(made.county, { overlap: 30_000 });
    expect([count, last === undefined]).toEqual([linkBatch, false]);
    expect(await linkEvents(made.county, { after: last ?? '' })).toEqual({ count: 3 });
    await happen(linkBatch + 1);
    expect(await linkAllEvents(made.county)).toBe(linkBatch + 1);
    expect(await verifyChain(made.county)).toMatchObject({ links: 2 * linkBatch + 4, broken: null, unlinked: 0 });
  });

  test('takes up an event that was made before the last link and committed after it', async () => {
    await happen(2);
    await linkEvents(made.county, { overlap: 30_000 });
    const late = (ms: number): Promise<void> =>
      made.write(async (tx) => {
        await tx
          .insertInto('audit_event')
          .values({
            id: firstIdAt(Date.now() - ms),
            actor: 'a',
            role: 'b',
            action: 'late.event',
            entity: 'thing',
            org_path: '',
          })
          .execute();
      });
    await late(20_000);
    expect((await linkEvents(made.county, { overlap: 30_000 })).count).toBe(1);
    await late(600_000);
    await happen(1);
    expect((await linkEvents(made.county, { overlap: 30_000 })).count).toBe(1);
    expect((await linkEvents(made.county, { overlap: 900_000 })).count).toBe(1);
    expect(await verifyChain(made.county)).toMatchObject({ links: 5, broken: null, unlinked: 0 });
  });

  test('is made by one at a time, while others write and connections break', async () => {
    const sequencers = [startSequencer(made.county), startSequencer(made.county)];
    const writers = Array.from({ length: 4 }, async () => {
      for (let i = 0; i < 10; i += 1) await happen(3).catch(() => undefined);
    });
    await new Promise((wait) => setTimeout(wait, 50));
    await asAdmin(made.admin, (admin) =>
      // The same role serves the counties of other tests, each in a database of its own.
      admin.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where usename = $1 and datname = current_database()`,
        [made.entry.runRole],
      ),
    );
    await Promise.all(writers);
    // A broken connection may lie in the pool until it is used.
    await expect
      .poll(() =>
        happen(1).then(
          () => true,
          () => false,
        ),
      )
      .toBe(true);
    await Promise.all(Array.from({ length: 6 }, () => linkEvents(made.county, { overlap: 900_000 }).catch(() => 0)));
    await expect.poll(async () => (await verifyChain(made.county)).unlinked).toBe(0);
    await Promise.all(sequencers.map((each) => each.stop()));
    const events = await audits()
      .selectFrom('audit_event')
      .select((e) => e.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    expect(await verifyChain(made.county)).toMatchObject({ links: events.n, broken: null, unlinked: 0 });
  });

  test('cannot be touched by the run-time role', async () => {
    await happen(1);
    await linkAllEvents(made.county);
    const { pool } = made.county.database;
    for (const text of [
      'update audit_event set actor = $$x$$',
      'delete from audit_event',
      'truncate audit_event',
      'update audit_link set seq = 9',
      'delete from audit_link',
    ]) {
      await expect(pool.query(text)).rejects.toMatchObject({ code: '42501' });
    }
  });
});
