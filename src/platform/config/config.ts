import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { outsideEnvironment, outsideOf, type OutsideSettings } from './outside.ts';

/** What the process is told from outside. Only names are read here; contradictions stop the start. */
const environment = z.object({
  ZHIBU_DATA: z.string().default('./data'),
  ZHIBU_KEYS: z.string().optional(),
  ZHIBU_HOST: z.string().default('127.0.0.1'),
  ZHIBU_PORT: z.coerce.number().int().min(0).max(65535).default(8600),
  ZHIBU_ORIGIN: z.url().optional(),
  ZHIBU_TRUST_PROXY: z.stringbool().default(false),
  ZHIBU_LOG: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  ZHIBU_POOL: z.coerce.number().int().min(2).max(200).default(12),
  /** `pipelined` sets the scope in the round trip of the query; `transaction` by SET LOCAL, as Citus needs it. */
  ZHIBU_SCOPED_READS: z.enum(['pipelined', 'transaction']).default('pipelined'),
  /** Connects as a role that may create roles and schemas. Without it the embedded server is used. */
  DATABASE_URL: z.string().optional(),
  /** For the counties' run-time roles; default: DATABASE_URL's host with the role's own password. */
  DATABASE_RUN_URL: z.string().optional(),
  /** A direct connection for LISTEN where DATABASE_RUN_URL goes through a transaction pooler. */
  DATABASE_LISTEN_URL: z.string().optional(),
  ...outsideEnvironment,
});

export interface Config {
  readonly dataFolder: string;
  readonly keysFolder: string;
  readonly host: string;
  readonly port: number;
  readonly origin: string | undefined;
  readonly trustProxy: boolean;
  readonly logLevel: string;
  readonly poolSize: number;
  readonly scopedReads: 'pipelined' | 'transaction';
  readonly databaseUrl: string | undefined;
  readonly runUrl: string | undefined;
  readonly listenUrl: string | undefined;
  readonly outside: OutsideSettings;
}

/** @throws Error naming every variable that is wrong, in one message. */
export const readConfig = (env: NodeJS.ProcessEnv = process.env): Config => {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    throw new Error(
      `配置有误 / wrong configuration:\n${parsed.error.issues.map((i) => `  ${i.path.join('.')}: ${i.message}`).join('\n')}`,
    );
  }
  const e = parsed.data;
  const dataFolder = resolve(e.ZHIBU_DATA);
  const keysFolder = resolve(
    e.ZHIBU_KEYS ?? join(env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'zhibu', 'keys'),
  );
  if (e.ZHIBU_ORIGIN?.startsWith('https:') === true && !e.ZHIBU_TRUST_PROXY) {
    throw new Error(
      '对外地址为 https 时由反向代理加密，请设 ZHIBU_TRUST_PROXY=true / ZHIBU_ORIGIN is https, so a proxy stands before the server: set ZHIBU_TRUST_PROXY=true',
    );
  }
  if (`${keysFolder}/`.startsWith(`${dataFolder}/`)) {
    throw new Error('密钥目录不得位于数据目录内 / ZHIBU_KEYS must not lie inside ZHIBU_DATA');
  }
  return {
    dataFolder,
    keysFolder,
    host: e.ZHIBU_HOST,
    port: e.ZHIBU_PORT,
    origin: e.ZHIBU_ORIGIN,
    trustProxy: e.ZHIBU_TRUST_PROXY,
    logLevel: e.ZHIBU_LOG,
    poolSize: e.ZHIBU_POOL,
    scopedReads: e.ZHIBU_SCOPED_READS,
    databaseUrl: e.DATABASE_URL,
    runUrl: e.DATABASE_RUN_URL,
    listenUrl: e.DATABASE_LISTEN_URL,
    outside: outsideOf(e, e.ZHIBU_ORIGIN),
  };
};
