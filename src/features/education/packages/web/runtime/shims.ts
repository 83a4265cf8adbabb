/**
 * A frame without an origin has no storage and no cookies, and asking for them throws, which ends many programs at their first line. Here
 * they find a storage that lasts as long as the page.
 */
const memory = (): Storage => {
  const held = new Map<string, string>();
  return {
    get length() {
      return held.size;
    },
    clear: () => held.clear(),
    getItem: (key) => held.get(key) ?? null,
    key: (at) => [...held.keys()][at] ?? null,
    removeItem: (key) => void held.delete(key),
    // Programs store numbers as well.
    setItem: (key: string, value: unknown) => void held.set(key, String(value)),
  };
};

const replace = (on: object, name: string, descriptor: PropertyDescriptor): void => {
  try {
    Object.defineProperty(on, name, { configurable: true, ...descriptor });
  } catch {
    // A browser that does not allow it answers as it always did.
  }
};

export const layShims = (): void => {
  replace(window, 'localStorage', { value: memory() });
  replace(window, 'sessionStorage', { value: memory() });
  let cookie = '';
  replace(document, 'cookie', {
    get: () => cookie,
    set: (text: unknown) => {
      cookie = String(text).split(';')[0] ?? '';
    },
  });
};
