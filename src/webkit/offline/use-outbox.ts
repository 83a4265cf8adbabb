import { useSyncExternalStore } from 'react';
import { outbox, type OutboxView } from './outbox.ts';

/** What waits on this device, and whether the network holds. */
export const useOutbox = (): OutboxView => useSyncExternalStore(outbox.subscribe, outbox.view);
