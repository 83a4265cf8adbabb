import { expect, test } from 'vitest';
import { importKey, seal, sealBytes, unseal, unsealBytes } from './sealing.ts';

const keyOf = (fill: number): Promise<CryptoKey> => importKey(Buffer.alloc(32, fill).toString('base64'));
const spiteful = { name: `<b>洪"'开山</b>\u0000\uD83D`, list: ['无', '🙂'] };

test('what was sealed opens with the same key at the same place', async () => {
  const key = await keyOf(1);
  const sealed = await seal(key, 'g1|copy:1', spiteful);
  expect(await unseal(key, 'g1|copy:1', sealed)).toEqual(JSON.parse(JSON.stringify(spiteful)));
  expect(Buffer.from(sealed.data).includes(Buffer.from('开山'))).toBe(false);
});

test('bytes are sealed as they are', async () => {
  const key = await keyOf(1);
  const bytes = Uint8Array.from({ length: 1_000 }, (_, at) => at % 256);
  const sealed = await sealBytes(key, 'g1|file', bytes);
  expect(new Uint8Array((await unsealBytes(key, 'g1|file', sealed)) ?? new ArrayBuffer(0))).toEqual(bytes);
  expect(await unsealBytes(key, 'g1|other', sealed)).toBeUndefined();
  expect(await unseal(key, 'g1|file', sealed)).toBeUndefined();
});

test('another person’s key, another place or a changed byte open nothing', async () => {
  const key = await keyOf(1);
  const sealed = await seal(key, 'g1|copy:1', spiteful);
  expect(await unseal(await keyOf(2), 'g1|copy:1', sealed)).toBeUndefined();
  expect(await unseal(key, 'g2|copy:1', sealed)).toBeUndefined();
  const bytes = new Uint8Array(sealed.data.slice(0));
  bytes[3] = (bytes[3] ?? 0) ^ 1;
  expect(await unseal(key, 'g1|copy:1', { ...sealed, data: bytes.buffer })).toBeUndefined();
});

test('equal values never look alike, and the key cannot be taken out', async () => {
  const key = await keyOf(1);
  const [a, b] = [await seal(key, 'p', 1), await seal(key, 'p', 1)];
  expect(Buffer.from(a.iv).equals(Buffer.from(b.iv))).toBe(false);
  expect(key.extractable).toBe(false);
  await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow(/extractable/);
});
