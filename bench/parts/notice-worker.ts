/** A worker of its own over a bench county that does nothing but deliver notices. Says that it is ready on standard output. */
import { openDeployment } from '#apps/deployment.ts';
import { inboxOf } from '#features/base/inbox/feature.ts';
import { readConfig } from '#platform/config/config.ts';
import { startJobs } from '#platform/jobs/runner.ts';
import { openLog } from '#platform/log/log.ts';
import { startDispatcher } from '#platform/outbox/dispatcher.ts';

const config = readConfig();
const patience = Number(process.env['BENCH_PATIENCE'] ?? 1_000);
const deployment = await openDeployment(
  { ...config, outside: { ...config.outside, patience } },
  openLog({ level: 'error' }),
  { beside: true },
);
const [entry] = await deployment.entries();
if (entry === undefined) throw new Error('no county');
const county = deployment.open(entry);
const { listeners = [], tasks = {} } = inboxOf([
  { name: 'proof', notices: { proof: ['请参加{subject}', 'Come to {subject}'] } },
]);
startDispatcher(county, listeners);
startJobs(county, {
  handlers: {},
  tasks,
  crontab: '',
  connection: deployment.runConnection(entry),
  concurrency: 8,
});
process.stdout.write('0\n');
