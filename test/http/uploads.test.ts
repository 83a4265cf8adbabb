/** Multipart bodies as no browser writes them: refused, with the server alive and nothing left on the disk. */
import { connect, type AddressInfo } from 'node:net';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { uploadImport } from '#features/base/members/import/contract.ts';
import { newOpaqueId } from '#shared/ids.ts';
import { useApp } from '../harness/app.ts';
import type { Client } from '../harness/client.ts';

const server = useApp();
let client: Client;
let port = 0;
beforeAll(async () => {
  client = await server.current.as('township_worker');
  await server.current.app.listen({ host: '127.0.0.1', port: 0 });
  port = (server.current.app.server.address() as AddressInfo).port;
});

const head = (rest: string): string =>
  `POST /api${uploadImport.path} HTTP/1.1\r\nhost: localhost\r\ncookie: zhibu_session=${client.session?.token ?? ''}\r\nidempotency-key: ${newOpaqueId()}\r\nconnection: close\r\n${rest}\r\n\r\n`;

/** Writes bytes as they are, waits for the server's answer or for the end, and gives its first line. */
const write = (bytes: Buffer | string, leaveEarly = false): Promise<string> =>
  new Promise((done) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(bytes);
      if (leaveEarly) setTimeout(() => socket.destroy(), 150);
    });
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => done(text));
  });

const part = (disposition: string, type = 'text/csv', content = '姓名,身份证号'): string =>
  `--x\r\ncontent-disposition: ${disposition}\r\ncontent-type: ${type}\r\n\r\n${content}\r\n`;

const post = (body: string, type = 'multipart/form-data; boundary=x', length?: number): Promise<string> => {
  const bytes = Buffer.from(body);
  return write(
    Buffer.concat([
      Buffer.from(head(`content-type: ${type}\r\ncontent-length: ${String(length ?? bytes.length)}`)),
      bytes,
    ]),
  );
};

const stored = (): string[] => {
  const folder = path.join(server.current.folder, 'files', server.current.entry.code);
  // Made with the first file.
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);
};

const named = (name: string): string => `form-data; name="file"; filename="${name}"`;
const end = '--x--\r\n';

describe('an upload', () => {
  test('is taken as a browser sends it', async () => {
    expect(await post(part(named('名册.csv')) + end)).toMatch(/^HTTP\/1.1 200/);
  });

  test.each([
    ['of nothing', ''],
    ['without a file', `--x\r\ncontent-disposition: form-data; name="note"\r\n\r\nx\r\n${end}`],
    ['without an end', part(named('a.csv'))],
    ['that breaks off within the head', '--x\r\ncontent-disposition: form-da'],
    ['with another boundary', part(named('a.csv')).replaceAll('--x', '--y') + end.replaceAll('--x', '--y')],
    ['without a boundary', part(named('a.csv')) + end, 'multipart/form-data'],
    ['that is JSON', '{"file":"x"}', 'application/json'],
    ['with a thousand fields', `${part('form-data; name="a"').repeat(1_000)}${end}`],
  ] as const)('%s is refused', async (_, body, type: string = 'multipart/form-data; boundary=x') => {
    const before = stored().length;
    const answer = await post(body, type);
    expect(answer).toMatch(/^HTTP\/1.1 4\d\d/);
    expect(answer).toContain('"error"');
    expect(stored().length).toBe(before);
  });

  test.each([
    ['climbs out of a folder', '../../../etc/passwd', 'passwd'],
    ['holds line ends and NUL', 'a\tb\u0001c.csv', 'abc.csv'],
    ['turns the writing round', 'a\u202evsc.exe', 'avsc.exe'],
    ['is longer than any', `${'长'.repeat(400)}.csv`, '长'.repeat(200)],
    ['ends within a character where it is cut', `${'a'.repeat(199)}😀😀.csv`, `${'a'.repeat(199)}😀`],
    ['is empty', '', ''],
  ])('whose name %s is kept under a harmless one', async (_, name, kept) => {
    const answer = await post(part(named(name)) + end);
    expect(answer).toMatch(/^HTTP\/1.1 200/);
    const { fileName } = JSON.parse(answer.slice(answer.indexOf('{'))) as { fileName: string };
    if (kept !== '') expect(fileName).toBe(kept);
    expect(fileName).not.toMatch(/[\p{Cc}/\\\u202e]/u);
    expect(fileName.length).toBeGreaterThan(0);
  });

  test('without the name of a file is refused or kept under ours', async () => {
    const before = stored().length;
    const answer = await post(part('form-data; name="file"', 'application/octet-stream') + end);
    expect(answer).toMatch(/^HTTP\/1.1 (200|422)/);
    if (answer.includes(' 422')) expect(stored().length).toBe(before);
  });

  test('that breaks off on the way leaves nothing, and the server goes on', async () => {
    const before = stored().length;
    const begun = part(named('a.csv'), 'text/csv', 'x'.repeat(200_000)).slice(0, 100_000);
    await write(head('content-type: multipart/form-data; boundary=x\r\ncontent-length: 900000') + begun, true);
    await expect.poll(() => stored().length).toBe(before);
    expect((await server.current.app.inject('/api/health')).statusCode).toBe(200);
  });
});
