import { v4, v7 } from 'uuid';

/** An id that sorts by the time of its making. */
export const newId = (): string => v7();
/** An id from which neither order nor time can be read: mailbox, ballots, tokens of links. */
export const newOpaqueId = (): string => v4();
