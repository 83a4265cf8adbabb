import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { CountyEntry } from '#platform/db/counties.ts';
import { packageFolder } from '#platform/db/package-folder.ts';
import type { Deployment } from '../deployment.ts';
import type { Text } from '#shared/text.ts';
import type { DemoAccount } from '../seed/account-rows.ts';
import { isEmpty } from '../seed/is-empty.ts';
import { demoCountyFacts, withCounty } from './counties.ts';
import { CommandFailure, exitCodes } from './failure.ts';
import { cliTexts } from './messages.ts';
import type { Terminal } from './terminal.ts';

interface Reply {
  readonly accounts?: DemoAccount[];
  readonly message?: string;
}

/** What the command has printed as JSON; whatever else it printed says nothing here. */
const replyIn = (printed: string): Reply => {
  try {
    return JSON.parse(printed) as Reply;
  } catch {
    return {};
  }
};

/** A command of ours as a process of its own: the server keeps none of the memory that making a county takes. */
const runApart = (terminal: Terminal, words: readonly string[], failed: Text): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const args = [...words, '--json', '--lang', terminal.language];
    const child = spawn(process.execPath, [join(packageFolder(), 'bin/zhibu.js'), ...args], {
      env: { ...process.env, ZHIBU_BUILD: 'never' },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    const end = (signal: NodeJS.Signals) => (): void => void child.kill(signal);
    const stops = { SIGINT: end('SIGINT'), SIGTERM: end('SIGTERM') } as const;
    process.once('SIGINT', stops.SIGINT).once('SIGTERM', stops.SIGTERM);
    const chunks: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      process.off('SIGINT', stops.SIGINT).off('SIGTERM', stops.SIGTERM);
      const reply = replyIn(Buffer.concat(chunks).toString('utf8'));
      if (code === 0) resolve(reply);
      else
        reject(
          new CommandFailure(
            exitCodes.failed,
            'seed_failed',
            terminal.text(failed, { why: reply.message ?? signal ?? String(code) }),
          ),
        );
    });
  });

/**
 * Makes the demonstration county where the database is new, or where its making was cut off. Null where there is nothing
 * to make: another county, or a demonstration county with its data.
 */
export const ensureDemo = async (
  terminal: Terminal,
  deployment: Deployment,
  members: number,
): Promise<DemoAccount[] | null> => {
  const entries = await deployment.entries();
  const demo = entries.find((entry) => entry.demo && entry.code === demoCountyFacts.code);
  if (entries.length > 0 && demo === undefined) return null;
  if (demo !== undefined) {
    await deployment.addCounty(demoCountyFacts);
    if (!(await withCounty(deployment, demo, isEmpty))) return null;
  }
  const { accounts } = await runApart(terminal, ['seed', '--members', String(members)], cliTexts.seedFailed);
  return accounts ?? [];
};

/**
 * Makes the practice county of a demonstration that runs, beside its server, or goes on where its making was cut off. Null where
 * there is one, or nothing to make one for.
 */
export const ensurePractice = async (terminal: Terminal, deployment: Deployment): Promise<CountyEntry | null> => {
  const entries = await deployment.entries();
  const demo = entries.find((entry) => entry.demo && entry.code === demoCountyFacts.code);
  if (demo === undefined) return null;
  const known = entries.find((entry) => entry.practiceOf === demo.code);
  if (known !== undefined && !(await withCounty(deployment, known, isEmpty))) return null;
  await runApart(terminal, ['practice', '--county', demo.code, '--members', '4500'], cliTexts.practiceFailed);
  return (await deployment.entries()).find((entry) => entry.practiceOf === demo.code) ?? null;
};
