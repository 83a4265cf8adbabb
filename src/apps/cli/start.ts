import { createServer } from 'node:net';
import { readConfig } from '#platform/config/config.ts';
import { openLog } from '#platform/log/log.ts';
import { openDeployment, type Deployment } from '../deployment.ts';
import { startServer } from '../server/server.ts';
import type { DemoAccount } from '../seed/account-rows.ts';
import { accountLines } from './accounts-table.ts';
import { CommandFailure, exitCodes } from './failure.ts';
import { cliTexts } from './messages.ts';
import type { Terminal } from './terminal.ts';

export interface StartOptions {
  readonly members: number;
  readonly host?: string;
  readonly port?: number;
  /** Makes the demonstration county where the database holds no county. */
  readonly demo: boolean;
  readonly work: boolean;
}

export const demoCountyFacts = { code: '330324', name: '永嘉县', demo: true } as const;

/** Fails before anything is started, so that a busy port costs no seeding. */
const probePort = (terminal: Terminal, host: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const busy = error.code === 'EADDRINUSE';
      const message = busy
        ? terminal.text(cliTexts.portBusy, { port, other: port + 1 })
        : terminal.text(cliTexts.portRefused, { host, port, reason: error.message });
      reject(new CommandFailure(exitCodes.refused, busy ? 'port_busy' : 'port_refused', message));
    });
    probe.listen({ host, port }, () => probe.close(() => resolve()));
  });

/** Fills the demonstration county where it is registered, or may be, and empty. */
export const ensureDemo = async (terminal: Terminal, deployment: Deployment, members: number): Promise<DemoAccount[] | null> => {
  const entries = await deployment.entries();
  if (entries.length > 0 && !entries.some((e) => e.demo && e.code === demoCountyFacts.code)) return null;
  const { isEmpty, writeDemoCounty } = await import('../seed/write.ts');
  const entry = await deployment.addCounty(demoCountyFacts);
  const county = deployment.open(entry);
  try {
    if (!(await isEmpty(county))) return null;
    const started = Date.now();
    const label = terminal.text(cliTexts.seeding, { members });
    terminal.note(label);
    const bar = terminal.progress(label);
    const accounts = await writeDemoCounty(county, { members, onProgress: bar.update });
    bar.end();
    await deployment.analyse(entry);
    terminal.note(terminal.text(cliTexts.seeded, { seconds: ((Date.now() - started) / 1000).toFixed(1) }));
    return accounts;
  } finally {
    await county.close();
  }
};

const untilSignal = (): Promise<void> =>
  new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });

/** Runs until SIGINT or SIGTERM. A second signal ends the process at once; the database recovers at the next start. */
export const start = async (terminal: Terminal, options: StartOptions): Promise<void> => {
  const config = readConfig();
  const host = options.host ?? config.host;
  const port = options.port ?? config.port;
  if (port !== 0) await probePort(terminal, host, port);
  // Standard output carries the result, so that --json stays one document.
  const log = openLog({ level: process.env['ZHIBU_LOG'] ?? 'warn', toStandardError: true });
  const deployment = await openDeployment(config, log, { say: terminal.note });
  try {
    const accounts = options.demo ? await ensureDemo(terminal, deployment, options.members) : null;
    const server = await startServer(deployment, { host, port, work: options.work });
    const signal = untilSignal();
    const lines = accounts === null ? [] : [...accountLines(terminal, accounts), ''];
    terminal.result({ address: server.address, accounts: accounts ?? [] }, [...lines, terminal.text(cliTexts.ready, { address: server.address }), terminal.text(cliTexts.stopHint)]);
    await signal;
    terminal.note(terminal.text(cliTexts.stopping));
    process.once('SIGINT', () => process.exit(130));
    await server.close();
  } finally {
    await deployment.close();
  }
  terminal.note(terminal.text(cliTexts.stopped));
};
