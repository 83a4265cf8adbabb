import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  hkdfSync,
  randomFillSync,
  sign as signBytes,
  verify as verifyBytes,
} from 'node:crypto';
import type { Transform } from 'node:stream';
import type { KeyFile, KeySource } from './keys.ts';

/**
 * Encryption at rest for one county. One interface so that SM4 or an outside key service can stand in its place.
 * Ciphertext = key version (1 byte) · nonce (12) · tag (16) · data.
 */
export interface CryptoProvider {
  readonly currentKeyId: number;
  readonly keyIds: readonly number[];
  encrypt(plain: string): Buffer;
  /** An unknown version is looked for in the source once. @throws Error when it is not there or the text was altered. */
  decrypt(sealed: Buffer): string;
  keyIdOf(sealed: Buffer): number;
  /** Keyed hash for exact search: equal values give equal hashes within one purpose of one county. */
  hash(purpose: string, value: string): Buffer;
  /** Signs for readers outside: one key pair for each purpose of a county, which a rotation leaves as it is. */
  signer(purpose: string): Signer;
  /** For files: the header (version, nonce) is returned, the tag is read at the end. */
  cipherStream(): { readonly header: Buffer; readonly stream: Transform; tag(): Buffer };
  decipherStream(header: Buffer, tag: Buffer): Transform;
  /** Reads the keys anew: another process may have added a version. */
  refresh(): void;
  /** Adds a key version, seals with it from now on, and answers it. @throws Error without a source */
  addVersion(): number;
}

export interface Signer {
  /** What others check by: base64url. */
  readonly publicKey: string;
  sign(text: string): string;
}

// An Ed25519 key of 32 bytes in the wrapping that Node takes (RFC 8410).
const privateWrap = Buffer.from('302e020100300506032b657004220420', 'hex');
const publicWrap = Buffer.from('302a300506032b6570032100', 'hex');

const signerFrom = (secret: Buffer, purpose: string): Signer => {
  const seed = Buffer.from(hkdfSync('sha256', secret, '', `sign\0${purpose}`, 32));
  const key = createPrivateKey({ key: Buffer.concat([privateWrap, seed]), format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return {
    publicKey: spki.subarray(publicWrap.length).toString('base64url'),
    sign: (text) => signBytes(null, Buffer.from(text, 'utf8'), key).toString('base64url'),
  };
};

/** Whether a text bears the signature of that key. A key or a signature that is none is simply no proof. */
export const verifies = (publicKey: string, text: string, signature: string): boolean => {
  const raw = Buffer.from(publicKey, 'base64url');
  if (raw.length !== 32) return false;
  try {
    const key = createPublicKey({ key: Buffer.concat([publicWrap, raw]), format: 'der', type: 'spki' });
    return verifyBytes(null, Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'base64url'));
  } catch {
    return false;
  }
};

const algorithm = 'aes-256-gcm';
/** Shorter tags would be taken as well, and are sooner guessed. */
const whole = { authTagLength: 16 } as const;

// Random bytes are drawn some thousand nonces at a time: one call to the system for each would cost more than the cipher.
const [nonceSize, tagSize] = [12, 16];
/** Version, nonce and tag before the data. */
const headSize = 1 + nonceSize + tagSize;
const stock = Buffer.alloc(nonceSize * 5_400);
let used = stock.length;
const nextNonce = (): Buffer => {
  if (used === stock.length) {
    randomFillSync(stock);
    used = 0;
  }
  const nonce = Buffer.from(stock.subarray(used, used + nonceSize));
  stock.fill(0, used, used + nonceSize);
  used += nonceSize;
  return nonce;
};

interface Ring {
  readonly current: number;
  readonly keys: ReadonlyMap<number, Buffer>;
}

const ringOf = ({ keySet, current, keys }: KeyFile): Ring => {
  const ring = new Map(Object.entries(keys).map(([id, key]) => [Number(id), Buffer.from(key, 'base64')]));
  if (!ring.has(current)) throw new Error(`key version ${current} is missing from key set ${keySet}`);
  return { current, keys: ring };
};

/** A provider of one key set; with a source it keeps up with versions that other processes add. */
export const openCrypto = (file: KeyFile, source?: KeySource): CryptoProvider => {
  let ring = ringOf(file);
  const hashKey = Buffer.from(file.hashKey, 'base64');
  const refresh = (): void => {
    if (source !== undefined) ring = ringOf(source.read());
  };
  const keyOf = (id: number): Buffer => {
    if (!ring.keys.has(id)) refresh();
    const key = ring.keys.get(id);
    if (!key) throw new Error(`key version ${id} is missing from key set ${file.keySet}`);
    return key;
  };
  return {
    get currentKeyId() {
      return ring.current;
    },
    get keyIds() {
      return [...ring.keys.keys()];
    },
    refresh,
    addVersion() {
      if (source === undefined) throw new Error('these keys have no source to add a version to');
      ring = ringOf(source.add());
      return ring.current;
    },
    encrypt(plain) {
      const nonce = nextNonce();
      const { current } = ring;
      const cipher = createCipheriv(algorithm, keyOf(current), nonce);
      const data = cipher.update(plain, 'utf8');
      // A stream cipher holds nothing back; the end only makes the tag.
      cipher.final();
      const sealed = Buffer.allocUnsafe(headSize + data.length);
      sealed[0] = current;
      sealed.set(nonce, 1);
      sealed.set(cipher.getAuthTag(), headSize - tagSize);
      sealed.set(data, headSize);
      return sealed;
    },
    decrypt(sealed) {
      const decipher = createDecipheriv(algorithm, keyOf(sealed[0] ?? 0), sealed.subarray(1, 13), whole);
      decipher.setAuthTag(sealed.subarray(13, 29));
      return decipher.update(sealed.subarray(29), undefined, 'utf8') + decipher.final('utf8');
    },
    keyIdOf: (sealed) => sealed[0] ?? 0,
    hash: (purpose, value) => createHmac('sha256', hashKey).update(`${purpose}\0${value}`).digest().subarray(0, 16),
    signer: (purpose) => signerFrom(hashKey, purpose),
    cipherStream() {
      const nonce = nextNonce();
      const { current } = ring;
      const cipher = createCipheriv(algorithm, keyOf(current), nonce);
      return {
        header: Buffer.concat([Buffer.of(current), nonce]),
        stream: cipher,
        tag: () => cipher.getAuthTag(),
      };
    },
    decipherStream(header, tag) {
      const decipher = createDecipheriv(algorithm, keyOf(header[0] ?? 0), header.subarray(1, 13), whole);
      decipher.setAuthTag(tag);
      return decipher;
    },
  };
};
