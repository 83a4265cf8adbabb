import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { allFiles, exists, read } from './tree.ts';

/** What the documents name is there: files, sections, scripts and commands. */
const pages = allFiles.filter((file) => file.endsWith('.md'));

const headingId = (line: string): string =>
  line
    .replace(/^#+\s*/, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');
const headings = (file: string): string[] =>
  read(file)
    .split('\n')
    .filter((line) => /^#+\s/.test(line))
    .map(headingId);

const missingLinks = (page: string): string[] =>
  [...read(page).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target ?? '')
    .filter((target) => !/^[a-z]+:/.test(target))
    .filter((target) => {
      const [file = '', section] = target.split('#');
      const at = file === '' ? page : path.posix.normalize(path.posix.join(path.posix.dirname(page), file));
      if (!exists(at)) return true;
      return section !== undefined && !headings(at).includes(section);
    });

const top = new Set(['src', 'test', 'docs', 'migrations', 'scripts', 'bench', 'bin', 'seed']);
/** Names with a place to fill (`NNNN_add_thing.sql`, `src/<feature>`) stand for many. */
const isPattern = (name: string): boolean => /[<>*{}…]|NNNN/.test(name);

const missingPaths = (page: string): string[] =>
  [...read(page).matchAll(/`([\w@.-]+\/[^`\s]*)`/g)]
    .map(([, name]) => name ?? '')
    .filter((name) => top.has(name.split('/')[0] ?? '') && !isPattern(name))
    .filter((name) => !exists(name.replace(/\/$/, '')));

const scripts = (JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts;
const missingScripts = (page: string): string[] =>
  [...read(page).matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name ?? '').filter((name) => !(name in scripts));

const commands = new Set([...read('src/apps/cli/program.ts').matchAll(/command\('([\w-]+)'/g)].map((hit) => hit[1]));
const missingCommands = (page: string): string[] =>
  [...read(page).matchAll(/`(?:npx )?zhibu ([a-z][\w-]*)/g)]
    .map(([, name]) => name ?? '')
    .filter((name) => !commands.has(name));

const packageFile = JSON.parse(read('package.json')) as Record<string, Readonly<Record<string, string>> | undefined>;
const installed = new Set(
  ['dependencies', 'optionalDependencies', 'devDependencies'].flatMap((kind) => Object.keys(packageFile[kind] ?? {})),
);
const decided = (): string[] =>
  read('docs/decisions/0001-stack.md')
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .flatMap((line) => [...(line.split('|')[2] ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? ''));

describe('documents', () => {
  test('decide on the packages that are used', () => {
    expect(decided().length).toBeGreaterThan(20);
    expect(decided().filter((name) => !installed.has(name))).toEqual([]);
    const used = Object.keys({ ...packageFile['dependencies'], ...packageFile['optionalDependencies'] });
    expect(used.filter((name) => !decided().includes(name))).toEqual([]);
  });

  test.each([
    ['link to what is there', missingLinks],
    ['name files that are there', missingPaths],
    ['name scripts that are there', missingScripts],
    ['name commands that are there', missingCommands],
  ])('%s', (_title, missing) => {
    expect(pages.length).toBeGreaterThan(10);
    expect(pages.flatMap((page) => missing(page).map((what) => `${page}: ${what}`))).toEqual([]);
  });
});
