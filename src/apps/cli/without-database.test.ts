import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { backup } from './backup.ts';
import { demoAccounts, demoCode } from './demo.ts';
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
