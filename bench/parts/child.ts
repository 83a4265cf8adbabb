/** Children of a bench: bundled as the release is, said to be ready by the port on their first line. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';
import { packageFolder } from '#platform/db/package-folder.ts';
import type { Side } from './compare.ts';
import { runtimeFlags } from './runtime.ts';

export interface Child extends Side {
  stop(): Promise<void>;
}

export const startChild = async (
  file: string,
  options: { readonly environment?: Readonly<Record<string, string>>; readonly input?: string } = {},
): Promise<Child> => {
  const bundle = join(packageFolder(), '.cache', 'bench', file.replace(/\.ts$/, '.mjs'));
  const source = (...path: string[]): string => join(packageFolder(), 'src', ...path);
  await build({
    entryPoints: {
      [file.replace(/\.ts$/, '')]: join(packageFolder(), 'bench', 'parts', file),
      'sheet-worker': source('platform', 'sheets', 'sheet-worker.ts'),
      'picture-worker': source('platform', 'files', 'picture-worker.ts'),
      'job-thread': source('apps', 'server', 'job-thread.ts'),
    },
    outdir: join(packageFolder(), '.cache', 'bench'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
  });
  const child: ChildProcess = spawn(process.execPath, [...runtimeFlags, bundle], {
    cwd: packageFolder(),
    env: { ...process.env, ...options.environment },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  if (options.input !== undefined) child.stdin?.end(`${options.input}\n`);
  const port = await new Promise<number>((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += String(chunk);
      const [line, ...rest] = text.split('\n');
      if (rest.length > 0) resolve(Number(line));
    });
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)));
  });
  return {
    port,
    pid: child.pid ?? 0,
    async stop() {
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), 5_000).unref();
      await ended;
    },
  };
};
