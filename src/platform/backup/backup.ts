import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, statfs, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import { errnoOf, refusal } from '../embedded/refusal.ts';
import { BaseBackupQuery, isOutOfSpace, type BaseBackup } from './base-backup.ts';
import { copyFiles, filesBelow, hashing, syncFolder, type CopiedFile } from './copying.ts';
import { takeFacts, type Facts } from './facts.ts';
import {
  archiveName,
  filesFolder,
  manifestName,
  sumLine,
  sumsName,
  writeManifest,
  type BackupManifest,
} from './manifest.ts';
import { connect, inspect } from './source.ts';
import { copyLog, fastGzip } from './write-ahead-log.ts';

export type BackupStage = 'files' | 'database' | 'facts' | 'log' | 'verify' | 'extract' | 'recover';
export type Progress = (stage: BackupStage, done: number, total: number) => void;

export interface BackupOptions {
  /** A role that may replicate and read server files: the embedded superuser, or that of DATABASE_URL. */
  readonly connection: pg.ClientConfig;
  /** Attachments; left out where there is no such folder. */
  readonly files?: string;
  /** The folder to make. It appears under this name only when it is complete. */
  readonly out: string;
  readonly version: string;
  readonly keyIds: readonly string[];
  readonly facts: Facts;
  readonly progress?: Progress;
}

const openOut = async (out: string): Promise<string> => {
  const present = await readdir(out).catch((error: unknown) => {
    if (errnoOf(error) === 'ENOENT') return [];
    throw error;
  });
  if (present.length > 0) {
    throw refusal('not_empty', `备份目标 ${out} 不是空目录。`, `The target of the backup, ${out}, is not empty.`);
  }
  const staging = `${out}.unfinished`;
  await rm(staging, { recursive: true, force: true });
  await mkdir(staging, { recursive: true, mode: 0o700 });
  return staging;
};

const checkSpace = async (staging: string, needed: number): Promise<void> => {
  const { bavail, bsize } = await statfs(staging);
  const free = bavail * bsize;
  if (free >= needed) return;
  const gigabytes = (bytes: number): string => (bytes / 1024 ** 3).toFixed(1);
  throw refusal(
    'no_space',
    `磁盘空间不足：备份约需 ${gigabytes(needed)} GB，可用 ${gigabytes(free)} GB。`,
    `Not enough disk space: the backup takes about ${gigabytes(needed)} GB, ${gigabytes(free)} GB are free.`,
  );
};

/** Streams the data directory into an archive. The slot keeps every piece of log that the copy will need. */
const copyDatabase = async (
  replication: pg.Client,
  staging: string,
  progress: Progress,
): Promise<BaseBackup & { sha256: string }> => {
  await replication.query(
    `CREATE_REPLICATION_SLOT zhibu_backup_${randomBytes(6).toString('hex')} TEMPORARY PHYSICAL (RESERVE_WAL)`,
  );
  const archive = createGzip(fastGzip);
  const { stage, sha256 } = hashing();
  const written = pipeline(archive, stage, createWriteStream(join(staging, archiveName), { mode: 0o600, flush: true }));
  const list = createWriteStream(join(staging, 'backup_manifest'), { mode: 0o600, flush: true });
  const query = new BaseBackupQuery('zhibu', {
    archive,
    manifest: list,
    progress: (done, total) => progress('database', done, Math.max(done, total)),
  });
  replication.query(query);
  const finish = async (): Promise<BaseBackup & { sha256: string }> => {
    const found = await query.done;
    archive.end();
    await new Promise<void>((resolve, reject) =>
      list.end((error?: Error | null) => (error ? reject(error) : resolve())),
    );
    await written;
    return { ...found, sha256: sha256() };
  };
  const [result] = await Promise.all([finish(), written.catch((error: unknown) => archive.destroy(error as Error))]);
  return result;
};

const writeSynced = async (path: string, content: string): Promise<void> => {
  await writeFile(path, content, { mode: 0o600, flush: true });
};

/** Gives the finished folder its name. */
const finish = async (staging: string, out: string): Promise<void> => {
  await syncFolder(staging);
  await rm(out, { recursive: true, force: true });
  await rename(staging, out);
  await syncFolder(dirname(out));
};

const run = async (
  options: BackupOptions,
  out: string,
  staging: string,
  client: pg.Client,
): Promise<BackupManifest> => {
  const progress = options.progress ?? (() => undefined);
  const source = await inspect(client);
  const attached = options.files === undefined ? [] : await filesBelow(options.files);
  const attachedBytes = attached.reduce((sum, { bytes }) => sum + bytes, 0);
  // Compressed, the database takes between a tenth and a third of its size.
  await checkSpace(staging, attachedBytes + source.bytes / 3);

  // Attachments are written before their rows. Two passes, before and after the database, so that each row of the state
  // that will be restored finds its file, even one that is removed while the database is copied.
  const copied = new Map<string, CopiedFile>();
  const copy = async (): Promise<void> => {
    if (options.files === undefined) return;
    await copyFiles(options.files, join(staging, filesFolder), copied, (done, total) => progress('files', done, total));
  };
  await copy();
  const replication = await connect({ ...options.connection, replication: 'true' });
  try {
    const base = await copyDatabase(replication, staging, progress);
    progress('facts', 0, 1);
    const facts = await takeFacts(options.connection, source.walLevel, options.facts);
    progress('facts', 1, 1);
    const log = await copyLog(client, base, staging, (done, total) => progress('log', done, total));
    await copy();
    await rm(join(staging, 'backup_manifest'));
    const sums = [
      ...log,
      [archiveName, base.sha256] as const,
      ...[...copied].map(([path, { sha256 }]) => [`${filesFolder}/${path}`, sha256] as const),
    ];
    const lines = `${sums
      .map(([path, sha256]) => sumLine(path, sha256))
      .toSorted()
      .join('\n')}\n`;
    const manifest: BackupManifest = {
      format: 1,
      version: options.version,
      createdAt: new Date().toISOString(),
      database: {
        serverVersion: source.version,
        name: source.database,
        superuser: source.superuser,
        timeline: base.timeline,
        startLsn: base.startLsn,
        stopLsn: base.stopLsn,
        factsLsn: facts.lsn,
        bytes: source.bytes,
      },
      keyIds: [...options.keyIds],
      facts: { exact: facts.lsn !== null, values: facts.values },
      files: { count: copied.size, bytes: [...copied.values()].reduce((sum, { bytes }) => sum + bytes, 0) },
      sums: { sha256: createHash('sha256').update(lines).digest('hex'), entries: sums.length },
    };
    await writeSynced(join(staging, sumsName), lines);
    await writeSynced(join(staging, manifestName), writeManifest(manifest));
    await finish(staging, out);
    return manifest;
  } finally {
    await replication.end();
  }
};

/**
 * Copies a running database, the log that makes the copy consistent, and the attachments into a new folder. People go on
 * working meanwhile. Keys are not copied: `keyIds` says which ones a restore will need.
 * @throws refusals `backup_unsupported`, `not_empty`, `no_space`
 */
export const backup = async (options: BackupOptions): Promise<BackupManifest> => {
  const out = resolve(options.out);
  const staging = await openOut(out);
  try {
    const client = await connect(options.connection);
    try {
      return await run(options, out, staging, client);
    } finally {
      await client.end();
    }
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    if (!isOutOfSpace(error)) throw error;
    throw refusal('no_space', '磁盘已满，备份没有完成。', 'The disk is full; the backup was not finished.');
  }
};
