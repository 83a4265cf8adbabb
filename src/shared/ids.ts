import { v4, v7 } from 'uuid';

/** An id that sorts by the time of its making. */
export const newId = (): string => v7();
/** Bytes of one id, and ids that one draw of random bytes serves; the platform gives at most 65,536 bytes at once. */
const idBytes = 16;
const drawn = 1_000;

/** `newId` for work that makes tens of thousands: random bytes are drawn for many at once. */
export const idStock = (): (() => string) => {
  const random = new Uint8Array(idBytes * drawn);
  let at = drawn;
  let msecs = 0;
  return () => {
    if (at === drawn) {
      crypto.getRandomValues(random);
      msecs = Date.now();
      at = 0;
    }
    const id = v7({ random: random.subarray(at * idBytes, (at + 1) * idBytes), msecs, seq: at });
    at += 1;
    return id;
  };
};
/** An id from which neither order nor time can be read: mailbox, ballots, tokens of links. */
export const newOpaqueId = (): string => v4();

/** The smallest id of `newId` made at or after an instant (ms since 1970): where a look back in time begins. */
export const firstIdSince = (at: number): string => {
  const time = Math.max(0, Math.floor(at)).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
};
