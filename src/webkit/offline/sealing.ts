/** AES-GCM under a key that scripts can use and not read. */
export interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly data: ArrayBuffer;
}

const algorithm = 'AES-GCM';

export const importKey = (base64: string): Promise<CryptoKey> => {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  return crypto.subtle.importKey('raw', bytes, algorithm, false, ['encrypt', 'decrypt']);
};

/** Bound to its place: what was sealed and moved to another place does not open. */
export const sealBytes = async (key: CryptoKey, place: string, bytes: BufferSource): Promise<Sealed> => {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const additionalData = new TextEncoder().encode(place);
  return { iv, data: await crypto.subtle.encrypt({ name: algorithm, iv, additionalData, tagLength: 128 }, key, bytes) };
};

/** Undefined where the key is another one, or the bytes were touched. */
export const unsealBytes = async (
  key: CryptoKey,
  place: string,
  { iv, data }: Sealed,
): Promise<ArrayBuffer | undefined> => {
  const additionalData = new TextEncoder().encode(place);
  try {
    return await crypto.subtle.decrypt({ name: algorithm, iv, additionalData, tagLength: 128 }, key, data);
  } catch {
    return undefined;
  }
};

export const seal = (key: CryptoKey, place: string, value: unknown): Promise<Sealed> =>
  sealBytes(key, place, new TextEncoder().encode(JSON.stringify(value)));

/** Undefined where it does not open, or is no value. */
export const unseal = async (key: CryptoKey, place: string, sealed: Sealed): Promise<unknown> => {
  const plain = await unsealBytes(key, place, sealed);
  if (plain === undefined) return undefined;
  try {
    return JSON.parse(new TextDecoder().decode(plain));
  } catch {
    return undefined;
  }
};
