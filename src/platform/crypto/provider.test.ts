import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addKeyVersion, createKeys, KeysMissing, keySource, readKeys } from './keys.ts';
import { openCrypto, verifies, type CryptoProvider } from './provider.ts';

const keySet = '01900000-0000-7000-8000-000000000001';
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'keys-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const open = (): CryptoProvider => openCrypto(readKeys(folder, keySet), keySource(folder, keySet));

describe('a provider', () => {
  test('seals each time differently, opens what it sealed, and refuses what was altered', () => {
    createKeys(folder, keySet);
    const crypto = open();
    const [a, b] = [crypto.encrypt('330324198506071237'), crypto.encrypt('330324198506071237')];
    expect(a.equals(b)).toBe(false);
    expect([crypto.decrypt(a), crypto.keyIdOf(a)]).toEqual(['330324198506071237', 1]);
    a[a.length - 1] = (a[a.length - 1] ?? 0) ^ 1;
    expect(() => crypto.decrypt(a)).toThrow();
    // The first bytes of a tag are not the tag, although the cipher itself would take them.
    for (const length of [17, 21, 25, 28])
      expect(() => crypto.decrypt(crypto.encrypt('').subarray(0, length))).toThrow();
  });

  test('signs so that others can check, alike after a rotation, with another key for each purpose', () => {
    createKeys(folder, keySet);
    const crypto = open();
    const { publicKey, sign } = crypto.signer('letter');
    const signature = sign('介绍信');
    expect(verifies(publicKey, '介绍信', signature)).toBe(true);
    expect(verifies(publicKey, '介绍信 ', signature)).toBe(false);
    expect(verifies(crypto.signer('other').publicKey, '介绍信', signature)).toBe(false);
    for (const key of ['', 'x', publicKey.slice(1), `A${publicKey}`])
      expect(verifies(key, '介绍信', signature)).toBe(false);
    expect(verifies(publicKey, '介绍信', 'nothing')).toBe(false);
    crypto.addVersion();
    expect(open().signer('letter').publicKey).toBe(publicKey);
  });

  test('hashes alike for one purpose, and goes on doing so after a rotation', () => {
    createKeys(folder, keySet);
    const crypto = open();
    const hash = crypto.hash('phone', '13957701234');
    crypto.addVersion();
    expect(open().hash('phone', '13957701234').equals(hash)).toBe(true);
    expect(crypto.hash('id_tail', '13957701234').equals(hash)).toBe(false);
  });

  test('seals with the new version at once, and opens both', () => {
    createKeys(folder, keySet);
    const crypto = open();
    const old = crypto.encrypt('x');
    expect(crypto.addVersion()).toBe(2);
    const sealed = crypto.encrypt('y');
    expect([crypto.currentKeyId, crypto.keyIdOf(sealed), crypto.keyIds]).toEqual([2, 2, [1, 2]]);
    expect([crypto.decrypt(old), crypto.decrypt(sealed)]).toEqual(['x', 'y']);
  });

  test('of another process reads the keys anew when it is told, or when it meets an unknown version', () => {
    createKeys(folder, keySet);
    const [here, there, deaf] = [open(), open(), openCrypto(readKeys(folder, keySet))];
    here.addVersion();
    expect(there.currentKeyId).toBe(1);
    expect(there.decrypt(here.encrypt('meets it'))).toBe('meets it');
    expect(there.currentKeyId).toBe(2);
    here.addVersion();
    there.refresh();
    expect(there.keyIdOf(there.encrypt('told'))).toBe(3);
    expect(() => deaf.decrypt(here.encrypt('z'))).toThrow(/version 3 is missing/);
    expect(() => deaf.addVersion()).toThrow(/no source/);
  });

  test('opens streams of files of every version', async () => {
    createKeys(folder, keySet);
    const crypto = open();
    const seal = async () => {
      const cipher = crypto.cipherStream();
      cipher.stream.end('scan');
      const parts: Buffer[] = [];
      for await (const part of cipher.stream) parts.push(part as Buffer);
      return { header: cipher.header, tag: cipher.tag(), body: Buffer.concat(parts) };
    };
    const old = await seal();
    crypto.addVersion();
    for (const { header, tag, body } of [old, await seal()]) {
      const decipher = crypto.decipherStream(header, tag);
      decipher.end(body);
      let text = '';
      for await (const part of decipher) text += String(part);
      expect(text).toBe('scan');
    }
  });
});

describe('the key file', () => {
  test('is the owner’s alone, and refused where others may read it', () => {
    createKeys(folder, keySet);
    const file = path.join(folder, `${keySet}.json`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(existsSync(`${file}.new`)).toBe(false);
    const text = readFileSync(file, 'utf8');
    rmSync(file);
    writeFileSync(file, text, { mode: 0o644 });
    expect(() => readKeys(folder, keySet)).toThrow(/0600/);
  });

  test('that is missing is told by its own error', () => {
    expect(() => readKeys(folder, keySet)).toThrow(KeysMissing);
  });

  test('keeps every version, up to what one byte can name', () => {
    createKeys(folder, keySet);
    for (let version = 2; version <= 255; version += 1) addKeyVersion(folder, keySet);
    expect(Object.keys(readKeys(folder, keySet).keys)).toHaveLength(255);
    expect(() => addKeyVersion(folder, keySet)).toThrow(/255/);
  });
});
