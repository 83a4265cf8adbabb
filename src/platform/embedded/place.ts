import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { access, chmod, chown, lstat, mkdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { errnoOf, refusal } from './refusal.ts';
import { chooseServerUser, type ServerUser } from './server-user.ts';

const run = promisify(execFile);

/** Where the database of a folder lives, and who runs it. */
export interface Place {
  readonly folder: string;
  readonly dataDir: string;
  /** Holds the data directory and, where needed, a copy of the programs. The server user can enter it. */
  readonly home: string;
  readonly user: ServerUser;
  readonly superuser: string;
  readonly exists: boolean;
  /** The data had to leave the folder, because the server user cannot enter it. */
  readonly elsewhere: boolean;
}

export const markName = 'database.json';
const insideName = 'postgres';
const fallbackRoot = '/var/lib/zhibu';
export const defaultSuperuser = 'zhibu';

interface Mark {
  readonly dataDir: string;
  readonly superuser: string;
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

const readMark = async (folder: string): Promise<Mark | undefined> => {
  try {
    return JSON.parse(await readFile(join(folder, markName), 'utf8')) as Mark;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
  }
};

/** Writes down where the database of the folder is. A path inside the folder is kept relative: the folder may be moved. */
export const writeMark = async (place: Place): Promise<void> => {
  const inside = relative(place.folder, place.dataDir);
  const mark: Mark = {
    dataDir: inside.startsWith('..') || isAbsolute(inside) ? place.dataDir : inside,
    superuser: place.superuser,
  };
  const path = join(place.folder, markName);
  await writeFile(`${path}.new`, `${JSON.stringify(mark, undefined, 2)}\n`, { mode: 0o644 });
  await rename(`${path}.new`, path);
};

const canUse = async (dir: string, user: ServerUser): Promise<boolean> => {
  if (process.getuid?.() !== 0) return true;
  try {
    await run('/bin/sh', ['-c', 'cd "$1" && : > .probe && rm .probe', 'sh', dir], { ...user.identity, cwd: '/' });
    return true;
  } catch {
    return false;
  }
};

/** A directory of the server user alone. */
export const ownDirectory = async (path: string, user: ServerUser): Promise<void> => {
  await mkdir(path, { recursive: true, mode: 0o700 });
  await chmod(path, 0o700);
  if (process.getuid?.() === 0) await chown(path, user.uid, user.gid);
};

const usableInside = async (folder: string, user: ServerUser): Promise<boolean> => {
  const probe = join(folder, `.probe-${process.pid}`);
  try {
    await ownDirectory(probe, user);
    return await canUse(probe, user);
  } catch (error) {
    if (!['EPERM', 'EINVAL', 'ENOTSUP'].includes(errnoOf(error) ?? '')) throw error;
    return false;
  } finally {
    await rm(probe, { recursive: true, force: true });
  }
};

/** Makes the folder if need be. @returns its real path @throws refusal `folder_not_writable` */
export const openFolder = async (folder: string): Promise<string> => {
  const asRoot = process.getuid?.() === 0;
  try {
    if (!(await exists(folder))) {
      // Root's server user must be able to pass through; what lies inside is closed by its own mode.
      await mkdir(folder, { recursive: true, mode: asRoot ? 0o711 : 0o700 });
      await chmod(folder, asRoot ? 0o711 : 0o700);
    }
    const found = await realpath(folder);
    await access(found, 7);
    return found;
  } catch (error) {
    throw refusal(
      'folder_not_writable',
      `数据目录 ${resolve(folder)} 无法建立或写入（${errnoOf(error)}）。请检查权限，或用 ZHIBU_DATA 另选目录。`,
      `The folder ${resolve(folder)} cannot be made or written (${errnoOf(error)}). Check its rights, or choose another with ZHIBU_DATA.`,
    );
  }
};

/** Whether a database has been made for the folder. Makes nothing, nor asks whether the database is in order. */
export const holdsDatabase = async (folder: string): Promise<boolean> =>
  (await exists(join(folder, markName))) || exists(join(folder, insideName, 'PG_VERSION'));

const known = async (folder: string, mark: Mark): Promise<Place> => {
  const dataDir = resolve(folder, mark.dataDir);
  const found = await stat(join(dataDir, 'PG_VERSION')).catch(() => undefined);
  if (found === undefined) {
    throw refusal(
      'database_missing',
      `${join(folder, markName)} 写明数据库在 ${dataDir}，但那里没有。请从备份恢复；若确实要从头开始，请删除该文件。`,
      `${join(folder, markName)} says that the database is in ${dataDir}, but it is not there. Restore a backup; to begin anew, delete that file.`,
    );
  }
  const user = await chooseServerUser((await lstat(dataDir)).uid);
  const elsewhere = !dataDir.startsWith(`${folder}/`);
  return { folder, dataDir, home: resolve(dataDir, '..'), user, superuser: mark.superuser, exists: true, elsewhere };
};

/**
 * Finds the database of a folder (see `openFolder`), or chooses the place for a new one. Makes nothing.
 * @throws refusal `database_missing`, `not_owner`, `no_server_user`
 */
export const findPlace = async (folder: string): Promise<Place> => {
  const mark = await readMark(folder);
  if (mark !== undefined) return known(folder, mark);
  const inside = join(folder, insideName);
  if (await exists(join(inside, 'PG_VERSION'))) {
    return known(folder, { dataDir: insideName, superuser: defaultSuperuser });
  }
  const user = await chooseServerUser(undefined);
  const base = { folder, user, superuser: defaultSuperuser, exists: false };
  if (await usableInside(folder, user)) return { ...base, dataDir: inside, home: folder, elsewhere: false };
  // A name of its own for every new database: a folder that was deleted and made again must not find the old one.
  const home = join(fallbackRoot, randomBytes(6).toString('hex'));
  return { ...base, dataDir: join(home, insideName), home, elsewhere: true };
};

/** What to tell people when the database had to leave their folder. */
export const elsewhereText = (place: Place): string =>
  `数据库用户 ${place.user.name} 无法进入 ${place.folder}，数据库改放在 ${place.dataDir}（记录于 ${markName}）。删除或搬移数据时请一并处理。\n` +
  `The server user ${place.user.name} cannot enter ${place.folder}; the database lives in ${place.dataDir} (noted in ${markName}). Mind it when you delete or move the folder.`;
