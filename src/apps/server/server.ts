import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import type { County } from '#platform/county/county.ts';
import { packageFolder } from '#platform/db/package-folder.ts';
import { startSequencer, type Sequencer } from '#platform/audit/sequencer.ts';
import type { Feature } from '#platform/feature.ts';
import { startJobs, type JobRunner } from '#platform/jobs/runner.ts';
import { startDispatcher, type Dispatcher } from '#platform/outbox/dispatcher.ts';
import type { CountyEntry } from '#platform/db/counties.ts';
import type { Deployment } from '../deployment.ts';
import { features as allFeatures } from '../features.ts';
import { version } from '../version.ts';
import { buildApp } from './app.ts';
import { withThreads } from './heavy-jobs.ts';

export interface RunningServer {
  readonly address: string;
  readonly counties: ReadonlyMap<string, County>;
  /** Serves a county that was made while the server ran. */
  adopt(entry: CountyEntry): Promise<void>;
  close(): Promise<void>;
}

const merge = <T>(
  features: readonly Feature[],
  part: (feature: Feature) => Readonly<Record<string, T>> | undefined,
): Record<string, T> => Object.assign({}, ...features.map((feature) => part(feature) ?? {})) as Record<string, T>;

/** The outbox, the queue, the sweeps and the audit chain of one county. */
export const startWork = (
  deployment: Deployment,
  county: County,
  features: readonly Feature[] = allFeatures,
): { stop(): Promise<void> } => {
  const dispatcher: Dispatcher = startDispatcher(
    county,
    features.flatMap((f) => f.listeners ?? []),
  );
  const runner: JobRunner = startJobs(county, {
    handlers: withThreads(merge(features, (f) => f.jobs)),
    tasks: merge(features, (f) => f.tasks),
    settles: merge(features, (f) => f.settles),
    crontab: features.flatMap((f) => f.crontab ?? []).join('\n'),
    connection: deployment.runConnection(county.entry),
  });
  const sequencer: Sequencer = startSequencer(county);
  return {
    async stop() {
      await runner.stop();
      await dispatcher.stop();
      await sequencer.stop();
    },
  };
};

export interface ServeOptions {
  readonly host?: string;
  readonly port?: number;
  /** Work off jobs in this process as well; a deployment may run workers apart. */
  readonly work?: boolean;
}

/** Requests that have not ended so long after the order to stop are cut off: the service manager would kill the process. */
const drainMs = 15_000;

/** Opens every county of the registry and listens. */
export const startServer = async (deployment: Deployment, options: ServeOptions = {}): Promise<RunningServer> => {
  const { config, log } = deployment;
  const counties = new Map<string, County>();
  for (const entry of await deployment.entries())
    counties.set(entry.code, deployment.open(await deployment.addCounty(entry), counties));
  const webFolder = join(packageFolder(), 'dist', 'web');
  const app = await buildApp({
    counties,
    features: allFeatures,
    log,
    version: version(),
    trustProxy: config.trustProxy,
    origin: config.origin,
    ...(existsSync(webFolder) ? { webFolder } : {}),
  });
  await app.listen({ host: options.host ?? config.host, port: options.port ?? config.port });
  const { port, address } = app.server.address() as AddressInfo;
  const work = options.work === false ? [] : [...counties.values()].map((county) => startWork(deployment, county));
  return {
    address: `http://${address === '::' || address === '0.0.0.0' ? 'localhost' : address}:${port}`,
    counties,
    async adopt(entry) {
      if (counties.has(entry.code)) return;
      const county = deployment.open(await deployment.addCounty(entry), counties);
      counties.set(entry.code, county);
      if (options.work !== false) work.push(startWork(deployment, county));
    },
    async close() {
      // New requests are refused; those and the jobs under way come to their end, then the database's doors close.
      const late = setTimeout(() => app.server.closeAllConnections(), drainMs);
      await Promise.all([app.close(), ...work.map((each) => each.stop())]);
      clearTimeout(late);
      await Promise.all([...counties.values()].map((county) => county.close()));
    },
  };
};
