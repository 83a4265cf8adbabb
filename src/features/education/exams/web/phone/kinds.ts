import type { OutboxTable } from '#webkit/offline/outbox.ts';

/** An exam sends its journal by itself; what it needs of the device is the vault. */
export const outboxKinds: OutboxTable = [];
