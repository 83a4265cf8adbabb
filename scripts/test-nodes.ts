/**
 * `npm run test:nodes`: the whole suite under each Node line that is promised beside the oldest one. npm's own packages
 * bring the binaries, so that nothing but the package registry is needed.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { root, run, type Outcome } from './steps.ts';

const lines = ['22', '24'] as const;
const folder = path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'zhibu', 'nodes');

const arch = process.arch === 'arm64' ? 'arm64' : 'x64';

/** The folder that holds the `node` of a line, installed where it is missing. */
const nodeOf = async (line: string): Promise<string> => {
  const name = `node-linux-${arch}`;
  const home = path.join(folder, line);
  const bin = path.join(home, 'node_modules', name, 'bin');
  if (existsSync(path.join(bin, 'node'))) return bin;
  mkdirSync(home, { recursive: true });
  writeFileSync(path.join(home, 'package.json'), '{"private":true}\n');
  const { code, output } = await run('npm', ['install', '--no-audit', '--no-fund', `${name}@${line}`], { cwd: home });
  if (code !== 0 || !existsSync(path.join(bin, 'node'))) {
    throw new Error(
      `Node ${line} could not be installed from npm (${name}@${line}). Is the registry reachable?\n${output}`,
    );
  }
  return bin;
};

const closing = /^(\d+) passed, (\d+) failed$/m;

const suiteUnder = async (line: string): Promise<Outcome> => {
  const started = Date.now();
  const bin = await nodeOf(line);
  const node = path.join(bin, 'node');
  const version = (await run(node, ['--version'])).output.trim();
  console.log(`\n== Node ${version} ==`);
  const { code, output } = await run(node, ['--import', 'tsx', 'scripts/test.ts'], {
    env: { PATH: `${bin}${path.delimiter}${process.env['PATH'] ?? ''}` },
    live: true,
    cwd: root,
  });
  const counts = [...output.matchAll(new RegExp(closing, 'gm'))].at(-1);
  const [passed, failed] = counts ? [Number(counts[1]), Number(counts[2])] : [0, 1];
  const seconds = (Date.now() - started) / 1000;
  return { name: version, passed, failed: failed === 0 && code !== 0 ? 1 : failed, seconds, slow: [] };
};

const outcomes: Outcome[] = [];
for (const line of lines) {
  try {
    outcomes.push(await suiteUnder(line));
  } catch (error) {
    console.log(error instanceof Error ? error.message : String(error));
    outcomes.push({ name: `Node ${line}`, passed: 0, failed: 1, seconds: 0, slow: [] });
  }
}
console.log();
for (const o of outcomes) console.log(`${o.name}: ${o.passed} passed, ${o.failed} failed (${o.seconds.toFixed(0)} s)`);
const total = (part: 'passed' | 'failed'): number => outcomes.reduce((n, o) => n + o[part], 0);
console.log(`${total('passed')} passed, ${total('failed')} failed`);
process.exitCode = total('failed') === 0 ? 0 : 1;
