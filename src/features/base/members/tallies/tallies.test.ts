import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import {
  createMember,
  editMember,
  endMembership,
  memberCounts,
  memberFile,
  moveMember,
  undoLeave,
} from '../contract.ts';
import type { MemberFields } from '../contract.ts';
import { memberFields } from '../factory.ts';
import { retally, tallyDifferences } from './commands.ts';

const server = useApp({ now: () => new Date('2026-11-23T04:00:00Z') });
let officer: Client;
beforeAll(async () => {
  officer = await server.current.as('county_officer');
});

const differences = (): Promise<number> => server.current.write((tx) => tallyDifferences(tx));

interface Act {
  readonly kind: 'create' | 'edit' | 'move' | 'leave' | 'undo';
  readonly fields?: MemberFields;
  readonly to?: 'branchA1' | 'branchA2' | 'branchB1';
}

/** What changes a count: every way in and out, and every field that a tally looks at. */
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('create' as const),
      fields: fc.constantFrom<MemberFields>(
        {},
        { ethnicity: '22' },
        { sex: '2' },
        { category: 'probationary', joinedOn: '2026-01-01', fullOn: null },
        { ethnicity: '' },
        { lostSince: '2025-01-01' },
        { outflowPlace: '上海' },
      ),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('edit' as const),
      fields: fc.constantFrom<MemberFields>(
        { ethnicity: '22' },
        { ethnicity: null },
        { sex: '0', idNumber: null },
        { lostSince: '2025-01-01' },
        { lostSince: null },
        { outflowSince: '2025-01-01' },
        { outflowPlace: null, outflowSince: null },
        { nativePlace: 'x' },
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('move' as const),
      to: fc.constantFrom('branchA1' as const, 'branchA2' as const, 'branchB1' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('leave' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('undo' as const) }) },
);

test('tallies equal a recount after any acts, many at once', async () => {
  const people: string[] = [];
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(act, fc.nat()), { minLength: 10, maxLength: 25 }), async (acts) => {
      const run = async ([{ kind, ...rest }, pick]: readonly [Act, number]): Promise<void> => {
        if (kind === 'create') {
          const body = { branchId: server.current.tree.branchA1.id, fields: memberFields(rest.fields) };
          people.push((await officer.call(createMember, { body })).id);
          return;
        }
        const id = people[pick % Math.max(1, people.length)];
        if (id === undefined) return;
        const { version } = await officer.call(memberFile, { params: { id } });
        const params = { id };
        if (kind === 'edit')
          await officer.outcome(editMember, { params, body: { version, fields: rest.fields ?? {} } });
        if (kind === 'move')
          await officer.outcome(moveMember, {
            params,
            body: {
              version,
              branchId: server.current.tree[rest.to ?? 'branchA2'].id,
              on: '2026-11-20',
              reason: '调动',
            },
          });
        if (kind === 'leave')
          await officer.outcome(endMembership, {
            params,
            body: { version, kind: 'transferred_out', on: '2026-11-23', reason: '转出' },
          });
        if (kind === 'undo') await officer.outcome(undoLeave, { params, body: { version, reason: '误登' } });
      };
      for (let at = 0; at < acts.length; at += 5) await Promise.all(acts.slice(at, at + 5).map((one) => run(one)));
      expect(await differences()).toBe(0);
    }),
    { numRuns: 8 },
  );
  const kept = await officer.call(memberCounts, { query: {} });
  expect(kept.members).toBeGreaterThan(0);
  await server.current.write((tx) => retally(tx));
  expect(await officer.call(memberCounts, { query: {} })).toEqual(kept);
});

test('a tally that is off is found and mended', async () => {
  const { branchA2 } = server.current.tree;
  await officer.call(createMember, { body: { branchId: branchA2.id, fields: memberFields() } });
  await server.current.write((tx) =>
    tx.updateTable('branch_tally').set({ women: 77 }).where('branch_id', '=', branchA2.id).execute(),
  );
  expect(await differences()).toBe(1);
  await server.current.write((tx) => retally(tx, [branchA2.id]));
  expect(await differences()).toBe(0);
});
