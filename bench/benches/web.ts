import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly isDynamicEntry?: boolean;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
  readonly css?: readonly string[];
}
type Manifest = Readonly<Record<string, Chunk>>;

interface Weight {
  readonly script: number;
  readonly style: number;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'dist/web');
/** Bytes of packed script that a phone may fetch before it shows something useful. */
const phoneBound = 200 * 1024;

const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(1).padStart(7)} KB`;

/** A chunk and everything that it needs before it can run. */
const closure = (manifest: Manifest, keys: readonly string[]): Set<string> => {
  const seen = new Set<string>();
  const walk = (key: string): void => {
    if (seen.has(key)) return;
    seen.add(key);
    for (const next of manifest[key]?.imports ?? []) walk(next);
  };
  for (const key of keys) walk(key);
  return seen;
};

const packedSizes = new Map<string, number>();
const packed = async (file: string): Promise<number> => {
  const known = packedSizes.get(file);
  if (known !== undefined) return known;
  const size = gzipSync(await readFile(join(folder, file)), { level: 9 }).length;
  packedSizes.set(file, size);
  return size;
};

const sum = async (files: Iterable<string>): Promise<number> => {
  let total = 0;
  for (const file of files) total += await packed(file);
  return total;
};

const weigh = async (manifest: Manifest, keys: Iterable<string>): Promise<Weight> => {
  const chunks = [...keys].flatMap((key) => manifest[key] ?? []);
  const scripts = new Set(chunks.map((chunk) => chunk.file));
  const styles = new Set(chunks.flatMap((chunk) => chunk.css ?? []));
  return { script: await sum(scripts), style: await sum(styles) };
};

const without = (keys: ReadonlySet<string>, known: ReadonlySet<string>): string[] =>
  [...keys].filter((key) => !known.has(key));

/** Pages below an entry and what each fetches on top of what is already there. */
const pages = async (manifest: Manifest, entry: string, fits: (key: string) => boolean): Promise<string[]> => {
  const base = closure(manifest, [entry]);
  const lines: string[] = [];
  for (const key of dynamicBelow(manifest, base).filter(fits)) {
    const own = await weigh(manifest, without(closure(manifest, [key]), base));
    lines.push(`  ${kilobytes(own.script)} script ${kilobytes(own.style)} style  ${key.replace(/^(\.\.\/)+/, 'src/')}`);
  }
  return lines;
};

const dynamicBelow = (manifest: Manifest, keys: ReadonlySet<string>): string[] =>
  [...new Set([...keys].flatMap((key) => manifest[key]?.dynamicImports ?? []))].toSorted();

const isPhonePage = (key: string): boolean => /(^|\/)phone\//.test(key);

/** What a browser fetches first, packed with gzip: the phone against its bound, the office route by route. */
export const run = async (): Promise<{ lines: string[]; ok: boolean }> => {
  execFileSync(process.execPath, [join(root, 'scripts/build.mjs'), '--web'], { stdio: 'ignore' });
  const manifest = JSON.parse(await readFile(join(folder, '.vite/manifest.json'), 'utf8')) as Manifest;
  const phone = closure(manifest, ['phone.html']);
  const home = dynamicBelow(manifest, phone).filter((key) => /(^|\/)phone\/home[^/]*\.tsx$/.test(key));
  const signIn = dynamicBelow(manifest, phone).filter((key) => /(^|\/)phone\/sign-in\.tsx$/.test(key));
  const phoneFirst = await weigh(manifest, closure(manifest, ['phone.html', ...signIn]));
  const phoneHome = await weigh(manifest, closure(manifest, ['phone.html', ...home]));
  const office = await weigh(manifest, closure(manifest, ['office.html']));
  const foreign = [...closure(manifest, ['phone.html', ...home])].filter((key) =>
    /(^|\/|_)antd-/.test(manifest[key]?.file ?? key),
  );
  const ok = Math.max(phoneFirst.script, phoneHome.script) <= phoneBound && foreign.length === 0;
  const lines = [
    `phone, sign-in      ${kilobytes(phoneFirst.script)} script ${kilobytes(phoneFirst.style)} style`,
    `phone, first load   ${kilobytes(phoneHome.script)} script ${kilobytes(phoneHome.style)} style  (bound ${kilobytes(phoneBound).trim()} script: ${phoneHome.script <= phoneBound ? 'held' : 'MISSED'})`,
    `the office's component library on the phone: ${foreign.length === 0 ? 'none' : foreign.join(', ')}`,
    'phone pages, on top:',
    ...(await pages(manifest, 'phone.html', (key) => isPhonePage(key) || key.startsWith('_words-'))),
    `office, first load  ${kilobytes(office.script)} script ${kilobytes(office.style)} style`,
    'office pages, on top:',
    ...(await pages(manifest, 'office.html', (key) => !isPhonePage(key))),
  ];
  return { lines, ok };
};
