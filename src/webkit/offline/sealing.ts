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

/** Bound to its place: a sealed value that was moved to another place does not open. */
export const seal = async (key: CryptoKey, place: string, value: unknown): Promise<Sealed> => {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const additionalData = new TextEncoder().encode(place);
  const plain = new TextEncoder().encode(JSON.stringify(value));
  return { iv, data: await crypto.subtle.encrypt({ name: algorithm, iv, additionalData, tagLength: 128 }, key, plain) };
};

/** Undefined where the key is another one, or the value was touched. */
export const unseal = async (key: CryptoKey, place: string, { iv, data }: Sealed): Promise<unknown> => {
  const additionalData = new TextEncoder().encode(place);
  try {
    const plain = await crypto.subtle.decrypt({ name: algorithm, iv, additionalData, tagLength: 128 }, key, data);
    return JSON.parse(new TextDecoder().decode(plain));
  } catch {
    return undefined;
  }
};
