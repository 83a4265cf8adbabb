/**
 * Rows that are being entered while their part of the tree moves. Each case runs a move through the front door, held just before
 * its end, and a change on another connection meanwhile; when both are done nothing may lie at the place that was left.
 */
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { rangeEnd } from '#platform/access/scope.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { plantNode, type Node } from '#test/harness/tree.ts';
import { moveOrganisation } from '#features/base/organisations/events/contract.ts';
import { filedTables } from '#features/base/organisations/filing/rules.ts';
import { appointHolder } from '#features/base/organisations/terms/contract.ts';
import { attachScan } from '../attachments/contract.ts';
import { previewBulk } from '../bulk/contract.ts';
import { createMember, editMember, endMembership, memberFile, moveMember } from '../contract.ts';
import { askCorrection } from '../corrections/contract.ts';
import { makeIdNumber, makeMember, memberFields, type MadeMember } from '../factory.ts';
import { commitImport, uploadImport } from '../import/contract.ts';
import { csv, sendFile, untilSettled } from '../import/factory.ts';
import { addRecord, editRecord } from '../records/contract.ts';
import { returnMember } from '../returns/contract.ts';
import { tallyDifferences } from '../tallies/commands.ts';

const server = useApp();
let officer: Client;
beforeAll(async () => {
  officer = await server.current.as('county_officer');
  server.current.work();
});

interface Ground {
  readonly general: Node;
  readonly branch: Node;
  readonly person: MadeMember;
  readonly elsewhere: MadeMember;
}

/** A general branch with a branch (of two members) and a row that the move reaches last. */
const ground = (type: 'branch' | 'joint_branch' = 'branch'): Promise<Ground> =>
  server.current.write(async (tx) => {
    const { townshipA, branchB1 } = server.current.tree;
    const general = await plantNode(tx, 'general_branch', townshipA);
    const branch = await plantNode(tx, type, general);
    await tx
      .insertInto('import_memory')
      .values({ organisation_id: branch.id, kind: 'heading', text: 'x', org_path: branch.path })
      .execute();
    const person = await makeMember(tx, server.current.county, { branch });
    const elsewhere = await makeMember(tx, server.current.county, { branch: branchB1 });
    return { general, branch, person, elsewhere };
  });

const waiting = async (): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*)::int4 as n from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(server.current.read());
  return rows[0]?.n ?? 0;
};

const until = (met: () => Promise<boolean>): Promise<void> => expect.poll(met, { interval: 5 }).toBe(true);

/** The move waits at its last table until the change waits too, or has ended. */
const whileMoving = async ({ general, branch }: Ground, change: () => Promise<unknown>): Promise<string> => {
  const { townshipB } = server.current.tree;
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let held = (): void => undefined;
  const holding = new Promise<void>((resolve) => {
    held = resolve;
  });
  const gate = server.current.write(async (tx) => {
    await sql`select from import_memory where organisation_id = ${branch.id} for update`.execute(tx);
    held();
    await released;
  });
  await holding;
  const move = officer.call(moveOrganisation, {
    params: { id: general.id },
    body: { version: 1, parentId: townshipB.id, on: '2025-03-01' },
  });
  await until(async () => (await waiting()) >= 1);
  let ended = false;
  const changing = change()
    .then(
      () => 'done',
      (error: unknown) => String((error as { code?: string }).code),
    )
    .finally(() => {
      ended = true;
    });
  await until(async () => ended || (await waiting()) >= 2);
  release();
  await Promise.all([gate, move]);
  return changing;
};

/** Rows that lie where the general branch was, by table. */
const leftBehind = async ({ general }: Ground): Promise<string[]> =>
  server.current.write(async (tx) => {
    await sql`set local app.voided = 'on'`.execute(tx);
    const found: string[] = [];
    for (const { name } of filedTables) {
      const { rows } =
        await sql`select from ${sql.table(name)} where org_path >= ${general.path} and org_path < ${rangeEnd(general.path)}`.execute(
          tx,
        );
      if (rows.length > 0) found.push(`${name} ${rows.length}`);
    }
    return found;
  });

type Change = (client: Client, at: Ground) => Promise<unknown>;
const versionOf = async (id: string): Promise<number> => (await officer.call(memberFile, { params: { id } })).version;
const training = { table: 'training_record', values: { title: '培训', fromOn: '2026-01-05' } } as const;

const changes: Record<string, Change> = {
  'a new member': (client, { branch }) =>
    client.call(createMember, { body: { branchId: branch.id, fields: memberFields() } }),
  'an edit': (client, { person }) =>
    client.call(editMember, { params: { id: person.id }, body: { version: 1, fields: { education: '14' } } }),
  'a record': (client, { person }) =>
    client.call(addRecord, {
      params: { id: person.id, table: training.table },
      body: { values: training.values },
    }),
  'a standing': (client, { person }) =>
    client.call(addRecord, {
      params: { id: person.id, table: 'standing_change' },
      body: { values: { standing: '12', fromOn: '2026-01-05' } },
    }),
  'an ending': (client, { person }) =>
    client.call(endMembership, {
      params: { id: person.id },
      body: { version: 1, kind: 'stopped', on: '2026-01-05', reason: '停止党籍' },
    }),
  'a bulk change': (client, { person }) =>
    client.call(previewBulk, { body: { ids: [person.id], fields: { education: '14' }, reason: '核对学历' } }),
};

