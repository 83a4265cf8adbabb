import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { backup } from './backup.ts';
import { demoAccounts, demoCode } from './demo.ts';
import { doctor } from './doctor.ts';
import { exportTo } from './export.ts';
import { importRoster } from './import.ts';
import { migrate } from './migrate.ts';
import { work } from './start.ts';
import { openTerminal, type Terminal } from './terminal.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhibu-none-'));
  vi.stubEnv('ZHIBU_DATA', join(folder, 'data'));
  vi.stubEnv('ZHIBU_KEYS', join(folder, 'keys'));
  vi.stubEnv('DATABASE_URL', undefined);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const commands: Readonly<Record<string, (terminal: Terminal) => Promise<void>>> = {
  'export members': (terminal) => exportTo(terminal, 'members', { as: 'ju.buren', to: join(folder, 'out.xlsx') }),
  'export organisations': (terminal) =>
    exportTo(terminal, 'organisations', { as: 'ju.buren', to: join(folder, 'out.xlsx') }),
  import: (terminal) => importRoster(terminal, join(folder, '花 名"册.csv'), { as: 'ju.buren' }),
  backup: (terminal) => backup(terminal, { to: join(folder, 'backup') }),
  'demo-accounts': (terminal) => demoAccounts(terminal, {}),
  'demo-code': (terminal) => demoCode(terminal, 'ju.buren', {}),
  migrate,
  work,
};

test.each(Object.entries(commands))('%s in a folder without data says so and makes nothing', async (_, run) => {
  const terminal = openTerminal({ language: 'zh', json: true });
  await expect(run(terminal)).rejects.toMatchObject({
    exitCode: 4,
    reason: 'no_county',
    message: expect.stringMatching(/数据目录 .*\/data 中没有数据库。\n这里还没有县/) as string,
  });
  expect(existsSync(join(folder, 'data'))).toBe(false);
  expect(await readdir(folder)).toEqual([]);
});

const diagnosis = async () => {
  const written: string[] = [];
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  const code = process.exitCode;
  try {
    await doctor(openTerminal({ language: 'zh', json: true }));
  } finally {
    out.mockRestore();
    process.exitCode = code;
  }
  const { state, checks } = JSON.parse(written.join('')) as {
    state: string;
    checks: { id: string; state: string; mend?: [string, string] }[];
  };
  return { state, checks, unseen: checks.filter((check) => check.state === 'skipped') };
};

test('doctor names what it could not look at, and why', async () => {
  const { checks, unseen } = await diagnosis();
  expect(checks).toHaveLength(12);
  expect(unseen.map(({ id }) => id)).toEqual(['database', 'locale', 'clock', 'durability', 'leakproof']);
  for (const { mend } of unseen) expect(mend).toEqual([expect.stringContaining('没有数据库'), expect.any(String)]);
  expect(existsSync(join(folder, 'data'))).toBe(false);

  vi.stubEnv('ZHIBU_PORT', 'x');
  const wrong = await diagnosis();
  expect(wrong.state).toBe('fail');
  expect(wrong.checks.map(({ id }) => id)).toEqual(checks.map(({ id }) => id));
  expect(wrong.unseen).toHaveLength(10);

  vi.unstubAllEnvs();
  vi.stubEnv('ZHIBU_DATA', join(folder, 'data'));
  vi.stubEnv('ZHIBU_KEYS', join(folder, 'keys'));
  vi.stubEnv('DATABASE_URL', 'postgres://nobody@127.0.0.1:1/none');
  const deaf = await diagnosis();
  expect(deaf.checks.find(({ id }) => id === 'database')?.state).toBe('fail');
  expect(deaf.unseen.map(({ id }) => id)).toEqual(['locale', 'clock', 'durability', 'leakproof']);
});
