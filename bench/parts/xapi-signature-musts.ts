/** Signed statements (xAPI-Data 2.6): made with keys of this run, right and wrong in one thing each. */
import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attachment, call, type Fields, type Ground, mixed, must, type Must, statement } from './xapi-ground.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** A certificate of another key: what is signed with ours does not fit it. */
const otherCertificate = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'xapi-'));
  try {
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-keyout',
        key,
        '-out',
        cert,
        '-days',
        '1',
        '-subj',
        '/CN=other',
      ],
      { stdio: 'ignore' },
    );
    return readFileSync(cert, 'utf8').replaceAll(/-----[^-]+-----|\s/g, '');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

interface Way {
  readonly header?: Fields;
  readonly signed?: Fields;
  readonly contentType?: string;
  readonly text?: string;
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const sendSigned = async (
  g: Ground,
  value: Fields,
  { header = {}, signed = value, contentType = 'application/octet-stream', text }: Way = {},
): Promise<number> => {
  const head = `${encode({ alg: 'RS256', ...header })}.${encode(signed)}`;
  const hash = { RS384: 'sha384', RS512: 'sha512' }[String(header['alg'])] ?? 'sha256';
  const jws = text ?? `${head}.${sign(hash, Buffer.from(head), privateKey).toString('base64url')}`;
  const { told, piece } = attachment(jws, { usageType: 'http://adlnet.gov/expapi/attachments/signature', contentType });
  return (await call(g, 'POST', 'statements', mixed({ ...value, attachments: [told] }, [piece]))).status;
};

/** Refused in this way, and taken without it. */
const only = (asks: string, section: string, way: () => Way): Must =>
  must(section, asks, async (g) => {
    const value = statement({ id: randomUUID(), timestamp: '2026-01-01T00:00:00Z' });
    return (await sendSigned(g, value, way())) === 400 && (await sendSigned(g, value)) === 200;
  });

export const signatureMusts: readonly Must[] = [
  only('what is no JWS is refused', '2.6.s5.b1', () => ({ text: 'not a signature' })),
  only('its media type is application/octet-stream', '2.6.s4.b1', () => ({ contentType: 'text/plain' })),
  only('its payload is the statement', '2.6.s4.b3', () => ({ signed: statement() })),
  only('its payload is JSON', '2.6.s5.b3.b1', () => ({ text: `${encode({ alg: 'RS256' })}.bm90IGpzb24.c2ln` })),
  only('its algorithm is one of three', '2.6.s4.b4', () => ({ header: { alg: 'HS256' } })),
  must('2.6.s4.b4', 'each of the three is taken', async (g) => {
    const all = await Promise.all(
      ['RS256', 'RS384', 'RS512'].map((alg) => sendSigned(g, statement({ id: randomUUID() }), { header: { alg } })),
    );
    return all.every((status) => status === 200);
  }),
  only('it fits the certificate that it brings', '2.6.s5.b3.b3', () => ({ header: { x5c: [otherCertificate()] } })),
  must('2.6.s5.b3.b2', 'what a store may change is no difference', async (g) => {
    const value = statement({ id: randomUUID() });
    const signed = { ...value, verb: { id: (value['verb'] as Fields)['id'] } };
    return (await sendSigned(g, value, { signed })) === 200;
  }),
];
