/** The platform's server as a process of its own over a bench county. Says its port on standard output. */
import { openDeployment } from '#apps/deployment.ts';
import { startServer } from '#apps/server/server.ts';
import { readConfig } from '#platform/config/config.ts';
import { openLog } from '#platform/log/log.ts';

const deployment = await openDeployment(readConfig(), openLog({ level: 'error' }), { beside: true });
const server = await startServer(deployment, { port: 0, work: process.env['BENCH_WORK'] === 'on' });
process.stdout.write(`${new URL(server.address).port}\n`);
process.once('SIGTERM', () => {
  server.close().then(
    () => process.exit(0),
    () => process.exit(1),
  );
});