describe('while its part of the tree moves', () => {
  test.each(Object.entries(changes))('%s by the county is filed at the new place', async (_name, change) => {
    const at = await ground();
    expect(await whileMoving(at, () => change(officer, at))).toBe('done');
    expect(await leftBehind(at)).toEqual([]);
    expect(await server.current.write((tx) => tallyDifferences(tx))).toBe(0);
  });

  test.each(Object.entries(changes))('%s by its own secretary leaves nothing behind', async (_name, change) => {
    const at = await ground();
    const secretary = await server.current.as('branch_secretary', { at: at.branch });
    const outcome = await whileMoving(at, () => change(secretary, at));
    expect(['done', 'conflict', 'not_found', 'invalid']).toContain(outcome);
    expect(await leftBehind(at)).toEqual([]);
    expect(await server.current.write((tx) => tallyDifferences(tx))).toBe(0);
  });

  test('a change of a record, a post, a move into it and a return are filed at the new place', async () => {
    const asked: Change[] = [
      async (client, { person }) => {
        const params = { id: person.id, table: training.table } as const;
        const { id: recordId } = await client.call(addRecord, { params, body: { values: training.values } });
        return client.call(editRecord, { params: { ...params, recordId }, body: { version: 1, values: { hours: 8 } } });
      },
      (client, { branch, person }) =>
        client.call(appointHolder, {
          params: { id: branch.id },
          body: { personId: person.id, post: 'secretary', fromOn: '2026-01-05' },
        }),
      async (client, { branch, elsewhere }) =>
        client.call(moveMember, {
          params: { id: elsewhere.id },
          body: { version: await versionOf(elsewhere.id), branchId: branch.id, on: '2026-01-05', reason: '调动' },
        }),
    ];
    for (const change of asked) {
      const at = await ground();
      expect(await whileMoving(at, () => change(officer, at))).toBe('done');
      expect(await leftBehind(at)).toEqual([]);
    }
    const at = await ground();
    const gone = { version: 1, kind: 'transferred_out', on: '2026-01-05', reason: '转出' };
    const { version } = await officer.call(endMembership, { params: { id: at.elsewhere.id }, body: gone });
    const back = { version, branchId: at.branch.id, kind: 'transferred_in', on: '2026-02-01', reason: '转回' } as const;
    const returning = () => officer.call(returnMember, { params: { id: at.elsewhere.id }, body: back });
    expect(await whileMoving(at, returning)).toBe('done');
    expect(await leftBehind(at)).toEqual([]);
    expect(await server.current.write((tx) => tallyDifferences(tx))).toBe(0);
  });

  test('a scan is filed with its person', async () => {
    const at = await ground();
    const values = { kind: 'application_letter', title: '入党申请书', paperPlace: '档案柜 3-2' };
    const params = { id: at.person.id, table: 'attachment' } as const;
    const { id: recordId } = await officer.call(addRecord, { params, body: { values } });
    const scan = () =>
      officer.upload(attachScan, { params: { id: at.person.id, recordId } }, { name: 'a.pdf', content: '%PDF-1.7' });
    expect(await whileMoving(at, scan)).toBe('done');
    expect(await leftBehind(at)).toEqual([]);
  });

  test('a correction that a member asks for is filed with the member', async () => {
    const at = await ground();
    const member = await server.current.as('member', {
      person: { id: at.person.id, path: at.person.path, name: '', branch: at.branch },
    });
    const body = { field: 'education', wanted: '14', reason: '已取得学位' } as const;
    const outcome = await whileMoving(at, () => member.call(askCorrection, { body }));
    expect(['done', 'conflict', 'not_found']).toContain(outcome);
    expect(await leftBehind(at)).toEqual([]);
  });

  test('a roster is uploaded by one who moves along, and one of the county is written at the new place', async () => {
    const headings = ['姓名', '公民身份号码', '所在党支部', '人员类别', '入党日期', '转正日期'];
    const row = (branch: Node, n: number) => [
      `王小${'一二三四'[n] ?? ''}`,
      makeIdNumber('1980-03-04', '1'),
      branch.name,
      '正式党员',
      '2005-07-01',
      '2006-07-01',
    ];
    const own = await ground();
    const worker = await server.current.as('township_worker', { at: own.general });
    const content = csv(headings, [row(own.branch, 0)]);
    const outcome = await whileMoving(own, () => worker.upload(uploadImport, {}, { name: '花名册.csv', content }));
    expect(outcome).toBe('conflict');

    expect(await leftBehind(own)).toEqual([]);

    const at = await ground('joint_branch');
    const batch = await sendFile(
      officer,
      '花名册.csv',
      csv(
        headings,
        [0, 1, 2].map((n) => row(at.branch, n)),
      ),
    );
    expect(batch).toMatchObject({ state: 'preview', counts: { new: 3, error: 0 } });
    const body = { version: batch.version, leaveOut: false, reason: '年度核对' };
    await whileMoving(at, async () => {
      await officer.call(commitImport, { params: { id: batch.id }, body });
      return untilSettled(officer, batch.id);
    });
    expect(await untilSettled(officer, batch.id)).toMatchObject({ state: 'committed', error: null });
    expect(await leftBehind(at)).toEqual([]);
    expect(await server.current.write((tx) => tallyDifferences(tx))).toBe(0);
  });
});
