import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { cancelJob, jobById } from '#features/base/jobs/contract.ts';
import { startJob } from '#platform/jobs/jobs.ts';
import { memberCounts } from '../contract.ts';
import { makeIdNumber } from '../factory.ts';
import { commitKind } from './commands.ts';
import { commitImport, importById, importRows, uploadImport } from './contract.ts';
import { commitAll, csv, sendFile, undoAll, untilSettled } from './factory.ts';
import { purgeImports } from './jobs.ts';

const server = useApp();
beforeAll(() => server.current.work());

const headings = ['姓名', '公民身份号码', '所在党支部', '人员类别', '入党日期', '转正日期'];
const line = (name: string, id: string): string[] => [
  name,
  id,
  server.current.tree.branchA1.name,
  '正式党员',
  '2005-07-01',
  '2006-07-01',
];
const some = (from: number, to: number): string[][] =>
  Array.from({ length: to - from }, (_, n) =>
    line(`程${String.fromCodePoint(0x4e00 + from + n)}`, makeIdNumber(`19${60 + (n % 30)}-04-1${n % 9}`, '1')),
  );
const send = (client: Client, rows: readonly string[][]) => sendFile(client, '花名册.csv', csv(headings, rows));

describe('an import', () => {
  test('stops reading when its job is cancelled, and can be read again', async () => {
    const officer = await server.current.as('county_officer');
    const content = csv(headings, some(0, 4_000));
    const { id, jobId } = await officer.upload(uploadImport, {}, { name: '花名册.csv', content });
    await officer.call(cancelJob, { params: { id: jobId ?? '' } });
    const stopped = await untilSettled(officer, id);
    expect(stopped).toMatchObject({ state: 'failed', error: { message: 'import_cancelled' }, counts: { total: 0 } });
    expect(await officer.call(jobById, { params: { id: jobId ?? '' } })).toMatchObject({ state: 'cancelled' });
    expect((await officer.call(importRows, { params: { id }, query: {} })).items).toEqual([]);
  });

  test('goes back to its preview when the commit fails, with nothing written and the reason said', async () => {
    const officer = await server.current.as('county_officer');
    const preview = await send(officer, some(4_000, 4_003));
    const { members } = await officer.call(memberCounts, { query: {} });
    // A membership that is there already under the id of the preview: the database refuses the whole commit.
    const clash = (on: 'add' | 'remove') =>
      server.current.write(async (tx) => {
        if (on === 'remove')
          return tx.deleteFrom('import_row').where('batch_id', '=', preview.id).where('seq', '=', 9).execute();
        return sql`insert into import_row (batch_id, reading, seq, org_path, sheet, line, kind, name, branch_id, person_id, membership_id, sealed, key_id, prepared)
          select batch_id, reading, 9, org_path, sheet, 9, kind, name, branch_id, person_id, membership_id, sealed, key_id, prepared
          from import_row where batch_id = ${preview.id} and seq = 1`.execute(tx);
      });
    await clash('add');
    const failed = await commitAll(officer, preview);
    expect(failed).toMatchObject({ state: 'preview', error: { message: 'import_conflict' } });
    expect((await officer.call(memberCounts, { query: {} })).members).toBe(members);
    await clash('remove');
    expect(await commitAll(officer, failed)).toMatchObject({ state: 'committed', error: null });
  });

  test('whose job was given up is settled with the job, not by a later sweep', async () => {
    const officer = await server.current.as('county_officer');
    const preview = await send(officer, some(4_010, 4_012));
    // Committing in the name of a job that is cancelled before any worker has taken it.
    await server.current.write(async (tx) => {
      const { county } = server.current;
      const jobId = await startJob(tx, county, server.current.system, {
        kind: commitKind,
        payload: { batchId: preview.id },
      });
      await tx.updateTable('job').set({ cancel_asked: true }).where('id', '=', jobId).execute();
      await tx
        .updateTable('import_batch')
        .set({ state: 'committing', job_id: jobId })
        .where('id', '=', preview.id)
        .execute();
    });
    expect(await untilSettled(officer, preview.id)).toMatchObject({
      state: 'preview',
      error: { message: 'import_cancelled' },
      counts: { new: 2 },
    });
  });

  test('names sheet and line of the row that a later one repeats', async () => {
    const officer = await server.current.as('county_officer');
    const id = makeIdNumber('1958-04-05', '1');
    const batch = await send(officer, [line('程甲', id), line('程乙', id)]);
    const { items } = await officer.call(importRows, { params: { id: batch.id }, query: { kind: 'duplicate' } });
    // The title is line 1, the headings are line 2.
    expect(items[0]).toMatchObject({
      line: 4,
      duplicates: [{ reason: 'same_id', personId: null, sheet: 'CSV', line: 3, name: '程甲' }],
    });
    const body = { version: batch.version, leaveOut: false, reason: '年度核对' };
    expect(await officer.outcome(commitImport, { params: { id: batch.id }, body })).toBe('refused');
  });

  test('that was undone is purged after thirty days, and not before', async () => {
    const officer = await server.current.as('county_officer');
    const batch = await commitAll(officer, await send(officer, some(4_020, 4_023)));
    await undoAll(officer, batch);
    const left = () =>
      server.current.write(async (tx) => {
        await sql`set local app.voided = 'on'`.execute(tx);
        const people = await tx.selectFrom('person').select('id').where('batch_id', '=', batch.id).execute();
        const rows = await tx.selectFrom('import_row').select('seq').where('batch_id', '=', batch.id).execute();
        return [people.length, rows.length];
      });
    await purgeImports(server.current.county, {});
    expect(await left()).toEqual([3, 3]);
    await server.current.write(async (tx) => {
      await sql`set local app.voided = 'on'`.execute(tx);
      for (const table of ['person', 'membership', 'affiliation'] as const)
        await sql`update ${sql.table(table)} set voided_at = now() - interval '31 days' where batch_id = ${batch.id}`.execute(
          tx,
        );
      await sql`update import_batch set updated_at = now() - interval '31 days' where id = ${batch.id}`.execute(tx);
    });
    await purgeImports(server.current.county, {});
    expect(await left()).toEqual([0, 0]);
    expect(await officer.call(importById, { params: { id: batch.id } })).toMatchObject({
      state: 'undone',
      can: { undo: false },
    });
  });
});
