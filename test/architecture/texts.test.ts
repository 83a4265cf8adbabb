import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { placeholders } from '#shared/text.ts';
import { isTest, read, root, sources } from './tree.ts';

/** Files whose exported values hold words for people. */
const holders = sources.filter(
  (f) => !isTest(f) && (/(^|[/-])(messages|texts|words)\.ts$/.test(f) || f.includes('/packs/')),
);

interface Found {
  readonly where: string;
  readonly zh: string;
  readonly en: string;
}

const texts: Found[] = [];
const keys = new Set<string>();

const isPair = (value: unknown): value is readonly [string, string] =>
  Array.isArray(value) && value.length === 2 && value.every((v) => typeof v === 'string');

/** Collects `[zh, en]` and `{ zh, en }` wherever they stand. */
const collect = (value: unknown, where: string, tuples: boolean): void => {
  if (tuples && isPair(value)) texts.push({ where, zh: value[0], en: value[1] });
  else if (typeof value === 'object' && value !== null) {
    const { zh, en } = value as { zh?: unknown; en?: unknown };
    if (typeof zh === 'string') texts.push({ where, zh, en: typeof en === 'string' ? en : '' });
    else for (const [key, inner] of Object.entries(value)) collect(inner, `${where}.${key}`, tuples);
  }
};

beforeAll(async () => {
  for (const file of holders) {
    const module = (await import(pathToFileURL(path.join(root, file)).href)) as Record<string, unknown>;
    // A tuple is a text only in a catalogue of texts; in a pack it may be any two strings.
    const tuples = !file.includes('/packs/');
    for (const [name, value] of Object.entries(module)) {
      collect(value, `${file} ${name}`, tuples);
      if (tuples && typeof value === 'object' && value !== null) for (const key of Object.keys(value)) keys.add(key);
    }
  }
});

describe('texts for people', () => {
  test('are found', () => {
    expect(texts.length).toBeGreaterThan(50);
  });

  test('are there in both languages', () => {
    expect(texts.filter(({ zh, en }) => zh.trim() === '' || en.trim() === '')).toEqual([]);
  });

  test('name the same things in both', () => {
    const differing = texts.filter(({ zh, en }) => placeholders(zh).join() !== placeholders(en).join());
    expect(differing).toEqual([]);
  });

  test('are each in their own language', () => {
    const chinese = /\p{Script=Han}/u;
    const mixed = texts.filter(
      ({ zh, en }) => (/[a-z]{3}/i.test(zh) && !chinese.test(zh) && zh !== en) || chinese.test(en),
    );
    // English may quote an official word of one to twelve letters: 三会一课.
    expect(
      mixed.filter(({ en }) => !/^[^\p{Script=Han}]*(\p{Script=Han}{1,12}[^\p{Script=Han}]*){0,3}$/u.test(en)),
    ).toEqual([]);
  });
});

describe('keys of messages that the server sends', () => {
  const sent = sources
    .filter(
      (f) => !isTest(f) && f.endsWith('.ts') && !f.includes('/web/') && /^src\/(platform|features|shared)\//.test(f),
    )
    .flatMap((file) => {
      const text = read(file);
      const patterns = [
        /\bmessage: '([a-z]\w*(?:\.\w+)+)'/g,
        /\binvalid\(\s*'[^']+',\s*'([a-z][\w.]*)'/g,
        ...(file.endsWith('contract.ts') ? [/\b(?:min|max|regex|refine)\([^)\n]*,\s*'([a-z]\w*(?:\.\w+)*)'\)/g] : []),
      ];
      return patterns.flatMap((p) => [...text.matchAll(p)].map((m) => ({ file, key: m[1] ?? '' })));
    });

  test('each have a text', () => {
    expect(sent.filter(({ key }) => !keys.has(key)).map(({ file, key }) => `${file}: ${key}`)).toEqual([]);
  });
});
