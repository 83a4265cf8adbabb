// Bundles the entries of threads where there is no build: to load the platform file by file takes a thread a second or two.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { threadId } from 'node:worker_threads';
import { buildSync } from 'esbuild';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const cache = path.join(root, '.cache', 'threads');

const dayMs = 86_400_000;

/** Each state of the sources has bundles of its own: those of yesterday's go. */
const forgetOld = () => {
  for (const name of existsSync(cache) ? readdirSync(cache) : []) {
    const folder = path.join(cache, name);
    const made = statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - made > dayMs) rmSync(folder, { recursive: true, force: true });
  }
};

/** The address of the first entry's bundle; those of the others lie beside it, as in a release. */
export const bundle = (...entries) => {
  const { outputFiles } = buildSync({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(entries.map((entry) => [path.basename(entry, '.ts'), entry])),
    outdir: cache,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    write: false,
  });
  const digest = createHash('sha256');
  for (const { contents } of outputFiles) digest.update(contents);
  // Named by what is in it: threads that start at once write the same, and each is whole before it has its name.
  const folder = path.join(cache, digest.digest('hex').slice(0, 16));
  if (!existsSync(folder)) {
    forgetOld();
    const draft = `${folder}.${process.pid}-${threadId}`;
    mkdirSync(draft, { recursive: true });
    for (const made of outputFiles) writeFileSync(path.join(draft, path.basename(made.path)), made.contents);
    try {
      renameSync(draft, folder);
    } catch (error) {
      rmSync(draft, { recursive: true });
      if (!existsSync(folder)) throw error;
    }
  }
  return pathToFileURL(path.join(folder, `${path.basename(entries[0], '.ts')}.mjs`)).href;
};
