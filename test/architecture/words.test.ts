import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { allFiles, exists, read, root } from './tree.ts';

const pages = allFiles.filter((f) => f.endsWith('.md'));
const tops = ['src', 'test', 'scripts', 'bench', 'migrations', 'docs', 'seed', 'bin', '.ci'];

const expanded = (name: string): string[] => {
  const braces = /^(.*?)\{([^{}]*)\}(.*)$/.exec(name);
  return braces ? (braces[2] ?? '').split(',').flatMap((alt) => expanded(`${braces[1]}${alt}${braces[3]}`)) : [name];
};

const isThere = (name: string): boolean => {
  if (!name.includes('*')) return exists(name);
  const pattern = new RegExp(
    `^${name
      .split('*')
      .map((s) => s.replace(/[.+?^$()|[\]\\]/g, '\\$&'))
      .join('[^/]*')}$`,
  );
  return allFiles.some(
    (f) => pattern.test(f) || f.split('/').some((_, i, p) => pattern.test(p.slice(0, i + 1).join('/'))),
  );
};

/** The paths a page names: in backticks from the root, or as the target of a link from its own folder. */
const named = (page: string): string[] => {
  const text = read(page).replace(/```[\s\S]*?```/g, '');
  const ticked = [...text.matchAll(/`([^`\s]+)`/g)]
    .map((m) => (m[1] ?? '').replace(/[:#]\d.*$/, '').replace(/\/$/, ''))
    .filter((p) => tops.some((t) => p.startsWith(`${t}/`)) && !/[<>]|NNNN/.test(p));
  const linked = [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map((m) => (m[1] ?? '').replace(/#.*$/, ''))
    .filter((p) => p !== '' && !/^[a-z]+:/.test(p))
    .map((p) => path.posix.normalize(path.posix.join(path.posix.dirname(page), p)));
  return [...ticked.flatMap(expanded), ...linked];
};

describe('the pages', () => {
  test('are there', () => {
    const expected = ['README.md', 'README.zh-CN.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md', 'LICENSE'];
    expect(expected.filter((f) => !exists(f))).toEqual([]);
  });

  test('name only files that exist', () => {
    const missing = pages.flatMap((page) =>
      named(page)
        .filter((p) => !isThere(p))
        .map((p) => `${page}: ${p}`),
    );
    expect(missing).toEqual([]);
  });

  test('name only npm scripts that exist', () => {
    const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts);
    const wrong = pages.flatMap((page) =>
      [...read(page).matchAll(/npm run ([a-z:-]+)/g)]
        .filter((m) => !scripts.includes(m[1] ?? ''))
        .map((m) => `${page}: npm run ${m[1]}`),
    );
    expect(wrong).toEqual([]);
  });

  test('about a feature stay under 40 lines', () => {
    const long = pages.filter((f) => f.startsWith('src/features/') && read(f).split('\n').length > 40);
    expect(long).toEqual([]);
  });
});

describe('no file', () => {
  const textual = allFiles.filter((f) => !/\.(png|jpe?g|webp|gif|ico|woff2?|xlsx?|gz|zip|bin)$/.test(f));

  test('names a place of somebody’s machine', () => {
    // The embedded server's socket lies under the system's own temporary folder where no run-time folder is given.
    const places = ['work', 'root', 'home', 'Users', 'tmp']
      .map((p) => `(?<![\\w.*}/~:-])/${p}/(?!zhibu-)[\\w.-]`)
      .join('|');
    const pattern = new RegExp(places);
    const wrong = textual.flatMap((f) =>
      readFileSync(path.join(root, f), 'utf8')
        .split('\n')
        .flatMap((line, i) => (pattern.test(line) ? [`${f}:${i + 1} ${line.trim().slice(0, 80)}`] : [])),
    );
    expect(wrong).toEqual([]);
  });

  test('names the host of a package registry', () => {
    const hosts = ['registry.', 'npmjs.', 'npmmirror.', 'deb.debian.', 'mirrors.'].map(
      (h) => `${h.replace('.', '\\.')}[a-z]+`,
    );
    const pattern = new RegExp(`https?://[^\\s"']*(${hosts.join('|')})|"resolved"`);
    const wrong = textual.filter((f) => !f.startsWith('test/architecture/') && pattern.test(read(f)));
    expect(wrong).toEqual([]);
  });
});
