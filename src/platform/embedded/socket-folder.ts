import { createHash, randomBytes } from 'node:crypto';
import { chmod, chown, lstat, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf, refusal } from './refusal.ts';
import type { ServerUser } from './server-user.ts';

/** Names one data directory in places where its path is too long: socket folder, process titles. */
export const shortName = (dataDir: string): string => createHash('sha256').update(dataDir).digest('hex').slice(0, 12);

/** Makes or takes a folder that only the server user can enter; false where somebody else's thing has the name. */
const claim = async (path: string, user: ServerUser): Promise<boolean> => {
  const us = process.getuid?.() ?? user.uid;
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') throw error;
  }
  // lstat: a symbolic link that was laid in wait is not followed.
  const found = await lstat(path);
  if (!found.isDirectory() || (found.uid !== user.uid && found.uid !== us)) return false;
  await chmod(path, 0o700);
  if (us === 0) await chown(path, user.uid, user.gid);
  return true;
};

const rootsRunFolder = async (): Promise<string | undefined> => {
  const path = '/run/zhibu';
  try {
    await mkdir(path, { mode: 0o711 }).catch((error: unknown) => {
      if (errnoOf(error) !== 'EEXIST') throw error;
    });
    const found = await lstat(path);
    return found.isDirectory() && found.uid === 0 && (found.mode & 0o022) === 0 ? path : undefined;
  } catch {
    // A machine without a writable /run keeps its sockets in /tmp.
    return undefined;
  }
};

/**
 * A folder with a short path for the socket (the kernel's limit is 107 bytes), closed to all but the server user.
 * @throws refusal `socket_folder`
 */
export const socketFolder = async (dataDir: string, user: ServerUser): Promise<string> => {
  const name = shortName(dataDir);
  const run = process.getuid?.() === 0 ? await rootsRunFolder() : undefined;
  const stem = run === undefined ? `/tmp/zhibu-${user.uid}-${name}` : join(run, name);
  // In /tmp anybody can take the name first; a name drawn by lot cannot be foreseen.
  for (const path of [stem, ...Array.from({ length: 3 }, () => `${stem}-${randomBytes(5).toString('hex')}`)]) {
    if (await claim(path, user)) return path;
  }
  throw refusal(
    'socket_folder',
    `无法建立只属于 ${user.name} 的套接字目录 ${stem}。请检查 /tmp 的权限（应为 1777）。`,
    `Cannot make the socket folder ${stem} for ${user.name} alone. Check the mode of /tmp (1777).`,
  );
};
