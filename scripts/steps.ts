/** Runs the parts of a check as child processes, keeps their output for the failing ones, counts and times them. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
export const cacheFolder = path.join(root, '.cache');

export interface Step {
  readonly name: string;
  /** A program, or a file below node_modules/.bin. */
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Where vitest writes its report; its tests are then counted one by one. */
  readonly report?: string;
}

export interface SlowTest {
  readonly name: string;
  readonly seconds: number;
}

export interface Outcome {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly seconds: number;
  readonly slow: readonly SlowTest[];
  /** Names of the tests that did not pass; said once more at the end, where a long output is cut in the middle. */
  readonly fallen?: readonly string[];
}

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly success: boolean;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly duration?: number | null;
    }[];
  }[];
}

const programOf = (command: string): string => {
  const local = path.join(root, 'node_modules/.bin', command);
  return existsSync(local) ? local : command;
};

/** Runs to the end; the output is handed back, and also printed as it comes where `live` is set. */
export const run = (
  command: string,
  args: readonly string[],
  options: { readonly env?: Readonly<Record<string, string>>; readonly live?: boolean; readonly cwd?: string } = {},
): Promise<{ code: number; output: string }> =>
  new Promise((resolve) => {
    const child = spawn(programOf(command), args, {
      cwd: options.cwd ?? root,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const chunks: Buffer[] = [];
    const take = (chunk: Buffer): void => {
      chunks.push(chunk);
      if (options.live === true) process.stdout.write(chunk);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', (error) => resolve({ code: 127, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString('utf8') }));
  });

/** What vitest counted. A file that could not be loaded, and a run without a test, count as failures. */
const readReport = (file: string, code: number): Pick<Outcome, 'passed' | 'failed' | 'slow' | 'fallen'> => {
  if (!existsSync(file)) return { passed: 0, failed: 1, slow: [] };
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  const unread = report.testResults.filter((t) => t.status === 'failed' && t.assertionResults.length === 0);
  const skipped = report.numPendingTests + report.numTodoTests;
  const counted = report.numFailedTests + unread.length + skipped;
  const empty = report.numPassedTests === 0 || code !== 0;
  const named = report.testResults.flatMap((t) =>
    t.assertionResults.map((a) => ({
      name: `${path.relative(root, t.name)} ${a.fullName}`,
      seconds: (a.duration ?? 0) / 1000,
      passed: a.status === 'passed',
    })),
  );
  const fallen = [
    ...unread.map((t) => path.relative(root, t.name)),
    ...named.filter((t) => !t.passed).map((t) => t.name),
  ];
  return { passed: report.numPassedTests, failed: counted === 0 && empty ? 1 : counted, slow: named, fallen };
};

/** Runs one step. Passing steps print one line, failing ones their whole output. */
export const runStep = async (step: Step): Promise<Outcome> => {
  if (step.report !== undefined) {
    mkdirSync(path.dirname(step.report), { recursive: true });
    rmSync(step.report, { force: true });
  }
  const started = process.hrtime.bigint();
  const { code, output } = await run(step.command, step.args, step.env === undefined ? {} : { env: step.env });
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  const counts =
    step.report === undefined
      ? { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, slow: [] }
      : readReport(step.report, code);
  const word = counts.failed === 0 ? 'ok    ' : 'FAILED';
  console.log(`${word} ${step.name.padEnd(14)} ${seconds.toFixed(1).padStart(6)} s`);
  if (counts.failed > 0) console.log(output.trimEnd());
  return { name: step.name, seconds, ...counts };
};

/** One after another inside a lane, lanes side by side. */
export const runLanes = async (lanes: readonly (readonly Step[])[]): Promise<Outcome[]> => {
  const done = await Promise.all(
    lanes.map(async (lane) => {
      const outcomes: Outcome[] = [];
      for (const step of lane) outcomes.push(await runStep(step));
      return outcomes;
    }),
  );
  return done.flat();
};

/** Prints the slowest steps and tests, then the closing line that other programs read. Sets the exit code. */
export const close = (outcomes: readonly Outcome[]): void => {
  const slow = outcomes
    .flatMap((o) => o.slow)
    .filter((t) => t.seconds >= 0.5)
    .toSorted((a, b) => b.seconds - a.seconds)
    .slice(0, 10);
  if (slow.length > 0) console.log('\nslowest tests');
  for (const test of slow) console.log(`${test.seconds.toFixed(1).padStart(6)} s  ${test.name}`);
  const fallen = outcomes.flatMap((o) => o.fallen ?? []);
  if (fallen.length > 0) console.log('\nfailed tests');
  for (const name of fallen) console.log(`          ${name}`);
  const sum = (part: 'passed' | 'failed'): number => outcomes.reduce((n, o) => n + o[part], 0);
  const seconds = outcomes.map((o) => `${o.name} ${o.seconds.toFixed(1)} s`).join(', ');
  console.log(`\n${seconds}`);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  process.exitCode = sum('failed') === 0 ? 0 : 1;
};
