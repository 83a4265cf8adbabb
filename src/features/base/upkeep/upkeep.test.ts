import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { systemScope } from '#platform/access/scope.ts';
import { newId, newOpaqueId } from '#shared/ids.ts';
import { useCounty } from '#test/harness/county.ts';
import { sweepFiles, sweepJobs, sweepKeys } from './jobs.ts';

const county = useCounty();
const guarded = (guard: string) => systemScope(county.current.entry.code, 'test', { guard });
const ago = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString();

describe('what has done its work', () => {
  test('is swept: keys after a day', async () => {
    const [old, young] = [newOpaqueId(), newOpaqueId()];
    const row = (key: string, hours: number) => ({
      account_id: newId(),
      key,
      endpoint: 'x',
      body_digest: Buffer.of(1),
      status: 200,
      reply: '{}',
      at: ago(hours),
    });
    await county.current.write(
      (tx) =>
        tx
          .insertInto('idempotency')
          .values([row(old, 25), row(young, 23)])
          .execute(),
      guarded('sweep'),
    );
    await sweepKeys(county.current.county, {});
    const left = await county.current.read(guarded('sweep')).selectFrom('idempotency').select('key').execute();
    expect(left.map(({ key }) => key)).toEqual([young]);
  });

  test('is swept: ended jobs after ninety days, waiting ones never', async () => {
    const ids = [newId(), newId(), newId()];
    const row = (id: string | undefined, finished: string | null) => ({
      id: id ?? '',
      kind: 'x',
      org_path: '/1/',
      scope: '{}',
      finished_at: finished,
      created_at: ago(24 * 200),
    });
    await county.current.write(
      (tx) =>
        tx
          .insertInto('job')
          .values([row(ids[0], ago(24 * 91)), row(ids[1], ago(24 * 89)), row(ids[2], null)])
          .execute(),
      guarded('jobs'),
    );
    await sweepJobs(county.current.county, {});
    const left = await county.current.read(guarded('jobs')).selectFrom('job').select('id').execute();
    expect(left.map(({ id }) => id).toSorted()).toEqual(ids.slice(1).toSorted());
  });

  test('is swept: files without a row after a day, wherever the rows of the others are filed', async () => {
    const { files } = county.current.county;
    const store = async () => files.put(Readable.from('text'), { maxBytes: 100 });
    const [kept, unfiled, loose, young] = [await store(), await store(), await store(), await store()];
    const row = ({ id, size, digest, keyId }: typeof kept, org_path: string) => ({
      id,
      size,
      digest,
      key_id: keyId,
      org_path,
      name: 'x',
      media_type: 'text/plain',
    });
    await county.current.write((tx) => tx.insertInto('file').values(row(kept, '/1/')).execute());
    await county.current.write(
      (tx) =>
        tx
          .insertInto('file')
          .values({ ...row(unfiled, ''), account_id: newId() })
          .execute(),
      { ...guarded('x'), from: '', to: '/' },
    );
    const folder = path.join(county.current.folder, 'files', county.current.entry.code);
    const placeOf = (id: string): string => path.join(folder, id.slice(-2), id);
    const half = `${newOpaqueId()}.part`;
    const halfPlace = path.join(folder, half.slice(-7, -5), half);
    mkdirSync(path.dirname(halfPlace), { recursive: true });
    writeFileSync(halfPlace, 'half');
    const yesterday = new Date(Date.now() - 25 * 3_600_000);
    for (const place of [kept, unfiled, loose].map(({ id }) => placeOf(id)).concat(halfPlace))
      utimesSync(place, yesterday, yesterday);
    await sweepFiles(county.current.county, {});
    expect([kept, unfiled, loose, young].map(({ id }) => existsSync(placeOf(id)))).toEqual([true, true, false, true]);
    expect(existsSync(halfPlace)).toBe(false);
  });
});
