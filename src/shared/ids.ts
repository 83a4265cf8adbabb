import { v4, v7 } from 'uuid';

/** An id that sorts by the time of its making. */
export const newId = (): string => v7();
/** An id from which neither order nor time can be read: mailbox, ballots, tokens of links. */
export const newOpaqueId = (): string => v4();

/** The smallest id of `newId` made at or after an instant (ms since 1970): where a look back in time begins. */
export const firstIdSince = (at: number): string => {
  const time = Math.max(0, Math.floor(at)).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
};
