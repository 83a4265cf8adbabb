import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { cleanEnvironment } from './binaries.ts';
import { ownDirectory, writeMark, type Place } from './place.ts';
import { errnoOf, refusal } from './refusal.ts';
import { serverSettings, settingLine } from './settings.ts';
import { shortName } from './socket-folder.ts';

const run = promisify(execFile);

export const serverMajor = '17';
export const socketPort = 5432;
export const clusterName = (dataDir: string): string => `zhibu-${shortName(dataDir)}`;

/** Writes a file of the server user. Root writes into a directory that is not its own, so never through a link. */
export const writeOwned = async (place: Place, path: string, content: string | Uint8Array): Promise<void> => {
  const draft = `${path}.${process.pid}.new`;
  await rm(draft, { force: true });
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(content);
    if (process.getuid?.() === 0) await file.chown(place.user.uid, place.user.gid);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
};

/** Text search splits words by LC_CTYPE, and under `C` Chinese punctuation is part of a word. Every current glibc has C.UTF-8. */
const initOptions = (characters: string): string[] => [
  '--encoding=UTF8',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--locale=C',
  `--lc-ctype=${characters}`,
  '--data-checksums',
  '--auth-local=peer',
  '--auth-host=reject',
  '--no-instructions',
];

/** Removes what killed attempts have left. One of them may still be writing: its folder is left to the next time. */
const removeDrafts = async (place: Place): Promise<void> => {
  const stem = `${basename(place.dataDir)}.new`;
  const found = await readdir(place.home).catch(() => []);
  for (const name of found.filter((each) => each.startsWith(stem)))
    await rm(join(place.home, name), { recursive: true, force: true }).catch(() => undefined);
};

/** Makes a new, empty cluster at the place. A killed attempt leaves no half cluster behind under that name. */
export const initialise = async (place: Place, programs: string): Promise<void> => {
  // A name of its own: a killed attempt may have left a program that still writes into another.
  const staging = `${place.dataDir}.new-${randomBytes(4).toString('hex')}`;
  await removeDrafts(place);
  await mkdir(place.home, { recursive: true, mode: 0o711 });
  await ownDirectory(staging, place.user);
  const attempt = (characters: string) =>
    run(join(programs, 'bin', 'initdb'), ['-D', staging, '-U', place.superuser, ...initOptions(characters)], {
      ...place.user.identity,
      cwd: '/',
      env: cleanEnvironment(),
    });
  try {
    await attempt('C.UTF-8').catch((error: { stderr?: string }) => {
      if (!/invalid locale name/.test(error.stderr ?? '')) throw error as Error;
      return attempt('C');
    });
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    const { stderr, message } = error as { stderr?: string; message: string };
    throw refusal(
      'start_failed',
      `数据库初始化失败（原因见上；目录 ${place.dataDir}）。`,
      `The database could not be initialised (the reason stands above; folder ${place.dataDir}).`,
      { detail: stderr || message },
    );
  }
  await rename(staging, place.dataDir);
  await writeMark(place);
};

/** Lies in a folder from the begin of a restore until what was restored has been proved right. */
export const unfinishedName = 'restore.unfinished';

/** @throws refusal `wrong_major`, `unfinished_restore` */
export const checkCluster = async (place: Place, isRestore: boolean): Promise<void> => {
  const major = (await readFile(join(place.dataDir, 'PG_VERSION'), 'utf8')).trim();
  if (major !== serverMajor) {
    throw refusal(
      'wrong_major',
      `${place.dataDir} 是 PostgreSQL ${major} 的数据，内置数据库是 ${serverMajor} 版。`,
      `${place.dataDir} was made by PostgreSQL ${major}; the embedded server is ${serverMajor}.`,
    );
  }
  const unfinished = await readFile(join(place.folder, unfinishedName)).catch(() => undefined);
  if (unfinished !== undefined && !isRestore) {
    throw refusal(
      'unfinished_restore',
      `${place.folder} 中的恢复没有完成或没有通过核对。请清空该目录后重新恢复。`,
      `A restore into ${place.folder} was not finished, or did not pass its check. Empty the folder and restore again.`,
    );
  }
};

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/**
 * Writes the server's three configuration files. They are ours: changes by hand belong into `ALTER SYSTEM`.
 * Only root and the server user, as the kernel names them, may connect, as any role.
 * @returns whether anything differs from what the files said
 */
export const writeConfiguration = async (
  place: Place,
  socketDir: string,
  settings: Readonly<Record<string, string>>,
): Promise<boolean> => {
  const all = {
    ...serverSettings(),
    port: String(socketPort),
    unix_socket_directories: socketDir,
    cluster_name: clusterName(place.dataDir),
    ...settings,
  };
  const people = [...new Set(['root', place.user.name])];
  const files: Record<string, string> = {
    'postgresql.conf': [
      '# Written by zhibu at every start. Use ALTER SYSTEM for settings of your own.',
      ...Object.entries(all).map(([name, value]) => settingLine(name, value)),
    ].join('\n'),
    'pg_hba.conf': ['local all all peer map=owner', 'local replication all peer map=owner'].join('\n'),
    'pg_ident.conf': people.map((name) => `owner ${quoted(name)} all`).join('\n'),
  };
  let changed = false;
  for (const [name, content] of Object.entries(files)) {
    const path = join(place.dataDir, name);
    const before = await readFile(path, 'utf8').catch((error: unknown) => {
      if (errnoOf(error) === 'ENOENT') return '';
      throw error;
    });
    if (before === `${content}\n`) continue;
    changed = true;
    await writeOwned(place, path, `${content}\n`);
  }
  return changed;
};
