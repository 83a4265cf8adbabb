import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, chown, lstat, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar';
import { findBinaries } from '../embedded/binaries.ts';
import { serverMajor, unfinishedName } from '../embedded/cluster.ts';
import { startEmbedded } from '../embedded/embedded.ts';
import { findPlace, openFolder, ownDirectory, writeMark, type Place } from '../embedded/place.ts';
import { errnoOf, refusal } from '../embedded/refusal.ts';
import type { Progress } from './backup.ts';
import { isOutOfSpace } from './base-backup.ts';
import { copyHashed, several, sha256OfFile, syncFolder } from './copying.ts';
import { askOf, differences, type Facts } from './facts.ts';
import {
  archiveName,
  filesFolder,
  manifestName,
  readManifest,
  readSums,
  sumsName,
  walFolder,
  type BackupManifest,
} from './manifest.ts';
import { connect } from './source.ts';

export interface RestoreOptions {
  readonly from: string;
  /** Must be empty or not exist. */
  readonly folder: string;
  readonly hasKey: (id: string) => boolean | Promise<boolean>;
  /** The same questions as at the backup. */
  readonly facts: Facts;
  readonly progress?: Progress;
  readonly log?: (line: Record<string, unknown>) => void;
}

const damaged = (zh: string, en: string): Error =>
  refusal('backup_damaged', `备份不完整或被改动：${zh}`, `The backup is incomplete or was changed: ${en}`);

/** The manifest of a backup, after the check of its own digest. @throws refusal `backup_damaged` */
export const openBackup = async (from: string): Promise<BackupManifest> => {
  const text = await readFile(join(from, manifestName), 'utf8').catch(() => undefined);
  if (text === undefined) throw damaged(`${from} 中没有 ${manifestName}`, `no ${manifestName} in ${from}`);
  const manifest = readManifest(text);
  if (manifest === undefined) throw damaged(`${manifestName} 内容不符`, `${manifestName} does not match its digest`);
  return manifest;
};

/** Compares every file with its checksum. @throws refusal `backup_damaged` naming the files */
export const verifyBackup = async (from: string, progress: Progress = () => undefined): Promise<BackupManifest> => {
  const manifest = await openBackup(from);
  const sumsPath = join(from, sumsName);
  const sumsDigest = await sha256OfFile(sumsPath).catch(() => undefined);
  if (sumsDigest !== manifest.sums.sha256) throw damaged(`${sumsName} 内容不符`, `${sumsName} does not match`);
  const sums = readSums(await readFile(sumsPath, 'utf8'));
  const wrong: string[] = [];
  let done = 0;
  await several([...sums], async ([path, expected]) => {
    if ((await sha256OfFile(join(from, path)).catch(() => undefined)) !== expected) wrong.push(path);
    progress('verify', (done += 1), sums.size);
  });
  if (wrong.length > 0) {
    const some = wrong.slice(0, 5).join(', ') + (wrong.length > 5 ? ` … (${wrong.length})` : '');
    throw damaged(`以下文件缺失或不符 ${some}`, `these files are missing or differ: ${some}`);
  }
  return manifest;
};

const checkKeys = async ({ keyIds }: BackupManifest, hasKey: RestoreOptions['hasKey']): Promise<void> => {
  const missing: string[] = [];
  for (const id of keyIds) if (!(await hasKey(id))) missing.push(id);
  if (missing.length === 0) return;
  throw refusal(
    'keys_missing',
    `缺少解密所需的密钥：${missing.join('、')}。密钥不在备份中，请先把密钥文件放回密钥目录再恢复。`,
    `Keys that the content is encrypted with are missing: ${missing.join(', ')}. They are not part of a backup; put the key files back into the keys folder first.`,
    { missing },
  );
};

const checkServer = async ({ database }: BackupManifest): Promise<void> => {
  await findBinaries();
  if (database.serverVersion.split('.')[0] === serverMajor) return;
  throw refusal(
    'backup_foreign',
    `备份来自 PostgreSQL ${database.serverVersion}，这里是 ${serverMajor} 版。`,
    `The backup is of PostgreSQL ${database.serverVersion}; the server here is ${serverMajor}.`,
  );
};

const emptyFolder = async (path: string): Promise<string> => {
  const present = await readdir(path).catch((error: unknown) => {
    if (errnoOf(error) === 'ENOENT') return [];
    throw error;
  });
  if (present.length === 0) return openFolder(path);
  throw refusal(
    'not_empty',
    `恢复目标 ${path} 不是空目录（有 ${present.slice(0, 3).join('、')}）。恢复不会覆盖已有数据，请另选目录。`,
    `The target of the restore, ${path}, is not empty (it holds ${present.slice(0, 3).join(', ')}). A restore never overwrites; choose another folder.`,
  );
};

/** Root extracts, the server user owns: everything below is handed over, links are not followed. */
const handOver = async (path: string, { user }: Place): Promise<void> => {
  if (process.getuid?.() !== 0) return;
  for (const entry of await readdir(path, { withFileTypes: true, recursive: true })) {
    const found = join(entry.parentPath, entry.name);
    if ((await lstat(found)).isSymbolicLink())
      throw damaged(`归档中有链接 ${entry.name}`, `the archive holds the link ${entry.name}`);
    await chown(found, user.uid, user.gid);
  }
};

