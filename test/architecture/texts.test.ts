import { describe, expect, test } from 'vitest';
import { placeholders } from '#shared/text.ts';
import { read, sources } from './tree.ts';

interface Found {
  readonly where: string;
  readonly zh: string;
  readonly en: string;
}

const isText = (value: unknown): value is readonly [string, string] =>
  Array.isArray(value) && value.length === 2 && value.every((one) => typeof one === 'string');

/** Every pair of texts that a module exports, at whatever depth. */
const textsIn = (value: unknown, where: string): Found[] => {
  if (isText(value)) return [{ where, zh: value[0], en: value[1] }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => textsIn(part, `${where} ${name}`));
};

/** Catalogues, and the titles that a feature's pages carry. */
const holders = sources.filter((file) => /(^|\/)messages\.ts$|-texts\.ts$|\/web\/index\.ts$/.test(file));
const texts = (
  await Promise.all(holders.map(async (file) => textsIn(await import(/* @vite-ignore */ `../../${file}`), file)))
).flat();

/** English may quote a Chinese value, yet not be one. */
const isForeign = (text: string): boolean => /\p{Script=Han}/u.test(text) && !/[a-z]{2}/i.test(text);

/** 人, 份: English counts without one. */
const isMeasureWord = (text: string): boolean => /^\p{Script=Han}$/u.test(text.trim());

describe('texts for people', () => {
  test('are found in catalogues and titles', () => {
    expect(texts.length).toBeGreaterThan(100);
  });

  test('exist in both languages', () => {
    const halves = texts.filter((text) => text.zh.trim() === '' || (text.en.trim() === '' && !isMeasureWord(text.zh)));
    expect(halves.map((text) => text.where)).toEqual([]);
  });

  test('are English where they should be', () => {
    expect(texts.filter((text) => isForeign(text.en)).map((text) => text.where)).toEqual([]);
  });

  test('name the same things in both languages', () => {
    const odd = texts.filter((text) => placeholders(text.en).some((name) => !placeholders(text.zh).includes(name)));
    expect(odd.map((text) => text.where)).toEqual([]);
  });

  test('name the button that empties a field: left to itself, the library says “Clear” on a Chinese page', () => {
    const lines = sources.flatMap((file) =>
      read(file)
        .split('\n')
        .filter((line) => /\ballowClear\b/.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    );
    expect(lines.length).toBeGreaterThan(5);
    expect(lines.filter((line) => !/\bclearing\b|=\{false\}/.test(line))).toEqual([]);
  });

  test('go on after saving by `useGoOn`: a page that waits to navigate asks a slow machine whether to leave', () => {
    const waiting = sources.filter((file) => /setTimeout\(\(\) => (?:void )?navigate\(/.test(read(file)));
    expect(waiting).toEqual([]);
  });
});
