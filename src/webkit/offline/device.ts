/** Opens what a person keeps on this device when a page begins, and locks it when the session ends. */
import type { QueryClient } from '@tanstack/react-query';
import { outbox, type OutboxTable } from './outbox.ts';
import { keptVault, lockVault, openVault, type Owner } from './vault.ts';

const sessionPlace = 'session';
/** A key with so much of its time left is not asked for again. */
const freshMs = 2.5 * 86_400_000;

export interface DeviceStart {
  readonly owner: Owner;
  /** What the server says of the session, shown again when a page begins without a network. */
  readonly view: unknown;
  readonly fetchKey: (device: string) => Promise<{ readonly key: string; readonly days: number }>;
  readonly kinds: () => Promise<OutboxTable>;
  readonly client: QueryClient;
}

export const startDevice = async ({ owner, view, fetchKey, kinds, client }: DeviceStart): Promise<void> => {
  const now = Date.now();
  const kept = await keptVault(now);
  const isFresh = kept?.grantId === owner.grantId && kept.until - now > freshMs;
  const vault = isFresh
    ? kept
    : await openVault(owner, fetchKey, now).catch(() => (kept?.grantId === owner.grantId ? kept : null));
  if (vault === null) return;
  await vault.put(sessionPlace, view);
  await outbox.open(vault, await kinds(), client);
};

/** The session ended: by hand, by itself, or another person is there. */
export const stopDevice = async (): Promise<void> => {
  outbox.close();
  await lockVault();
};

/** Who was there when this device last had a network; nobody once the days are over or the session ended. */
export const keptSession = async (): Promise<unknown> => (await keptVault())?.get(sessionPlace);
