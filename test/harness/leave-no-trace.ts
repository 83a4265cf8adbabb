/** Test files share a process: what one of them changes about it, it puts back before the next begins. */
import { afterAll, beforeAll, expect, vi } from 'vitest';

const signals = ['uncaughtException', 'unhandledRejection', 'SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Node puts it there when the first request of the process goes out, whichever file that is. */
const ofFetch = 'Symbol(undici.globalDispatcher.1)';
/** The package beneath tus puts it there when the first film is sent. */
const ofTus = 'Symbol(srvx.nativeRequest)';
/** The codecs put stand-ins for a browser's there when the first picture is drawn; the program draws in a thread of its own. */
const ofCodecs = ['ImageData', 'location'];

/** What any code of the process can see and change. */
const surroundings = (): Readonly<Record<string, unknown>> => ({
  variables: { ...process.env },
  folder: process.cwd(),
  globals: Reflect.ownKeys(globalThis)
    .map(String)
    .filter((name) => ![ofFetch, ofTus, ...ofCodecs].includes(name))
    .toSorted(),
  fetch: globalThis.fetch,
  listeners: Object.fromEntries(signals.map((name) => [name, process.listenerCount(name)])),
  time: vi.isFakeTimers() ? 'made up' : 'real',
});

let found: Readonly<Record<string, unknown>>;
beforeAll(() => {
  found = surroundings();
});
// Set-up files come first, so that this is the last of all to run.
afterAll(() => expect(surroundings(), 'this file leaves the process other than it found it').toEqual(found));
