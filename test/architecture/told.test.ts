/** What the platform tells, and what it says of a to-do: in the words of the pages and on every other channel. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { features } from '#apps/features.ts';
import { dutyKinds } from '#features/management/duties/rules.ts';
import { placeholders, type Text } from '#shared/text.ts';
import { root } from './tree.ts';

// The pages are typed for the browser: they are read as data here.
const pages = pathToFileURL(path.join(root, 'src/apps/web/words.ts')).href;
const { words } = (await import(pages)) as { readonly words: Readonly<Record<string, Text>> };
const notices = Object.assign({}, ...features.map((feature) => feature.notices ?? {})) as Readonly<
  Record<string, Text>
>;
const todos = features.flatMap((feature) => feature.todos ?? []);

describe('what the platform tells', () => {
  test('is the same on the pages and on every other channel', () => {
    expect(Object.keys(notices).length).toBeGreaterThan(25);
    for (const [kind, text] of Object.entries(notices)) expect([kind, words[`notice.${kind}`]]).toEqual([kind, text]);
  });

  test('is said by its name where an old notice lacks what its words ask for', () => {
    for (const kind of Object.keys(notices).filter((one) => placeholders(notices[one]?.[0] ?? '').length > 0))
      expect([kind, placeholders(words[`notice.name.${kind}`]?.[0] ?? '{}{x}')]).toEqual([kind, []]);
  });

  test('names every duty that stands in a to-do', () => {
    for (const kind of dutyKinds) expect([kind, `duty.${kind}` in words]).toEqual([kind, true]);
  });

  test('names every kind of to-do and its list', () => {
    for (const { kind } of todos)
      expect([kind, `todo.${kind}` in words, `todo.list.${kind}` in words]).toEqual([kind, true, true]);
  });

  test('has one source for each kind of to-do', () => {
    expect(new Set(todos.map(({ kind }) => kind)).size).toBe(todos.length);
  });
});
