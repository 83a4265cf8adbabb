import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { userInfo } from 'node:os';
import { refusal } from './refusal.ts';

const run = promisify(execFile);

export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
  readonly name: string;
  /** For child_process: empty when no change of user is needed. */
  readonly identity: { readonly uid: number; readonly gid: number } | Record<string, never>;
}

const ask = async (...args: string[]): Promise<string | undefined> => {
  try {
    const [program, ...rest] = args;
    return (await run(program ?? '', rest)).stdout.trim();
  } catch {
    return undefined;
  }
};

const lookUp = async (nameOrUid: string): Promise<ServerUser | undefined> => {
  const uid = Number(await ask('id', '-u', nameOrUid));
  const gid = Number(await ask('id', '-g', nameOrUid));
  const name = await ask('id', '-un', nameOrUid);
  if (!(uid > 0) || !(gid >= 0) || name === undefined) return undefined;
  return { uid, gid, name, identity: { uid, gid } };
};

const ourselves = (): ServerUser => {
  try {
    const { uid, gid, username } = userInfo();
    return { uid, gid, name: username, identity: {} };
  } catch {
    throw refusal(
      'no_server_user',
      `当前用户号 ${process.getuid?.()} 没有登记在 /etc/passwd 中，PostgreSQL 不能启动。请登记该用户，或设置 DATABASE_URL。`,
      `The current user id ${process.getuid?.()} has no entry in /etc/passwd, so PostgreSQL refuses to start. Add one, or give DATABASE_URL.`,
    );
  }
};

const forRoot = async (): Promise<ServerUser> => {
  for (const name of ['zhibu', 'postgres']) {
    const found = await lookUp(name);
    if (found !== undefined) return found;
  }
  await ask(
    'useradd',
    '--system',
    '--no-create-home',
    '--home-dir',
    '/nonexistent',
    '--shell',
    '/usr/sbin/nologin',
    'zhibu',
  );
  const made = (await lookUp('zhibu')) ?? (await lookUp('nobody'));
  if (made !== undefined) return made;
  throw refusal(
    'no_server_user',
    'PostgreSQL 不允许以 root 运行，而本机没有可用的普通用户。请先创建：useradd --system zhibu',
    'PostgreSQL does not run as root, and this machine has no other user to run it. Make one: useradd --system zhibu',
  );
};

/**
 * Who runs the server: PostgreSQL refuses root, so root lends it to the owner of the data or to a system user.
 * @param owner uid that owns an existing data directory
 * @throws refusal `not_owner`, `no_server_user`
 */
export const chooseServerUser = async (owner: number | undefined): Promise<ServerUser> => {
  const uid = process.getuid?.() ?? 0;
  if (uid !== 0) {
    if (owner !== undefined && owner !== uid) {
      const name = (await ask('id', '-un', String(owner))) ?? String(owner);
      throw refusal(
        'not_owner',
        `数据库文件属于用户 ${name}。请以该用户或 root 启动。`,
        `The database files belong to the user ${name}. Start as that user or as root.`,
      );
    }
    return ourselves();
  }
  if (owner !== undefined && owner !== 0) {
    const found = await lookUp(String(owner));
    return found ?? { uid: owner, gid: owner, name: String(owner), identity: { uid: owner, gid: owner } };
  }
  return forRoot();
};
