import { systemScope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import { everything } from '#platform/live/hub.ts';
import { style } from './style.ts';

/** The live key of a change that the public sees. */
export const portalKey = 'portal';

/** A page as it is sent, in parts: those that many of them hold are kept once. */
interface KeptPage {
  readonly parts: readonly Buffer[];
  /** Of the parts that are its own. */
  readonly bytes: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds: until when it may be sent. */
  readonly until: number;
}

export interface SentPage {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Rendered {
  readonly page: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Long texts that stand in it as in others: its script. */
  readonly shared?: readonly string[];
}

/**
 * Milliseconds between two questions for the edition: no page is older, even where nobody tells of a change. Within them a live event
 * makes the question come at once.
 */
const askEvery = 1_000;

/** Bytes of pages that a process keeps; those that were not asked for the longest go first. */
const mostBytes = 96_000_000;
/** What one page costs beside its bytes. */
const overhead = 500;

/** Texts that many pages hold, each once for the process. */
const sharedBytes = new Map<string, Buffer>();
const bytesOf = (text: string): Buffer => {
  const known = sharedBytes.get(text);
  if (known !== undefined) return known;
  const fresh = Buffer.from(text);
  sharedBytes.set(text, fresh);
  return fresh;
};

const split = ({ page, headers, shared = [] }: Rendered, until: number): KeptPage => {
  const parts: Buffer[] = [];
  let bytes = 0;
  let rest = page;
  const own = (text: string): void => {
    const part = Buffer.from(text);
    bytes += part.length;
    parts.push(part);
  };
  // In the order in which a page holds them.
  for (const text of [style, ...shared]) {
    const at = rest.indexOf(text);
    if (at < 0) continue;
    own(rest.slice(0, at));
    parts.push(bytesOf(text));
    rest = rest.slice(at + text.length);
  }
  own(rest);
  return { parts, bytes, headers, until };
};

const joined = ({ parts, headers }: KeptPage): SentPage => ({ body: Buffer.concat(parts), headers });

/** Milliseconds for which a page keeps its place among those asked for: moving it at each visit cost more than finding it. */
const moveEvery = 60_000;

/** Pages by key, within the bytes of a process. */
const openPages = (now: () => number) => {
  const pages = new Map<string, KeptPage>();
  const moved = new WeakMap<KeptPage, number>();
  let bytes = 0;
  const drop = (key: string): void => {
    const page = pages.get(key);
    if (page === undefined) return;
    bytes -= page.bytes + overhead;
    pages.delete(key);
  };
  const keep = (key: string, page: KeptPage): void => {
    drop(key);
    pages.set(key, page);
    bytes += page.bytes + overhead;
    for (const oldest of pages.keys()) {
      if (bytes <= mostBytes) break;
      drop(oldest);
    }
  };
  return {
    keep,
    /** The last that was asked for stands last, to within `moveEvery`. */
    get(key: string): KeptPage | undefined {
      const page = pages.get(key);
      if (page === undefined) return undefined;
      const at = now();
      if (at - (moved.get(page) ?? 0) < moveEvery) return page;
      moved.set(page, at);
      pages.delete(key);
      pages.set(key, page);
      return page;
    },
    clear(): void {
      pages.clear();
      bytes = 0;
    },
  };
};

/** The rendered pages of one county, as long as its edition is the same. */
const openShelf = (county: County, now: () => number) => {
  const pages = openPages(now);
  const under = new Map<string, Promise<Rendered>>();
  let edition: string | null = null;
  let asked = -Infinity;
  let asking: Promise<void> | null = null;
  const stopHearing = county.live.add({
    scope: systemScope(county.entry.code, 'portal'),
    send: (keys) => {
      if (keys.includes(portalKey) || keys.includes(everything)) asked = -Infinity;
    },
  });
  county.onClose(async () => stopHearing());
  const clear = (): void => {
    pages.clear();
    under.clear();
  };
  /** Whoever comes while the question is under way waits for its answer. */
  const refresh = async (ask: () => Promise<string>): Promise<void> => {
    if (asking === null && now() - asked < askEvery) return;
    asking ??= (async () => {
      // What is told while the answer is under way is asked for again.
      asked = now();
      try {
        const current = await ask();
        if (current !== edition) clear();
        edition = current;
      } catch (error) {
        clear();
        asked = -Infinity;
        throw error;
      } finally {
        asking = null;
      }
    })();
    await asking;
    // Told of a change meanwhile.
    if (asked === -Infinity) await refresh(ask);
  };
  return {
    /** The page under a key: as it was rendered in this edition, or rendered now. */
    async page(
      key: string,
      { ask, render, forMs }: { ask: () => Promise<string>; render: () => Promise<Rendered>; forMs: number },
    ): Promise<SentPage> {
      await refresh(ask);
      const known = pages.get(key);
      if (known !== undefined && known.until > now()) return joined(known);
      const current = edition;
      const begun = now();
      let rendering = under.get(key);
      if (rendering === undefined) {
        rendering = render();
        under.set(key, rendering);
      }
      const page = split(
        await rendering.finally(() => {
          if (under.get(key) === rendering) under.delete(key);
        }),
        begun + forMs,
      );
      // What was read before a change is not kept after it.
      if (current === edition) pages.keep(key, page);
      return joined(page);
    },
  };
};
export type Shelf = ReturnType<typeof openShelf>;

/** One shelf for each county. */
export const openShelves = (now: () => number = Date.now): ((county: County) => Shelf) => {
  const shelves = new Map<County, Shelf>();
  return (county) => {
    const known = shelves.get(county);
    if (known !== undefined) return known;
    const fresh = openShelf(county, now);
    shelves.set(county, fresh);
    return fresh;
  };
};
