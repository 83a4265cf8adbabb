/**
 * What people typed and could not send yet. Drafts stay in this browser, belong to one account, are dropped
 * on sign-out and after a week, so that personal details do not linger on a shared computer.
 */
export interface Draft<V> {
  readonly savedAt: number;
  readonly values: V;
  /** What the form began with: what was typed is told from it, however the thing has changed since. */
  readonly base: V;
}

const prefix = 'draft:';
const lifetime = 7 * 86_400_000;
let owner: string | null = null;

/** Names the account whose drafts are read and written; without one nothing is kept. */
export const setDraftOwner = (accountId: string | null): void => {
  owner = accountId;
};

const place = (key: string): string => `${prefix}${owner ?? ''}:${key}`;

/** Keeps a draft; a full or forbidden storage is no reason to disturb the typing. */
export const keepDraft = <V>(key: string, { values, base }: Omit<Draft<V>, 'savedAt'>, now = Date.now()): boolean => {
  if (!owner) return false;
  try {
    localStorage.setItem(place(key), JSON.stringify({ savedAt: now, values, base } satisfies Draft<V>));
    return true;
  } catch {
    return false;
  }
};

/** The draft of this account under `key`, or null where there is none, or it is older than a week. */
export const draftOf = <V>(key: string, now = Date.now()): Draft<V> | null => {
  const text = owner ? localStorage.getItem(place(key)) : null;
  if (!text) return null;
  // Written by keepDraft alone; the form's schema judges the values again before they are sent.
  const draft = JSON.parse(text) as Draft<V>;
  if (now - draft.savedAt <= lifetime) return draft;
  dropDraft(key);
  return null;
};

export const dropDraft = (key: string): void => localStorage.removeItem(place(key));

const draftPlaces = (): string[] =>
  Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? '').filter((key) =>
    key.startsWith(prefix),
  );

/** Forgets the drafts of every account on this browser. */
export const dropDrafts = (): void => {
  for (const key of draftPlaces()) localStorage.removeItem(key);
};

/** How many drafts the present account has here. */
export const countDrafts = (): number => draftPlaces().filter((key) => key.startsWith(place(''))).length;
