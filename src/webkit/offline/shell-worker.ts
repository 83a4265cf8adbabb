/**
 * The worker that keeps the phone's own pages on the device. It knows files by name and nothing else: what the platform answers
 * (`/api`) never passes through it and is never kept. One worker belongs to one build; the build writes its name and files in.
 */
interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Extendable {
  readonly request: Request;
  respondWith(reply: Promise<Response>): void;
}
interface Worker {
  readonly location: Location;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(kind: 'install' | 'activate', listen: (event: Extendable) => void): void;
  addEventListener(kind: 'fetch', listen: (event: Fetching) => void): void;
}

// Both are written in front by the build (`scripts/phone-worker.ts`).
declare const BUILD: string;
declare const FILES: readonly string[];

const worker = globalThis as unknown as Worker;
const prefix = 'phone-pages-';
const page = '/m/';
const own: ReadonlySet<string> = new Set(FILES);
/** A network that says nothing for so long is none. */
const patienceMs = 4_000;

const fill = async (): Promise<void> => {
  const cache = await caches.open(prefix + BUILD);
  await Promise.all(
    FILES.map(async (file) => {
      // Names carry the hash of what is inside: a file that a former build brought is the same file.
      const known = await caches.match(file);
      if (known) return cache.put(file, known);
      const reply = await fetch(file, { credentials: 'omit' });
      if (!reply.ok || reply.redirected) throw new Error(`${file}: ${reply.status}`);
      return cache.put(file, reply);
    }),
  );
  // The page itself has no hash: always from the server.
  const reply = await fetch(page, { cache: 'reload', credentials: 'omit' });
  if (!reply.ok || reply.redirected) throw new Error(`${page}: ${reply.status}`);
  await cache.put(page, reply);
};

/** This build and the one before it: a page that stands open from before still finds its parts. */
const tidy = async (): Promise<void> => {
  const mine = (await caches.keys()).filter((name) => name.startsWith(prefix));
  const former = mine.filter((name) => name !== prefix + BUILD);
  await Promise.all(former.slice(0, -1).map((name) => caches.delete(name)));
};

const soon = (request: Request): Promise<Response> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('silent')), patienceMs);
    fetch(request).then(
      (reply) => {
        clearTimeout(timer);
        resolve(reply);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error instanceof Error ? error : new Error('network'));
      },
    );
  });

/** The newest page where there is a network, so that a new build is seen at once; else the one of this build. */
const openPage = async (request: Request): Promise<Response> => {
  try {
    const reply = await soon(request);
    // What stands before a server that is down says so in words of its own.
    if (reply.status < 500) return reply;
  } catch {
    // Answered from what is kept.
  }
  const cache = await caches.open(prefix + BUILD);
  return (await cache.match(page)) ?? fetch(request);
};

worker.addEventListener('install', (event) => event.waitUntil(fill().then(() => worker.skipWaiting())));
worker.addEventListener('activate', (event) => event.waitUntil(tidy().then(() => worker.clients.claim())));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== worker.location.origin || pathname.startsWith('/api')) return;
  if (request.mode === 'navigate') {
    if (/^\/m(\/|$)/.test(pathname)) event.respondWith(openPage(request));
    return;
  }
  // Parts of an older page are looked for among all that is kept.
  if (own.has(pathname) || pathname.startsWith('/assets/'))
    event.respondWith(caches.match(pathname).then((known) => known ?? fetch(request)));
});
