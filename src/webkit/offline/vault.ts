/**
 * What a person keeps on a device, sealed with the account's own device key. The server alone can make the key; it comes with a
 * session, lies in the browser where scripts can use but not read it, and goes when the session ends. Copies of what the server
 * has go with it. What was not sent yet stays, sealed: it opens when the same person signs in again, and for nobody else.
 */
import { newOpaqueId } from '#shared/ids.ts';
import { dropBelow, dropKept, placesBelow, readKept, writeKept } from './device-store.ts';
import { importKey, type Sealed, seal, sealBytes, unseal, unsealBytes } from './sealing.ts';

export interface Owner {
  readonly accountId: string;
  /** The role that the session has chosen: what was done in one role is sent in that role. */
  readonly grantId: string;
}

interface KeptKey extends Owner {
  readonly key: CryptoKey;
  /** Milliseconds after which the device forgets the key by itself. */
  readonly until: number;
}

const dayMs = 86_400_000;
const keyPlace = 'key';
const devicePlace = 'device';
/** What nobody came back for in so many days goes, sealed as it is. */
const unsentDays = 30;

export interface Vault extends Owner {
  readonly until: number;
  readonly put: (place: string, value: unknown) => Promise<void>;
  readonly get: <T>(place: string) => Promise<T | undefined>;
  readonly putBytes: (place: string, bytes: BufferSource) => Promise<void>;
  readonly getBytes: (place: string) => Promise<ArrayBuffer | undefined>;
  readonly all: <T>(prefix: string) => Promise<readonly T[]>;
  readonly drop: (place: string) => Promise<void>;
  readonly dropAll: (prefix: string) => Promise<void>;
}

const vaultOf = ({ accountId, grantId, key, until }: KeptKey): Vault => {
  const here = (place: string): string => `${grantId}|${place}`;
  const open = async <T>(at: string): Promise<T | undefined> => {
    const sealed = await readKept<Sealed>('sealed', at);
    // Written by `put` alone; a value of an older build is judged by whoever reads it.
    return sealed === undefined ? undefined : ((await unseal(key, at, sealed)) as T | undefined);
  };
  return {
    accountId,
    grantId,
    until,
    put: async (place, value) => writeKept('sealed', here(place), await seal(key, here(place), value)),
    get: (place) => open(here(place)),
    putBytes: async (place, bytes) => writeKept('sealed', here(place), await sealBytes(key, here(place), bytes)),
    getBytes: async (place) => {
      const sealed = await readKept<Sealed>('sealed', here(place));
      return sealed === undefined ? undefined : unsealBytes(key, here(place), sealed);
    },
    all: async <T>(prefix: string) => {
      const values = await Promise.all((await placesBelow('sealed', here(prefix))).map((at) => open<T>(at)));
      return values.flatMap((value) => (value === undefined ? [] : [value]));
    },
    drop: (place) => dropKept('sealed', here(place)),
    dropAll: (prefix) => dropBelow('sealed', here(prefix)),
  };
};

/** Whether this browser can keep anything sealed: not over plain http, not in every private window. */
export const canKeep = (): boolean => 'indexedDB' in globalThis && globalThis.crypto?.subtle !== undefined;

/** Places of what is not a copy of the server's begin so. */
export const unsentPrefix = 'unsent';

/** Forgets the key and every copy. What was not sent stays, sealed. */
export const lockVault = async (): Promise<void> => {
  await dropKept('keys', keyPlace);
  const places = await placesBelow('sealed', '');
  for (const place of places)
    if (!(place.split('|')[1] ?? '').startsWith(unsentPrefix)) await dropKept('sealed', place);
};

/** Forgets everything of everybody on this device, what was not sent included. */
export const emptyVault = async (): Promise<void> => {
  await dropKept('keys', keyPlace);
  await dropBelow('sealed', '');
};

/** The vault that this device still has the key to; null where there is none, or its days are over. */
export const keptVault = async (now = Date.now()): Promise<Vault | null> => {
  if (!canKeep()) return null;
  const kept = await readKept<KeptKey>('keys', keyPlace).catch(() => undefined);
  if (kept === undefined) return null;
  if (kept.until > now) return vaultOf(kept);
  await lockVault();
  return null;
};

const thisDevice = async (): Promise<string> => {
  const known = await readKept<string>('keys', devicePlace);
  if (known !== undefined) return known;
  const made = newOpaqueId();
  await writeKept('keys', devicePlace, made);
  return made;
};

const dropForgotten = async (now: number): Promise<void> => {
  for (const place of await placesBelow('sealed', '')) {
    const stamp = /\|unsent:(\d+):/.exec(place)?.[1];
    if (stamp !== undefined && now - Number(stamp) > unsentDays * dayMs) await dropKept('sealed', place);
  }
};

/**
 * The vault of whoever is signed in: asks the server for the key. Another person's key and copies go first. Null where the browser
 * keeps nothing. @throws what `fetchKey` throws
 */
export const openVault = async (
  owner: Owner,
  fetchKey: (device: string) => Promise<{ readonly key: string; readonly days: number }>,
  now = Date.now(),
): Promise<Vault | null> => {
  if (!canKeep()) return null;
  try {
    await dropForgotten(now);
    const known = await keptVault(now);
    if (known !== null && known.grantId !== owner.grantId) await lockVault();
    const { key, days } = await fetchKey(await thisDevice());
    const kept: KeptKey = { ...owner, key: await importKey(key), until: now + days * dayMs };
    await writeKept('keys', keyPlace, kept);
    // Some browsers take a key and do not give it back (private windows, lockdown): then nothing is kept.
    return await keptVault(now);
  } catch (error) {
    // Refused storage is a browser without this gift, not a failure; a network that fails is the caller's.
    if (error instanceof DOMException) return null;
    throw error;
  }
};
