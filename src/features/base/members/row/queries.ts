import type { Selectable } from 'kysely';
import type { CryptoProvider } from '#platform/crypto/provider.ts';
import type { Membership, Person } from '#platform/db/schema.gen.ts';
import { masks } from '#shared/mask.ts';
import { fileFields, type FieldKey, type FileField, type MaskKind } from '../catalogue.ts';
import type { MemberFields, Value } from '../contract.ts';

/*
 * Rows to fields. Ciphertext is opened to be masked; the masks of what was opened lately are kept in memory (never the
 * values), because lists show the same rows again and again.
 */
const kept = 100_000;
const maskCache = new Map<string, string>();

export const maskedOf = (crypto: CryptoProvider, mask: MaskKind, sealed: Buffer): string => {
  const key = sealed.toString('latin1');
  const known = maskCache.get(key);
  if (known !== undefined) return known;
  const masked = masks[mask](crypto.decrypt(sealed));
  if (maskCache.size >= kept) maskCache.clear();
  maskCache.set(key, masked);
  return masked;
};

export type FileRow = { readonly person: Selectable<Person>; readonly membership: Selectable<Membership> };

/** Encrypted columns are opened; everything else is already what travels. */
const valueOf = (crypto: CryptoProvider, row: FileRow, field: FileField): Value => {
  const source = (field.table === 'person' ? row.person : row.membership) as unknown as Record<string, unknown>;
  const raw = source[field.column] ?? null;
  if (raw === null) return null;
  return field.kind === 'encrypted' ? crypto.decrypt(raw as Buffer) : (raw as Value);
};

/** Every field in full: for validation and completeness, never for a reply. */
export const openFields = (crypto: CryptoProvider, row: FileRow): Record<FieldKey, Value> =>
  Object.fromEntries(fileFields.map((field) => [field.key, valueOf(crypto, row, field)])) as Record<FieldKey, Value>;

const isMasked = (field: FileField): field is FileField & { mask: MaskKind } =>
  field.mask !== undefined && field.mask !== 'name';

/** The visible fields as a page shows them: masked where the catalogue has a mask. Names are shown to whoever may read the file. */
export const shownFields = (
  open: Readonly<Record<FieldKey, Value>>,
  keys: ReadonlySet<FieldKey>,
): { fields: MemberFields; masked: string[] } => {
  const masked: string[] = [];
  const entries = fileFields
    .filter((field) => keys.has(field.key))
    .map((field): [FieldKey, Value] => {
      const value = open[field.key];
      if (!isMasked(field) || typeof value !== 'string' || value === '') return [field.key, value];
      masked.push(field.key);
      return [field.key, masks[field.mask](value)];
    });
  return { fields: Object.fromEntries(entries), masked };
};
