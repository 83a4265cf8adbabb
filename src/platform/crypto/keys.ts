import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const keyFile = z.object({
  keySet: z.uuid(),
  current: z.number().int().positive(),
  /** Version → 32 bytes in base64. Old versions stay: files, the audit and backups are sealed with them. */
  keys: z.record(z.string(), z.string()),
  /** For keyed hashes and for the run-time role's password. Never rotated: hashes could not be found again. */
  hashKey: z.string(),
});
export type KeyFile = z.infer<typeof keyFile>;

export interface KeySource {
  read(): KeyFile;
  /** Adds a version, makes it current, and answers the keys as they are then. */
  add(): KeyFile;
}

export class KeysMissing extends Error {
  constructor(path: string) {
    super(`找不到密钥文件 / key file not found: ${path}`);
    this.name = 'KeysMissing';
  }
}

const pathOf = (folder: string, keySet: string): string => join(folder, `${keySet}.json`);

export const hasKeys = (folder: string, keySet: string): boolean => existsSync(pathOf(folder, keySet));

const save = (folder: string, file: KeyFile): void => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = pathOf(folder, file.keySet);
  writeFileSync(`${path}.new`, JSON.stringify(file, null, 2), { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
  // A key that a power cut takes back would take everything along that was sealed with it meanwhile.
  const directory = openSync(folder, 'r');
  fsyncSync(directory);
  closeSync(directory);
};

const newKey = (): string => randomBytes(32).toString('base64');

export const createKeys = (folder: string, keySet: string): KeyFile => {
  const file: KeyFile = { keySet, current: 1, keys: { '1': newKey() }, hashKey: newKey() };
  save(folder, file);
  return file;
};

/** @throws KeysMissing; Error when others may read the file. */
export const readKeys = (folder: string, keySet: string): KeyFile => {
  const path = pathOf(folder, keySet);
  if (!existsSync(path)) throw new KeysMissing(path);
  if ((statSync(path).mode & 0o077) !== 0)
    throw new Error(`密钥文件权限过宽，应为 0600 / key file is readable by others: ${path}`);
  return keyFile.parse(JSON.parse(readFileSync(path, 'utf8')));
};

/** The version travels in one byte before the ciphertext. */
const versions = 255;

/** Adds a key version and makes it current; rows are re-encrypted by a job. @throws Error after the last version */
export const addKeyVersion = (folder: string, keySet: string): KeyFile => {
  const file = readKeys(folder, keySet);
  const version = Math.max(...Object.keys(file.keys).map(Number)) + 1;
  if (version > versions) throw new Error(`key set ${keySet} has had its ${versions} versions`);
  const next = { ...file, current: version, keys: { ...file.keys, [version]: newKey() } };
  save(folder, next);
  return next;
};

/** Where the keys of one set lie, for a provider that keeps up with them. */
export const keySource = (folder: string, keySet: string): KeySource => ({
  read: () => readKeys(folder, keySet),
  add: () => addKeyVersion(folder, keySet),
});
