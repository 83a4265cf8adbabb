import { createServer } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { readConfig } from '#platform/config/config.ts';
import { openDeployment } from '../deployment.ts';
import { startServer, startWork } from '../server/server.ts';
import { accountLines } from './accounts-table.ts';
import { commandLog, withDeployment } from './counties.ts';
import { CommandFailure, exitCodes } from './failure.ts';
import { cliTexts } from './messages.ts';
import { ensureDemo, ensurePractice } from './seed-process.ts';
import type { Terminal } from './terminal.ts';

export interface ServeCommand {
  readonly host?: string;
  readonly port?: number;
  /** Works off jobs in this process as well. */
  readonly work: boolean;
  /** Members of the demonstration county that is made where the database is new; none is made without it. */
  readonly members?: number;
}

/** Fails before anything is started, so that a busy port costs no seeding. */
const probePort = (terminal: Terminal, host: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const isBusy = error.code === 'EADDRINUSE';
      const message = isBusy
        ? terminal.text(cliTexts.portBusy, { port, other: port + 1 })
        : terminal.text(cliTexts.portRefused, { host, port, reason: error.message });
      reject(new CommandFailure(exitCodes.refused, isBusy ? 'port_busy' : 'port_refused', message));
    });
    probe.listen({ host, port }, () => probe.close(() => resolve()));
  });

interface EndAsked {
  readonly came: boolean;
  readonly promise: Promise<void>;
}

/** Watches for SIGINT and SIGTERM. A second signal ends the process at once; the database recovers at the next start. */
const watchSignals = (): EndAsked => {
  let came = false;
  const promise = new Promise<void>((resolve) => {
    const stop = (): void => {
      came = true;
      process.on('SIGINT', () => process.exit(130)).on('SIGTERM', () => process.exit(143));
      resolve();
    };
    process.once('SIGINT', stop).once('SIGTERM', stop);
  });
  return {
    get came() {
      return came;
    },
    promise,
  };
};

/** Ends a start that somebody has interrupted: what it has opened is closed in order. */
const goOnUnless = (terminal: Terminal, ending: EndAsked): void => {
  if (ending.came) throw new CommandFailure(exitCodes.failed, 'interrupted', terminal.text(cliTexts.interrupted));
};

/** Serves every county of the database until SIGINT or SIGTERM. */
export const serve = async (terminal: Terminal, options: ServeCommand): Promise<void> => {
  const config = readConfig();
  const host = options.host ?? config.host;
  const port = options.port ?? config.port;
  if (port !== 0) await probePort(terminal, host, port);
  const ending = watchSignals();
  const deployment = await openDeployment(config, commandLog(), { say: terminal.note });
  try {
    goOnUnless(terminal, ending);
    const accounts = options.members === undefined ? null : await ensureDemo(terminal, deployment, options.members);
    goOnUnless(terminal, ending);
    if ((await deployment.entries()).length === 0)
      throw new CommandFailure(exitCodes.missing, 'no_county', terminal.text(cliTexts.noCounty));
    const server = await startServer(deployment, { host, port, work: options.work });
    // Held back while the program was loaded (bin/zhibu.js).
    setFlagsFromString('--semi-space-growth-factor=2');
    const { address } = server;
    const printed = accounts === null ? [] : ['', ...accountLines(terminal, accounts), ''];
    const isDemo = [...server.counties.values()].some(({ entry }) => entry.demo);
    const hint = accounts === null && isDemo ? [terminal.text(cliTexts.demoPasswords)] : [];
    terminal.result({ address, accounts: accounts ?? [] }, [
      ...printed,
      ...hint,
      terminal.text(cliTexts.ready, { address }),
      terminal.text(cliTexts.stopHint),
    ]);
    // The demonstration can be used meanwhile; the drills open when their county stands.
    if (options.members !== undefined)
      ensurePractice(terminal, deployment)
        .then((entry) => (entry === null || ending.came ? undefined : server.adopt(entry)))
        .catch((error: unknown) => terminal.note(error instanceof Error ? error.message : String(error)));
    await ending.promise;
    terminal.note(terminal.text(cliTexts.stopping));
    await server.close();
  } finally {
    await deployment.close();
  }
  terminal.note(terminal.text(cliTexts.stopped));
};

/** Works off the jobs of every county until SIGINT or SIGTERM. */
export const work = (terminal: Terminal): Promise<void> =>
  withDeployment(terminal, async ({ deployment }) => {
    const ending = watchSignals();
    const counties = [];
    for (const entry of await deployment.entries()) counties.push(deployment.open(await deployment.addCounty(entry)));
    if (counties.length === 0)
      throw new CommandFailure(exitCodes.missing, 'no_county', terminal.text(cliTexts.noCounty));
    const running = counties.map((county) => startWork(deployment, county));
    terminal.result({ counties: counties.map(({ entry }) => entry.code) }, [
      terminal.text(cliTexts.working, { count: counties.length }),
      terminal.text(cliTexts.stopHint),
    ]);
    await ending.promise;
    terminal.note(terminal.text(cliTexts.stopping));
    await Promise.all(running.map((each) => each.stop()));
    await Promise.all(counties.map((county) => county.close()));
  });
