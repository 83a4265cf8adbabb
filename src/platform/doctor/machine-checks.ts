import { constants } from 'node:fs';
import { access, readdir, realpath, stat, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { findBinaries } from '../embedded/binaries.ts';
import { errnoOf, reasonOf } from '../embedded/refusal.ts';
import { fail, ok, warn, type Check } from './check.ts';

const gigabyte = 1024 ** 3;
const octal = (mode: number): string => (mode & 0o777).toString(8).padStart(4, '0');

const isOlder = (version: string, minimum: string): boolean => {
  const [a, b] = [version, minimum].map((text) => text.replace(/^v/, '').split('.').map(Number));
  for (const index of [0, 1, 2]) {
    const difference = (a?.[index] ?? 0) - (b?.[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
};

export const nodeVersion = ({ version = process.version, minimum }: { version?: string; minimum: string }): Check => ({
  id: 'node',
  title: ['Node.js 版本', 'Node.js version'],
  run: async () =>
    isOlder(version, minimum)
      ? fail(
          { version, minimum },
          `请安装 Node.js ${minimum} 或更新的长期支持版。`,
          `Install Node.js ${minimum} or a newer LTS version.`,
        )
      : ok({ version, minimum }),
});

/** Whether the embedded server exists for this machine. An outside database does without it. */
export const serverBinaries = ({ needed, platform }: { needed: boolean; platform?: string }): Check => ({
  id: 'binaries',
  title: ['内置数据库程序', 'Programs of the embedded database'],
  async run() {
    const here = platform ?? `${process.platform}-${process.arch}`;
    if (!needed) return ok({ platform: here, needed });
    try {
      const { version } = await findBinaries(here);
      return ok({ platform: here, version });
    } catch (error) {
      if (reasonOf(error) !== 'no_binaries') throw error;
      const [zh = '', en = ''] = (error as Error).message.split('\n');
      return fail({ platform: here }, zh, en);
    }
  },
});

/** @param heldByUs the application is known to run, and holds the port itself */
export const portFree = ({ host, port, heldByUs }: { host: string; port: number; heldByUs: boolean }): Check => ({
  id: 'port',
  title: ['网络端口', 'Network port'],
  async run() {
    const problem = await new Promise<string | undefined>((resolve) => {
      const server = createServer();
      server.once('error', (error) => resolve(errnoOf(error) ?? error.message));
      server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(undefined)));
    });
    if (problem === undefined) return ok({ host, port });
    if (problem === 'EADDRINUSE' && heldByUs) return ok({ host, port, heldByUs });
    const facts = { host, port, problem };
    if (problem === 'EADDRINUSE')
      return fail(
        facts,
        `端口 ${port} 已被其他程序占用。请停止该程序，或换一个端口。`,
        `Another program uses port ${port}. Stop it or choose another port.`,
      );
    if (problem === 'EACCES')
      return fail(
        facts,
        `没有使用端口 ${port} 的权限。请改用 1024 以上的端口，前面放反向代理。`,
        `Port ${port} is not permitted. Use one above 1024 behind a reverse proxy.`,
      );
    return fail(
      facts,
      `无法在 ${host} 上监听（${problem}）。请检查监听地址。`,
      `Cannot listen on ${host} (${problem}). Check the address.`,
    );
  },
});

export const folderRights = ({ folder }: { folder: string }): Check => ({
  id: 'folder',
  title: ['数据目录权限', 'Rights of the data folder'],
  async run() {
    const found = await stat(folder).catch(() => undefined);
    if (found === undefined) {
      const parent = dirname(folder);
      await access(parent, constants.W_OK);
      return ok({ folder, exists: false });
    }
    const facts = { folder, mode: octal(found.mode), uid: found.uid };
    if (!found.isDirectory())
      return fail(facts, `${folder} 不是目录。请移走该文件。`, `${folder} is no folder. Move that file away.`);
    const usable = await access(folder, constants.R_OK | constants.W_OK | constants.X_OK).then(
      () => true,
      () => false,
    );
    if (!usable)
      return fail(
        facts,
        `当前用户不能写入 ${folder}。请运行 chown -R 当前用户 ${folder}。`,
        `This user cannot write to ${folder}. Run chown -R with this user on ${folder}.`,
      );
    if ((found.mode & 0o022) !== 0)
      return warn(
        facts,
        `其他用户可以改动 ${folder}。请运行 chmod go-w ${folder}。`,
        `Other users can change ${folder}. Run chmod go-w ${folder}.`,
      );
    return ok(facts);
  },
});

const nearestExisting = async (path: string): Promise<string> => {
  const found = await stat(path).catch(() => undefined);
  return found === undefined && dirname(path) !== path ? nearestExisting(dirname(path)) : path;
};

/** Free space in bytes: below `failBelow` writes may stop any moment, below `warnBelow` it is time to act. */
export const diskSpace = (limits: { folder: string; warnBelow: number; failBelow: number }): Check => ({
  id: 'disk',
  title: ['磁盘空间', 'Disk space'],
  async run() {
    const { bavail, bsize, blocks } = await statfs(await nearestExisting(limits.folder));
    const free = bavail * bsize;
    const facts = { folder: limits.folder, freeBytes: free, totalBytes: blocks * bsize };
    const left = (free / gigabyte).toFixed(1);
    const zh = `${limits.folder} 所在磁盘只剩 ${left} GB。请清理，或把数据移到更大的磁盘。`;
    const en = `Only ${left} GB are left on the disk of ${limits.folder}. Free some, or move the data to a larger disk.`;
    if (free < limits.failBelow) return fail(facts, zh, en);
    return free < limits.warnBelow ? warn(facts, zh, en) : ok(facts);
  },
});

const looseFiles = async (folder: string): Promise<string[]> => {
  const loose: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const { mode } = await stat(join(folder, entry.name));
    if ((mode & 0o077) !== 0) loose.push(`${entry.name} ${octal(mode)}`);
  }
  return loose;
};

export interface KeysFolder {
  readonly folder: string;
  readonly dataFolder: string;
  /** Ids of the keys that the data are encrypted with. */
  readonly needed: readonly string[];
  readonly hasKey: (id: string) => boolean;
}

/** Keys lie outside the data, closed to other users, and are all there. */
export const keysFolder = ({ folder, dataFolder, needed, hasKey }: KeysFolder): Check => ({
  id: 'keys',
  title: ['密钥目录', 'Keys folder'],
  async run() {
    const missing = needed.filter((id) => !hasKey(id));
    const real = await realpath(folder).catch(() => undefined);
    const data = await realpath(dataFolder).catch(() => dataFolder);
    const facts = { folder, missing };
    if (missing.length > 0)
      return fail(
        facts,
        `缺少密钥 ${missing.join('、')}，相应资料无法解密。请从离线保管处放回 ${folder}。`,
        `Keys are missing: ${missing.join(', ')}; what they protect cannot be read. Put them back into ${folder} from where they are kept.`,
      );
    if (real === undefined) return ok({ ...facts, exists: false });
    if (`${real}/`.startsWith(`${data}/`))
      return fail(
        facts,
        `密钥目录在数据目录内，会随备份和拷贝一起泄露。请移到数据目录之外并设置 ZHIBU_KEYS。`,
        'The keys lie inside the data folder and would leave with every copy of it. Move them out and set ZHIBU_KEYS.',
      );
    const { mode } = await stat(real);
    const loose = await looseFiles(real);
    const open = { ...facts, mode: octal(mode), loose };
    if ((mode & 0o077) !== 0 || loose.length > 0)
      return fail(
        open,
        `其他用户可以读取密钥。请运行 chmod 700 ${folder} && chmod 600 ${folder}/*。`,
        `Other users can read the keys. Run chmod 700 ${folder} && chmod 600 ${folder}/*.`,
      );
    return ok(open);
  },
});