const setAside = async (dataDir: string): Promise<void> => {
  // Settings that were made by hand may point at the old machine: its log archive must not be written to from here.
  const path = join(dataDir, 'postgresql.auto.conf');
  const lines = (await readFile(path, 'utf8').catch(() => ''))
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  if (lines.length > 0) await rename(path, `${path}.before-restore`);
};

const extractDatabase = async (from: string, place: Place, progress: Progress): Promise<void> => {
  const staging = `${place.dataDir}.new`;
  await mkdir(place.home, { recursive: true, mode: 0o711 });
  await ownDirectory(staging, place.user);
  const archive = join(from, archiveName);
  const { size } = await stat(archive);
  let done = 0;
  await pipeline(
    createReadStream(archive, { highWaterMark: 1024 * 1024 }).on('data', (chunk) => {
      progress('extract', (done += chunk.length), size);
    }),
    extract({
      cwd: staging,
      strict: true,
      preserveOwner: false,
      filter: (_path, entry) => 'type' in entry && ['File', 'OldFile', 'Directory'].includes(entry.type),
    }),
  );
  for (const name of await readdir(join(from, walFolder))) {
    const target = join(staging, 'pg_wal', basename(name, '.gz'));
    await pipeline(
      createReadStream(join(from, walFolder, name)),
      createGunzip(),
      createWriteStream(target, { mode: 0o600 }),
    );
  }
  await setAside(staging);
  const signalFile = await open(join(staging, 'recovery.signal'), 'wx', 0o600);
  await signalFile.close();
  await handOver(staging, place);
  await chmod(staging, 0o700);
  await rename(staging, place.dataDir);
  await syncFolder(dirname(place.dataDir));
};

const copyAttachments = async (from: string, folder: string, progress: Progress): Promise<void> => {
  const sums = [...readSums(await readFile(join(from, sumsName), 'utf8'))].filter(([path]) =>
    path.startsWith(`${filesFolder}/`),
  );
  let done = 0;
  await several(sums, async ([path, expected]) => {
    const target = resolve(folder, path);
    if (!target.startsWith(`${join(folder, filesFolder)}/`))
      throw damaged(`路径 ${path} 越界`, `the path ${path} leads outside`);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    if ((await copyHashed(join(from, path), target)) !== expected) throw damaged(path, path);
    progress('files', (done += 1), sums.length);
  });
};

/** Recovers to the position of the facts, and compares them. */
const recover = async (
  options: RestoreOptions,
  folder: string,
  manifest: BackupManifest,
): Promise<Record<string, unknown>> => {
  const { factsLsn, name, superuser } = manifest.database;
  const server = await startEmbedded({
    folder,
    ...(options.log === undefined ? {} : { log: options.log }),
    settings: {
      // All of the log lies in pg_wal already: there is nowhere else to fetch it from.
      restore_command: 'false',
      hot_standby: 'off',
      recovery_target_timeline: 'current',
      ...(factsLsn === null
        ? {}
        : { recovery_target_lsn: factsLsn, recovery_target_inclusive: 'off', recovery_target_action: 'promote' }),
    },
  });
  try {
    const client = await connect({ host: server.socketDir, port: server.port, user: superuser, database: name });
    try {
      return await options.facts(askOf(client));
    } finally {
      await client.end();
    }
  } finally {
    await server.stop();
  }
};

const compare = (manifest: BackupManifest, restored: Record<string, unknown>): void => {
  const found = differences(manifest.facts.values, restored);
  if (found.length === 0 || !manifest.facts.exact) return;
  const list = found
    .slice(0, 10)
    .map(({ name, backup, restored }) => `  ${name}: ${JSON.stringify(backup)} → ${JSON.stringify(restored)}`);
  throw refusal(
    'facts_differ',
    `恢复后的数据与备份记录不一致，请勿使用：\n${list.join('\n')}`,
    'The restored database differs from what the backup says (above); do not use it.',
    { differences: found },
  );
};

export interface Restored {
  readonly manifest: BackupManifest;
  readonly folder: string;
  readonly facts: Record<string, unknown>;
  readonly differences: number;
}

/**
 * Restores a backup into an empty folder and proves it: checksums first, then recovery, then the facts. Stops the server
 * again; the next start is an ordinary one.
 * @throws refusals `backup_damaged`, `backup_foreign`, `keys_missing`, `not_empty`, `no_space`, `facts_differ`
 */
export const restore = async (options: RestoreOptions): Promise<Restored> => {
  const progress = options.progress ?? (() => undefined);
  const from = resolve(options.from);
  const announced = await openBackup(from);
  await checkServer(announced);
  await checkKeys(announced, options.hasKey);
  const folder = await emptyFolder(options.folder);
  const manifest = await verifyBackup(from, progress);
  try {
    const place: Place = { ...(await findPlace(folder)), superuser: manifest.database.superuser };
    await writeFile(join(folder, unfinishedName), '', { mode: 0o600 });
    await writeMark(place);
    await copyAttachments(from, folder, progress);
    await extractDatabase(from, place, progress);
  } catch (error) {
    if (!isOutOfSpace(error)) throw error;
    throw refusal('no_space', '磁盘已满，恢复没有完成。', 'The disk is full; the restore was not finished.');
  }
  progress('recover', 0, 1);
  const facts = await recover(options, folder, manifest);
  progress('recover', 1, 1);
  compare(manifest, facts);
  await rm(join(folder, unfinishedName));
  return { manifest, folder, facts, differences: differences(manifest.facts.values, facts).length };
};
