import type { CryptoProvider } from '#platform/crypto/provider.ts';
import type { FieldChange } from '#platform/db/effects.ts';
import { spellPerson } from '#platform/text/pinyin.ts';
import { fieldOf, isFieldKey, type FieldKey } from '../catalogue.ts';
import type { MemberFields, Value } from '../contract.ts';
import { checkIdNumber, plainLandline, plainMobile } from '../identity/rules.ts';

/** Columns to write, by table. */
export interface Columns {
  readonly person: Record<string, unknown>;
  readonly membership: Record<string, unknown>;
}

/** Columns that are never empty: what they hold when nothing is known. */
const unknown: Partial<Record<FieldKey, Value>> = { sex: '0', standing: '1', partyAgeCorrection: 0 };

/** The form in which a value is stored and hashed: digits alone, X in upper case; what is empty is null. */
export const plainValue = (key: FieldKey, value: Value): Value => {
  if (value === null || value === '') return unknown[key] ?? null;
  if (typeof value !== 'string') return value;
  if (key === 'idNumber') {
    const id = checkIdNumber(value);
    return id.ok ? id.idNumber : value;
  }
  if (key === 'phone') return plainMobile(value) ?? value;
  if (key === 'landline') return plainLandline(value) ?? value;
  return value.normalize('NFC');
};

const tail = (text: string): string => text.slice(-4);

/** Where a value is searched by keyed hashes: the columns of the hash of all of it, and of its last four characters. */
const hashed: Partial<Record<FieldKey, readonly (readonly [column: string, purpose: string, part: typeof tail])[]>> = {
  idNumber: [
    ['id_number_hash', 'id_number', String],
    ['id_tail_hash', 'id_tail', tail],
  ],
  phone: [
    ['phone_hash', 'phone', String],
    ['phone_tail_hash', 'phone_tail', tail],
  ],
};

/** Bytes as JSON carries them and the database reads them. */
export const asHexText = (bytes: Buffer): string => `\\x${bytes.toString('hex')}`;

/**
 * Fields to columns: plain form, ciphertext, keyed hashes, spelling of the name. Keys that are absent stay untouched.
 * @param bytes the form of ciphertexts and hashes
 */
export const toColumns = (
  crypto: CryptoProvider,
  fields: MemberFields,
  bytes: (plain: Buffer) => Buffer | string = (plain) => plain,
): Columns => {
  const columns: Columns = { person: {}, membership: {} };
  for (const key of Object.keys(fields)) {
    const given = isFieldKey(key) ? fields[key] : undefined;
    if (!isFieldKey(key) || given === undefined) continue;
    const field = fieldOf(key);
    const value = plainValue(key, given);
    const target = field.table === 'person' ? columns.person : columns.membership;
    if (field.kind === 'encrypted') {
      const text = value === null ? null : String(value);
      target[field.column] = text === null ? null : bytes(crypto.encrypt(text));
      for (const [column, purpose, part] of hashed[key] ?? [])
        target[column] = text === null ? null : bytes(crypto.hash(purpose, part(text)));
    } else target[field.column] = value;
    if (key === 'name' && typeof value === 'string') Object.assign(columns.person, spellPerson(value));
  }
  return columns;
};

/** Former and new value of each field that differs. Sensitive values go into the history as ciphertext in hexadecimal. */
export const changesBetween = (
  crypto: CryptoProvider,
  before: Readonly<Partial<Record<FieldKey, Value>>>,
  fields: MemberFields,
): FieldChange[] => {
  const changes: FieldChange[] = [];
  for (const [key, given] of Object.entries(fields)) {
    if (!isFieldKey(key) || given === undefined) continue;
    const from = before[key] ?? null;
    const to = plainValue(key, given);
    if (from === to) continue;
    const seal = (value: Value): Value =>
      fieldOf(key).kind === 'encrypted' && value !== null
        ? `sealed:${crypto.encrypt(String(value)).toString('hex')}`
        : value;
    changes.push({ field: key, from: seal(from), to: seal(to) });
  }
  return changes;
};
