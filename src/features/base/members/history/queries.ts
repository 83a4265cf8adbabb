import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { FirstValues } from '#platform/db/effects.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import { masks } from '#shared/mask.ts';
import { seesField, visibleKeys } from '../access.ts';
import { catalogue, fieldOf, isFieldKey, type Field, type FieldKey } from '../catalogue.ts';
import type { HistoryEntry, Value } from '../contract.ts';
import { maskedOf } from '../row/queries.ts';

const pageSize = 50;

interface StoredChange {
  readonly field: string;
  /** Absent where a release before this one has imported a new file. */
  readonly from?: Value;
  readonly to: Value;
}

interface Event {
  readonly id: string;
  readonly at: string;
  readonly actor: string;
  readonly role: string;
  readonly action: string;
  readonly source: string;
  readonly reason: string | null;
  readonly changes: readonly (StoredChange | FirstValues)[] | null;
}

const hidden = '••••••';
const sealedPrefix = 'sealed:';

/** Changes of child records are written `table.column`. */
const recordFields = new Map<string, Field>(catalogue.map((field) => [`${field.table}.${field.column}`, field]));

const eachChange = (stored: StoredChange | FirstValues): readonly StoredChange[] =>
  'first' in stored ? Object.entries(stored.first).map(([field, to]) => ({ field, to })) : [stored];

const isSeen = (scope: Scope, keys: ReadonlySet<FieldKey>, isOwn: boolean, name: string): boolean => {
  if (isFieldKey(name)) return keys.has(name);
  const field = recordFields.get(name);
  return field === undefined ? !name.includes('.') : seesField(scope, field, isOwn);
};

/** A former value as pages show the present one: masked where the field is. */
const shown = (county: County, name: string, value: Value): Value => {
  if (typeof value !== 'string') return value;
  const field = isFieldKey(name) ? fieldOf(name) : undefined;
  const mask = field?.mask === 'name' ? undefined : field?.mask;
  if (!value.startsWith(sealedPrefix)) return mask === undefined ? value : masks[mask](value);
  if (mask === undefined) return hidden;
  return maskedOf(county.crypto, mask, Buffer.from(value.slice(sealedPrefix.length), 'hex'));
};

/**
 * Who changed what, when, from what source, with the former value. Newest first; events of earlier branches and of files
 * merged into this one are there too. @throws AppError not_found outside the scope's range
 */
export const historyOf = async (
  db: Db,
  scope: Scope,
  county: County,
  { id, cursor, isOwn }: { readonly id: string; readonly cursor?: string | undefined; readonly isOwn: boolean },
) => {
  const person = await db.selectFrom('person').select('id').where('id', '=', id).executeTakeFirst();
  if (!person) throw notFound();
  const keys = visibleKeys(scope, isOwn);
  const { rows } = await sql<Event>`
    select id, at, actor, role::text as role, action, source, reason, changes
    from events_of_person(${id}, ${cursor ?? null}::uuid, ${pageSize + 1})`.execute(db);
  const items = rows.slice(0, pageSize).map(({ changes, ...event }): z.input<typeof HistoryEntry> => ({
    ...event,
    changes: (changes ?? [])
      .flatMap(eachChange)
      .filter(({ field }) => isSeen(scope, keys, isOwn, field))
      .map(({ field, from = null, to }) => ({
        field,
        from: shown(county, field, from),
        to: shown(county, field, to),
      })),
  }));
  return { items, next: rows.length > pageSize ? (items.at(-1)?.id ?? null) : null };
};
