/** Reads the checkout as text: its files, their imports, the zone each belongs to. The architecture tests stand on it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** `.git` is a file where the checkout is one of several of a repository. */
const skipped = new Set(['node_modules', 'dist', 'build', 'data', '.cache', '.git', 'test-results']);

const walk = (folder: string): string[] =>
  readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (skipped.has(entry.name)) return [];
    if (entry.isDirectory()) return walk(name);
    return entry.isFile() && !entry.name.endsWith('.log') && !entry.name.endsWith('.tsbuildinfo') ? [name] : [];
  });

/** Every file of ours, as a path from the root with forward slashes. */
export const allFiles: readonly string[] = walk('').toSorted();

const texts = new Map<string, string>();
export const read = (file: string): string => {
  const known = texts.get(file);
  if (known !== undefined) return known;
  const text = readFileSync(path.join(root, file), 'utf8');
  texts.set(file, text);
  return text;
};

export const isTest = (file: string): boolean => /\.test\.tsx?$/.test(file) || file.startsWith('test/');
export const isCode = (file: string): boolean => /\.(ts|tsx|mts|mjs)$/.test(file);
export const sources: readonly string[] = allFiles.filter((f) => f.startsWith('src/') && isCode(f));

/** Drops comments, keeps strings and line numbers. A small tokenizer, since `//` also stands inside strings and patterns. */
export const withoutComments = (text: string): string =>
  text.replace(
    /(\/\*[\s\S]*?\*\/)|(?<![:\\])(\/\/[^\n]*)|('(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`)/g,
    (whole, block: string | undefined, line: string | undefined) => {
      if (block !== undefined) return block.replace(/[^\n]/g, ' ');
      return line === undefined ? whole : '';
    },
  );

export interface Import {
  readonly from: string;
  /** A path from the root for our own files, a package name (`pg`, `@scope/name`, `node:fs`) for others. */
  readonly to: string;
  readonly own: boolean;
  readonly typeOnly: boolean;
  readonly line: number;
}

const aliases: Readonly<Record<string, string>> = {
  '#shared/': 'src/shared/',
  '#platform/': 'src/platform/',
  '#webkit/': 'src/webkit/',
  '#ui/': 'src/ui/',
  '#features/': 'src/features/',
  '#apps/': 'src/apps/',
  '#test/': 'test/',
};

const statement =
  /(?:^|[\s;}])(?:(import|export)\s+(type\s+)?(?:[\w*{}\s,$]+?\s+from\s+)?|(?:import|require)\s*\(\s*)['"]([^'"\n]+)['"]/g;

const resolved = (from: string, specifier: string): { to: string; own: boolean } => {
  if (specifier.startsWith('.')) return { to: path.posix.join(path.posix.dirname(from), specifier), own: true };
  for (const [alias, folder] of Object.entries(aliases)) {
    if (specifier.startsWith(alias)) return { to: folder + specifier.slice(alias.length), own: true };
  }
  if (specifier.startsWith('node:')) return { to: specifier, own: false };
  const parts = specifier.split('/');
  return { to: parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/'), own: false };
};

export const importsOf = (file: string): Import[] => {
  const text = withoutComments(read(file));
  return [...text.matchAll(statement)].map((m) => {
    const { to, own } = resolved(file, m[3] ?? '');
    const query = to.indexOf('?');
    return {
      from: file,
      to: query < 0 ? to : to.slice(0, query),
      own,
      typeOnly: m[2] !== undefined,
      line: text.slice(0, m.index).split('\n').length,
    };
  });
};

export const exists = (file: string): boolean => existsSync(path.join(root, file));

/** Strongly connected components with more than one node: the knots of a graph (Tarjan). */
export const cycles = (edges: ReadonlyMap<string, ReadonlySet<string>>): string[][] => {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (node: string): void => {
    const own = index.size;
    index.set(node, own);
    low.set(node, own);
    stack.push(node);
    for (const next of edges.get(node) ?? []) {
      if (!index.has(next)) visit(next);
      if (stack.includes(next)) low.set(node, Math.min(low.get(node) ?? own, low.get(next) ?? own));
    }
    if (low.get(node) !== own) return;
    const knot = stack.splice(stack.indexOf(node));
    if (knot.length > 1) found.push(knot.toSorted());
  };
  for (const node of edges.keys()) if (!index.has(node)) visit(node);
  return found;
};

/** The graph of a set of imports, nodes named by `name`; edges from a node to itself are left out. */
export const graph = (imports: readonly Import[], name: (file: string) => string): Map<string, Set<string>> => {
  const edges = new Map<string, Set<string>>();
  for (const i of imports) {
    const [from, to] = [name(i.from), name(i.to)];
    if (from === to || to === '') continue;
    const targets = edges.get(from) ?? new Set<string>();
    edges.set(from, targets.add(to));
  }
  return edges;
};
