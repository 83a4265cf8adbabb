import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import type { UploadedFile } from '#platform/http/route.ts';
import { invalid } from '#shared/errors.ts';
import type { PackageFacts } from '../rules.ts';
import { asProblem, bytesIn, withPackage } from './queries.ts';
import { mediaTypeOf } from './rules.ts';

const mostOfOne = 300_000_000;
/** Rows of one statement: between two the connection does not idle for long. */
const rowsAtOnce = 50;

const isZip = async (county: County, id: string): Promise<boolean> => {
  const stream = await county.files.get(id);
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>)
      return chunk.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 3, 4]));
    return false;
  } finally {
    stream.destroy();
  }
};

interface Entry {
  readonly path: string;
  readonly id: string;
  readonly size: number;
  readonly digest: Buffer;
  readonly keyId: number;
}

const keepEntries = async (
  tx: Tx,
  scope: Scope,
  { packageId, orgPath }: { readonly packageId: string; readonly orgPath: string },
  entries: readonly Entry[],
): Promise<void> => {
  if (entries.length === 0) return;
  await tx
    .insertInto('file')
    .values(
      entries.map(({ id, path, size, digest, keyId }) => ({
        id,
        org_path: orgPath,
        name: path,
        media_type: mediaTypeOf(path),
        size,
        digest,
        key_id: keyId,
        account_id: scope.accountId,
      })),
    )
    .execute();
  await tx
    .insertInto('package_entry')
    .values(
      entries.map(({ id, path, size }) => ({
        file_id: id,
        package_id: packageId,
        path,
        media_type: mediaTypeOf(path),
        size,
      })),
    )
    .execute();
};

/**
 * Reads an archive whose row of `file` is there, and keeps each of its entries as a file of the platform. The archive itself stays as it
 * came: it is what is handed out again. @throws AppError invalid
 */
export const keepPackage = async (
  tx: Tx,
  scope: Scope,
  county: County,
  { file, orgPath }: { readonly file: Pick<UploadedFile, 'id'>; readonly orgPath: string },
): Promise<PackageFacts> => {
  const folder = await mkdtemp(join(tmpdir(), 'zhibu-package-'));
  try {
    const path = join(folder, 'package.zip');
    await county.files.copyTo(file.id, path);
    return await withPackage(path, async ({ facts, files }, archive) => {
      await tx
        .insertInto('package')
        .values({ file_id: file.id, ...facts, parts: JSON.stringify(facts.parts) })
        .execute();
      let waiting: Entry[] = [];
      for (const [place, name] of files) {
        const stored = await county.files
          .put(Readable.from(bytesIn(archive, name), { objectMode: false }), { maxBytes: mostOfOne })
          .catch((error: unknown) => {
            throw asProblem(error);
          });
        waiting.push({ ...stored, path: place });
        if (waiting.length < rowsAtOnce) continue;
        await keepEntries(tx, scope, { packageId: file.id, orgPath }, waiting);
        waiting = [];
      }
      await keepEntries(tx, scope, { packageId: file.id, orgPath }, waiting);
      return facts;
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** Whether what was sent is an archive at all: asked before anything else. @throws AppError invalid */
export const checkZip = async (county: County, file: Pick<UploadedFile, 'id'>): Promise<void> => {
  if (!(await isZip(county, file.id))) throw invalid('file', 'packages.no_zip');
};
