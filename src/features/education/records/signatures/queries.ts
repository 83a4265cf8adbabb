/** Signed statements (Data 2.6): that a signature is well formed and is about this statement, not whether its signer is trusted. */
import { verify, X509Certificate } from 'node:crypto';
import { Refused } from '../refusals/rules.ts';
import type { Statement } from '../shapes/rules.ts';
import { isRecord, type Props } from '../shapes/values/rules.ts';
import { saysTheSame } from '../statements/rules.ts';

const hashes: Readonly<Record<string, string>> = { RS256: 'sha256', RS384: 'sha384', RS512: 'sha512' };

const wrong = (why: string): Refused => new Refused(400, `signature: ${why}`);

const decoded = (part: string, what: string): Props => {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    if (isRecord(value)) return value;
  } catch {
    // Told below, as what is no object.
  }
  throw wrong(`its ${what} is no JSON object`);
};

interface Signature {
  readonly statement: Props;
  /** Of the digest that is signed, by its name in OpenSSL. */
  readonly hash: string;
  readonly signed: string;
  readonly signature: Buffer;
  /** The certificate of the signer, where the header brings one: DER. */
  readonly certificate: Buffer | undefined;
}

/** A JSON web signature in compact form. @throws Refused 400 */
const readSignature = (text: string): Signature => {
  const [head, payload, signature, ...more] = text.trim().split('.');
  if (head === undefined || payload === undefined || signature === undefined || more.length > 0)
    throw wrong('it is no JWS in compact form');
  const header = decoded(head, 'header');
  const hash =
    typeof header['alg'] === 'string' && Object.hasOwn(hashes, header['alg']) ? hashes[header['alg']] : undefined;
  if (hash === undefined) throw wrong('its algorithm is none of RS256, RS384 and RS512');
  const chain = header['x5c'];
  const first: unknown = Array.isArray(chain) ? chain[0] : undefined;
  if (chain !== undefined && typeof first !== 'string') throw wrong('x5c holds no certificate');
  return {
    statement: decoded(payload, 'payload'),
    hash,
    signed: `${head}.${payload}`,
    signature: Buffer.from(signature, 'base64url'),
    certificate: typeof first === 'string' ? Buffer.from(first, 'base64') : undefined,
  };
};

const isByCertificate = ({ certificate, hash, signed, signature }: Signature): boolean => {
  if (certificate === undefined) return true;
  try {
    return verify(hash, Buffer.from(signed, 'ascii'), new X509Certificate(certificate).publicKey, signature);
  } catch {
    return false;
  }
};

/** @throws Refused 400 where the signature is malformed, was made by another key, or is about another statement */
export const checkSignature = (bytes: Buffer, statement: Statement): void => {
  const signature = readSignature(bytes.toString('utf8'));
  if (!isByCertificate(signature)) throw new Refused(400, 'signature: it was not made with the key of its certificate');
  if (!saysTheSame(signature.statement, statement)) throw new Refused(400, 'signature: it is about another statement');
};
