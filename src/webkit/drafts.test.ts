import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { countDrafts, draftOf, dropDraft, dropDrafts, keepDraft, setDraftOwner } from './drafts.ts';

const week = 7 * 86_400_000;
const empty = { values: {}, base: {} };

/** The part of the browser's storage that drafts need. */
class MemoryStorage implements Storage {
  readonly #kept = new Map<string, string>();
  [name: string]: unknown;
  get length(): number {
    return this.#kept.size;
  }
  key(place: number): string | null {
    return [...this.#kept.keys()][place] ?? null;
  }
  getItem(key: string): string | null {
    return this.#kept.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.#kept.set(key, value);
  }
  removeItem(key: string): void {
    this.#kept.delete(key);
  }
  clear(): void {
    this.#kept.clear();
  }
}

beforeEach(() => {
  vi.stubGlobal('localStorage', new MemoryStorage());
  setDraftOwner('a1');
});
afterAll(() => vi.unstubAllGlobals());

test('a draft is found again by its owner alone', () => {
  keepDraft('form', { values: { name: '陈' }, base: { name: '' } }, 1_000);
  expect(draftOf('form', 2_000)).toEqual({ savedAt: 1_000, values: { name: '陈' }, base: { name: '' } });
  setDraftOwner('a2');
  expect(draftOf('form', 2_000)).toBeNull();
});

test('nothing is kept for nobody', () => {
  setDraftOwner(null);
  expect(keepDraft('form', empty)).toBe(false);
  expect(localStorage.length).toBe(0);
});

test('a draft older than a week is gone', () => {
  keepDraft('form', empty, 0);
  expect(draftOf('form', week)).not.toBeNull();
  expect(draftOf('form', week + 1)).toBeNull();
  expect(localStorage.length).toBe(0);
});

test('signing out forgets the drafts of all, and nothing else', () => {
  keepDraft('one', empty);
  keepDraft('two', empty);
  setDraftOwner('a2');
  keepDraft('three', empty);
  localStorage.setItem('language', 'zh');
  expect(countDrafts()).toBe(1);
  dropDrafts();
  expect(localStorage.length).toBe(1);
});

test('a sent form leaves no draft', () => {
  keepDraft('one', empty);
  dropDraft('one');
  expect(draftOf('one')).toBeNull();
});
