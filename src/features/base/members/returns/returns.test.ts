import { beforeAll, describe, expect, test } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { endMembership, memberCounts, memberFile, memberHistory, memberList, undoLeave } from '../contract.ts';
import type { MemberFields } from '../contract.ts';
import { makeMember } from '../factory.ts';
import { tallyDifferences } from '../tallies/commands.ts';
import { returnMember } from './contract.ts';

const server = useApp({ now: () => new Date('2026-11-23T04:00:00Z') });
let officer: Client;
let secretary: Client;
beforeAll(async () => {
  officer = await server.current.as('county_officer');
  secretary = await server.current.as('branch_secretary');
});

/** Somebody whose membership in the first branch ended. */
const left = async (kind: string, on: string, fields: MemberFields = {}) => {
  const { id } = await server.current.write((tx) =>
    makeMember(tx, server.current.county, { branch: server.current.tree.branchA1, fields }),
  );
  const body = { version: 1, kind, on, reason: '登记离开' };
  const { version } = await secretary.call(endMembership, { params: { id }, body });
  return { id, version };
};
const back = (kind: string, on: string, more: Record<string, unknown> = {}) =>
  ({ branchId: server.current.tree.branchB1.id, kind, on, reason: '返回', ...more }) as never;

const refused = async (work: Promise<unknown>): Promise<string[]> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw new Error(`was not refused: ${String(error)}`);
  return (error.details.problems ?? []).map((p) => `${p.path} ${p.message}`);
};

describe('somebody who had left', () => {
  test('transfers in again: one file, two memberships, every day accounted for', async () => {
    const { id, version } = await left('transferred_out', '2024-03-31');
    const before = await officer.call(memberCounts, { query: {} });
    const file = await officer.call(returnMember, {
      params: { id },
      body: back('transferred_in', '2026-05-01', { version }),
    });
    expect(file).toMatchObject({
      ended: null,
      branchName: server.current.tree.branchB1.name,
      can: { edit: true, return: false },
    });
    expect(file.fields).toMatchObject({ category: 'full', fullOn: '2006-07-01', standing: '1', leftOn: null });
    expect(file.affiliations).toMatchObject([
      { branchId: server.current.tree.branchB1.id, from: '2026-05-01', to: null, joinKind: 'transferred_in' },
      { branchId: server.current.tree.branchA1.id, to: '2024-03-31', leaveKind: 'transferred_out' },
    ]);
    expect((await officer.call(memberCounts, { query: {} })).members).toBe(before.members + 1);
    expect(await server.current.write((tx) => tallyDifferences(tx))).toBe(0);
    // The file, the ended membership included, lies with the new branch: the former one opens nothing of it.
    expect(await secretary.outcome(memberFile, { params: { id } })).toBe('not_found');
    const listed = async (query: Record<string, unknown>) =>
      (await officer.call(memberList, { query: { q: String(file.fields.name), limit: 100, ...query } })).items.filter(
        (row) => row.id === id,
      );
    expect(await listed({})).toHaveLength(1);
    expect(await listed({ ended: 'true' })).toEqual([]);
    expect(await listed({ on: '2024-03-31' })).toMatchObject([{ branchId: server.current.tree.branchA1.id }]);
    expect(await listed({ on: '2025-06-01' })).toEqual([]);
    expect(await listed({ on: '2026-05-01' })).toMatchObject([{ branchId: server.current.tree.branchB1.id }]);
    const { items } = await officer.call(memberHistory, { params: { id }, query: {} });
    expect(items[0]).toMatchObject({ action: 'members.return', reason: '返回' });
    expect(items[0]?.changes).toContainEqual({ field: 'leftOn', from: '2024-03-31', to: null });
  });

  test('has a stopped membership restored, with both days on record and the stop named for the party age', async () => {
    const { id, version } = await left('stopped', '2023-03-01');
    const ended = await officer.call(memberFile, { params: { id } });
    expect(ended.fields.standing).toBe('12');
    expect(ended.can).toMatchObject({ edit: false, return: true });
    const file = await officer.call(returnMember, {
      params: { id },
      body: back('restored', '2025-03-01', { version }),
    });
    expect(file.fields).toMatchObject({ standing: '11', fullOn: '2006-07-01' });
    const dated = file.records.standing_change.map(({ values }) => `${values['fromOn']} ${values['standing']}`);
    expect(dated.toSorted((a, b) => a.localeCompare(b))).toEqual(['2023-03-01 12', '2025-03-01 11']);
    expect(file.problems).toContainEqual({
      path: 'partyAgeCorrection',
      message: 'stop_not_corrected',
      params: { months: 24, corrected: 0 },
    });
  });

  test('is admitted anew after a removal, on probation, and not before five years', async () => {
    const { id, version } = await left('struck_off_refusing', '2021-06-01');
    const again = (on: string, more: Record<string, unknown> = {}) =>
      officer.call(returnMember, { params: { id }, body: back('rejoined', on, { version, ...more }) });
    expect(await refused(again('2026-05-31'))).toEqual(['body.on return_too_early']);
    expect((await again('2026-06-01')).fields).toMatchObject({
      category: 'probationary',
      joinedOn: '2026-06-01',
      fullOn: null,
      joinKind: 'rejoined',
      standing: '1',
    });
  });

  test.each([
    ['transferred_out', 'restored', '2026-05-01', 'body.kind return_kind'],
    ['transferred_out', 'rejoined', '2026-05-01', 'body.kind return_kind'],
    ['died', 'transferred_in', '2026-05-01', 'body.kind return_kind'],
    ['expelled', 'transferred_in', '2026-05-01', 'body.kind return_kind'],
    ['expelled', 'restored', '2026-05-01', 'body.document return_document'],
    ['transferred_out', 'transferred_in', '2020-01-01', 'body.on return_before_leaving'],
    ['transferred_out', 'transferred_in', '2026-11-24', 'body.on date_future'],
  ])('who left by %s does not come back by %s on %s', async (kind, way, on, message) => {
    const { id, version } = await left(kind, '2020-01-01');
    const asked = officer.call(returnMember, { params: { id }, body: back(way, on, { version }) });
    expect(await refused(asked)).toEqual([message]);
  });

  test('comes back once, into the range of whoever takes them in', async () => {
    const { id, version } = await left('transferred_out', '2024-03-31');
    const body = back('transferred_in', '2026-05-01', { version });
    expect(await secretary.outcome(returnMember, { params: { id }, body })).toBe('invalid');
    const { townshipB } = server.current.tree;
    const other = await server.current.as('township_worker', { at: townshipB });
    expect(await other.outcome(returnMember, { params: { id }, body })).toBe('not_found');
    const all = await Promise.all([1, 2, 3].map(() => officer.outcome(returnMember, { params: { id }, body })));
    expect(all.toSorted()).toEqual(['ok', 'stale', 'stale']);
  });

  test('of an ending entered by mistake leaves no standing behind', async () => {
    const { id, version } = await left('stopped', '2026-03-01');
    const file = await secretary.call(undoLeave, { params: { id }, body: { version, reason: '登记错人' } });
    expect(file.fields.standing).toBe('1');
    expect(file.records.standing_change).toEqual([]);
  });
});
