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

const tail = (text: string): string => [...text].slice(-4).join('');

const hashesOf = (crypto: CryptoProvider, key: FieldKey, value: string | null): Record<string, unknown> => {
  if (key === 'idNumber') {
    return {
      id_number_hash: value === null ? null : crypto.hash('id_number', value),
      id_tail_hash: value === null ? null : crypto.hash('id_tail', tail(value)),
    };
  }
  if (key === 'phone') {
    return {
      phone_hash: value === null ? null : crypto.hash('phone', value),
      phone_tail_hash: value === null ? null : crypto.hash('phone_tail', tail(value)),
    };
  }
  return {};
};

/** Fields to columns: plain form, ciphertext, keyed hashes, spelling of the name. Keys that are absent stay untouched. */
export const toColumns = (crypto: CryptoProvider, fields: MemberFields): Columns => {
  const columns: Columns = { person: {}, membership: {} };
  for (const key of Object.keys(fields)) {
    const given = isFieldKey(key) ? fields[key] : undefined;
    if (!isFieldKey(key) || given === undefined) continue;
    const field = fieldOf(key);
    const value = plainValue(key, given);
    const target = field.table === 'person' ? columns.person : columns.membership;
    if (field.kind === 'encrypted') {
      const text = value === null ? null : String(value);
      target[field.column] = text === null ? null : crypto.encrypt(text);
      Object.assign(target, hashesOf(crypto, key, text));
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
