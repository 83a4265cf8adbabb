import path from 'node:path';
import { cacheFolder, runLanes, runStep, type Outcome, type Step } from './steps.ts';

const vitest = (name: string, args: readonly string[]): Step => {
  const report = path.join(cacheFolder, 'reports', `${name}.json`);
  return {
    name,
    command: 'vitest',
    args: ['run', ...args, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    env: { NO_COLOR: '1' },
    report,
  };
};

const format: Step = { name: 'format', command: 'oxfmt', args: ['--check'] };
const lint: Step = { name: 'lint', command: 'oxlint', args: ['--deny-warnings'] };
const types: Step = { name: 'types', command: 'tsc', args: ['-b'] };

/** Architecture, schema drift, unit and database tests are all vitest files; they share one database server. */
const tests: Step = vitest('tests', []);

/** Everything but the browser: format, lint and types while the tests, which wait for the database, leave a core idle. */
export const quickChecks = (): Promise<Outcome[]> => runLanes([[format, types, lint], [tests]]);

const build: Step = { name: 'build', command: process.execPath, args: ['scripts/build.mjs'] };
const journeys: Step = vitest('journeys', ['--config', 'vitest.journeys.config.ts']);

/** The production build and the browser journeys on it. Without a build the journeys count as one failure. */
export const browserChecks = async (): Promise<Outcome[]> => {
  const built = await runStep(build);
  if (built.failed > 0) return [built, { name: 'journeys', passed: 0, failed: 1, seconds: 0, slow: [] }];
  return [built, await runStep(journeys)];
};
