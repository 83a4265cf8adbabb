/** What the two commands share: find the module, say the machine, print, and end with the verdict. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packageFolder } from '#platform/db/package-folder.ts';

export interface Outcome {
  readonly lines: readonly string[];
  readonly ok: boolean;
}

interface Module {
  run(args: readonly string[]): Promise<Outcome>;
}

const machine = (): string => {
  const [cpu] = cpus();
  const system = existsSync('/etc/os-release')
    ? (/PRETTY_NAME="([^"]+)"/.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? '')
    : '';
  return `machine: ${cpus().length} × ${cpu?.model.trim() ?? 'unknown'}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${system}, Node ${process.version}`;
};

/** Modules of the folder that can be run: those whose name is asked for on the command line. */
const namesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && /export const run\b/.test(readFileSync(join(folder, file), 'utf8')))
    .map((file) => file.slice(0, -3));

/** Runs `bench/<folder>/<name>.ts`. The exit code is 0 only when every bound holds. */
export const report = async (folder: 'benches' | 'proofs', argv: readonly string[]): Promise<void> => {
  const [name, ...args] = argv;
  const place = join(packageFolder(), 'bench', folder);
  const names = namesIn(place);
  if (name === undefined || !names.includes(name)) {
    process.stderr.write(`one of: ${names.join(', ')}\n`);
    process.exitCode = 2;
    return;
  }
  process.stdout.write(`${machine()}\n`);
  const started = Date.now();
  const { run } = (await import(pathToFileURL(join(place, `${name}.ts`)).href)) as Module;
  const { lines, ok } = await run(args);
  process.stdout.write(
    `${[...lines, `${ok ? 'every bound holds' : 'A BOUND IS MISSED'} (${((Date.now() - started) / 1_000).toFixed(0)} s)`].join('\n')}\n`,
  );
  process.exit(ok ? 0 : 1);
};
