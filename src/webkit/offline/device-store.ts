/**
 * What this browser keeps for work without a network, in IndexedDB. One request a transaction: Safari ends a transaction in between,
 * and closes connections of pages in the background, so that a closed one is opened again.
 */
const name = 'zhibu';
const version = 1;
const stores = ['keys', 'sealed'] as const;
export type StoreName = (typeof stores)[number];

let opening: Promise<IDBDatabase> | null = null;

const connect = (): Promise<IDBDatabase> => {
  opening ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name, version);
    request.onupgradeneeded = () => {
      for (const store of stores)
        if (!request.result.objectStoreNames.contains(store)) request.result.createObjectStore(store);
    };
    request.onsuccess = () => {
      const db = request.result;
      const forget = (): void => {
        opening = null;
      };
      db.onclose = forget;
      db.onversionchange = () => {
        db.close();
        forget();
      };
      resolve(db);
    };
    request.onerror = () => reject(request.error ?? new Error('indexeddb'));
    request.onblocked = () => reject(new Error('indexeddb is blocked'));
  }).catch((error: unknown) => {
    opening = null;
    throw error;
  });
  return opening;
};

const inStore = async <T>(
  store: StoreName,
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<T>,
  again = true,
): Promise<T> => {
  const db = await connect();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = db.transaction(store, mode, mode === 'readwrite' ? { durability: 'strict' } : {});
      const request = act(transaction.objectStore(store));
      // A write counts when it is on the disk, not when it was taken.
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error ?? new Error('aborted'));
      transaction.onerror = () => reject(transaction.error ?? request.error ?? new Error('failed'));
    });
  } catch (error) {
    if (!again || !(error instanceof DOMException) || error.name !== 'InvalidStateError') throw error;
    opening = null;
    return inStore(store, mode, act, false);
  }
};

export const readKept = <T>(store: StoreName, place: string): Promise<T | undefined> =>
  inStore<T | undefined>(store, 'readonly', (s) => s.get(place) as IDBRequest<T | undefined>);
export const writeKept = async (store: StoreName, place: string, value: unknown): Promise<void> => {
  await inStore(store, 'readwrite', (s) => s.put(value, place));
};
export const dropKept = async (store: StoreName, place: string): Promise<void> => {
  await inStore(store, 'readwrite', (s) => s.delete(place));
};

const below = (prefix: string): IDBKeyRange => IDBKeyRange.bound(prefix, `${prefix}\uffff`);
export const placesBelow = async (store: StoreName, prefix: string): Promise<string[]> =>
  (await inStore(store, 'readonly', (s) => s.getAllKeys(below(prefix)))).map(String);
export const dropBelow = async (store: StoreName, prefix: string): Promise<void> => {
  await inStore(store, 'readwrite', (s) => s.delete(below(prefix)));
};
