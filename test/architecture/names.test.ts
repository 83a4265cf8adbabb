import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { domainCharacters, domainWords, emptyEndings, emptyWords, featureFiles, isPack, zoneOf } from './rules.ts';
import { allFiles, isCode, isTest, read, sources, withoutComments } from './tree.ts';

const capitals = new Set(['README', 'LICENSE', 'CHANGELOG', 'CONTRIBUTING', 'SECURITY']);
const ours = allFiles.filter((f) => !path.posix.basename(f).startsWith('.') && !f.startsWith('seed/'));

/** `organisation-tree.test.ts` → organisation, tree. */
const segments = (file: string): string[] => (path.posix.basename(file).split('.')[0] ?? '').split(/[-_]/);

/** Identifiers and strings cut into plain words: `branchId`, `branch_id` → branch, id. */
const words = (text: string): string[] =>
  text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/);

describe('file names', () => {
  test('are kebab-case', () => {
    const wrong = ours.filter((f) => {
      const base = path.posix.basename(f).split('.')[0] ?? '';
      return !capitals.has(base) && !/^[a-z0-9]+([-_][a-z0-9]+)*$/.test(base);
    });
    expect(wrong).toEqual([]);
  });

  test('say what is inside', () => {
    const named = ours.filter(
      (f) => isCode(f) && (segments(f).some((s) => emptyWords.has(s)) || emptyEndings.has(segments(f).at(-1) ?? '')),
    );
    expect(named).toEqual([]);
  });

  test('of features keep to the vocabulary', () => {
    const wrong = allFiles.filter((f) => {
      const zone = zoneOf(f);
      if (zone.kind !== 'feature' || zone.part === 'web' || zone.part === 'portal' || isPack(f)) return false;
      const name = path.posix.basename(f);
      return !featureFiles.has(name) && !/^[a-z0-9-]+(\.[a-z0-9-]+)?\.test\.tsx?$/.test(name);
    });
    expect(wrong).toEqual([]);
  });

  test('of migrations are numbered without a gap, per folder', () => {
    for (const folder of ['migrations/platform', 'migrations/county']) {
      const numbers = allFiles
        .filter((f) => f.startsWith(`${folder}/`) && f !== `${folder}/grants.sql`)
        .map((f) => path.posix.basename(f));
      expect(numbers.filter((n) => !/^\d{4}_[a-z0-9_]+\.sql$/.test(n))).toEqual([]);
      expect(numbers.map((n) => Number(n.slice(0, 4)))).toEqual(numbers.map((_, i) => i + 1));
    }
  });
});

describe('code', () => {
  test('of the kernel, the design system and the shared part knows no word of the trade', () => {
    const zones = new Set(['shared', 'platform', 'ui', 'webkit']);
    const wrong = sources
      .filter((f) => zones.has(zoneOf(f).kind) && !isTest(f) && !f.endsWith('.gen.ts'))
      .flatMap((f) =>
        withoutComments(read(f))
          .split('\n')
          .flatMap((line, i) => {
            const found = words(line).filter((w) => domainWords.has(w));
            const characters = domainCharacters.exec(line);
            const all = characters ? [...found, characters[0]] : found;
            return all.length === 0 ? [] : [`${f}:${i + 1} ${all.join(' ')}`];
          }),
      );
    expect(wrong).toEqual([]);
  });

  test('has no class with an empty name, no default export, no suppression without a reason', () => {
    const wrong = allFiles
      .filter(
        (f) => isCode(f) && !/\.config\.m?ts$/.test(f) && !f.endsWith('.mjs') && !f.startsWith('test/architecture/'),
      )
      .flatMap((f) => {
        const text = read(f);
        const found = [
          ...text.matchAll(/^\s*export\s+default\b.*$/gm),
          ...text.matchAll(/\bclass\s+\w*(Utils?|Helper|Manager|Handler|Service|Info|Data)\b/g),
          // The reason stands behind `--`, or in the comment above.
          ...text.matchAll(/@ts-(ignore|nocheck)|@ts-expect-error\s*$/gm),
          ...text.matchAll(/^(?!\s*\/\/).*\n.*(oxlint|eslint)-disable(-next-line|-line)?(?![^\n]*--)/gm),
        ];
        return found.map((m) => `${f}: ${m[0].trim()}`);
      });
    expect(wrong).toEqual([]);
  });

  test('is no longer than 400 lines a file, but where the head of the file says why', () => {
    const wrong = allFiles
      .filter((f) => isCode(f) && !f.endsWith('.gen.ts'))
      .flatMap((f) => {
        const text = read(f);
        const lines = text.trimEnd().split('\n').length;
        const reason = /^\/\*\*[^/]*?\bOver 400 lines: \S+/.test(text);
        if (lines > 400 && !reason) return [`${f}: ${lines} lines`];
        // What has become short needs no reason any more.
        return lines <= 400 && reason ? [`${f}: ${lines} lines, with a reason for more`] : [];
      });
    expect(wrong).toEqual([]);
  });

  test('has no unfinished corner', () => {
    const mark = /\b(TODO|FIXME|XXX|HACK)\b(?!\(#\d+\))/;
    const wrong = allFiles.filter((f) => isCode(f) && !f.startsWith('test/architecture/') && mark.test(read(f)));
    expect(wrong).toEqual([]);
  });
});
