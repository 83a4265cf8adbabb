import { systemScope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import { everything } from '#platform/live/hub.ts';
import { style } from './style.ts';

/** The live key of a change that the public sees. */
export const portalKey = 'portal';

/** A page as it is sent: the style, which all of them hold, is kept once. */
interface KeptPage {
  readonly before: Buffer;
  readonly after: Buffer;
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
}

/**
 * Milliseconds between two questions for the edition: no page is older, even where nobody tells of a change. Within them a live event
 * makes the question come at once.
 */
const askEvery = 1_000;

/** Bytes of pages that a process keeps; the oldest go first. */
const mostBytes = 64_000_000;
/** What one page costs beside its bytes. */
const overhead = 500;

const styleBytes = Buffer.from(style);

const split = ({ page, headers }: Rendered, until: number): KeptPage => {
  const at = page.indexOf(style);
  const [before, after] = at < 0 ? [page, ''] : [page.slice(0, at), page.slice(at + style.length)];
  return { before: Buffer.from(before), after: Buffer.from(after), headers, until };
};

const joined = ({ before, after, headers }: KeptPage): SentPage => ({
  body: after.length === 0 ? before : Buffer.concat([before, styleBytes, after]),
  headers,
});

/** The rendered pages of one county, as long as its edition is the same. */
const openShelf = (county: County, now: () => number) => {
  const pages = new Map<string, KeptPage>();
  const under = new Map<string, Promise<Rendered>>();
  let bytes = 0;
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
    bytes = 0;
  };
  const sizeOf = ({ before, after }: KeptPage): number => before.length + after.length + overhead;
  const drop = (key: string): void => {
    const page = pages.get(key);
    if (page === undefined) return;
    bytes -= sizeOf(page);
    pages.delete(key);
  };
  const keep = (key: string, page: KeptPage): void => {
    drop(key);
    pages.set(key, page);
    bytes += sizeOf(page);
    for (const oldest of pages.keys()) {
      if (bytes <= mostBytes) break;
      drop(oldest);
    }
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
      if (current === edition) keep(key, page);
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
