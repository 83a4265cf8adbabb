import { createHash } from 'node:crypto';
import { z } from 'zod';

const lsn = z.string().regex(/^[0-9A-F]+\/[0-9A-F]+$/);

const body = z.object({
  format: z.literal(1),
  /** Of the program that wrote the backup. */
  version: z.string(),
  createdAt: z.iso.datetime(),
  database: z.object({
    serverVersion: z.string(),
    name: z.string(),
    superuser: z.string(),
    timeline: z.number().int(),
    startLsn: lsn,
    stopLsn: lsn,
    /** Where a restore stops: the state in which the facts were taken. Null: at the end of the log that was kept. */
    factsLsn: lsn.nullable(),
    bytes: z.number(),
  }),
  /** Keys that the encrypted content needs. The keys themselves are never in a backup. */
  keyIds: z.array(z.string()),
  /** What the caller asked of the database; a restore must give the same answers, except where it says approximate. */
  facts: z.object({ exact: z.boolean(), values: z.record(z.string(), z.unknown()) }),
  files: z.object({ count: z.number().int(), bytes: z.number() }),
  sums: z.object({ sha256: z.string().length(64), entries: z.number().int() }),
});

export type BackupManifest = z.infer<typeof body>;

const digestOf = (manifest: BackupManifest): string =>
  createHash('sha256').update(JSON.stringify(manifest)).digest('hex');

export const writeManifest = (manifest: BackupManifest): string =>
  `${JSON.stringify({ ...manifest, digest: digestOf(manifest) }, undefined, 2)}\n`;

/** The manifest, or undefined where the text is not one or was changed since it was written. */
export const readManifest = (text: string): BackupManifest | undefined => {
  try {
    const { digest, ...rest } = JSON.parse(text) as { digest?: unknown };
    const parsed = body.safeParse(rest);
    if (!parsed.success || digestOf(parsed.data) !== digest) return undefined;
    return parsed.data;
  } catch {
    return undefined;
  }
};

export const manifestName = 'manifest.json';
export const sumsName = 'SHA256SUMS';
export const archiveName = 'database.tar.gz';
export const walFolder = 'wal';
export const filesFolder = 'files';

/** One line of SHA256SUMS, which `sha256sum -c` reads too. */
export const sumLine = (path: string, sha256: string): string => `${sha256}  ${path}`;

export const readSums = (text: string): Map<string, string> =>
  new Map(
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => [line.slice(66), line.slice(0, 64)]),
  );
