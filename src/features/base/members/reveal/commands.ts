import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import { audit } from '#platform/audit/audit.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError } from '#shared/errors.ts';
import { firstIdSince, newId } from '#shared/ids.ts';
import { visibleKeys } from '../access.ts';
import { fieldOf, type FieldKey } from '../catalogue.ts';
import type { MemberFields } from '../contract.ts';
import { openFile } from '../file/queries.ts';
import { revealLimits, waitFor } from './rules.ts';

const day = 24 * 3_600_000;

/**
 * Counts one showing of full values for the account of the scope. Showings of one account stand in line, so that many at
 * once cannot pass the number. @throws AppError slow_down with the seconds to wait
 */
const countReveal = async (tx: Tx, scope: Scope): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`reveal:${scope.accountId}`}, 0))`.execute(tx);
  const now = Date.now();
  const { rows } = await sql<{ at: string }>`select own_reveals(${firstIdSince(now - day)}) as at`.execute(tx);
  const retryAfter = waitFor(
    rows.map(({ at }) => Date.parse(at)),
    now,
  );
  if (retryAfter > 0)
    throw new AppError('slow_down', { message: 'reveal_limit', retryAfter, params: { ...revealLimits } });
};

export interface Showing {
  readonly person: { readonly id: string; readonly path: string };
  readonly fields: readonly string[];
  readonly reason: string;
  readonly action: 'members.reveal' | 'corrections.reveal' | 'transfers.printUnit';
  /** What is shown, where it is not a field of the file: the value of a correction request, the scan of a paper. */
  readonly about?: { readonly entity: 'correction_request' | 'attachment'; readonly id: string };
}

/** Counts, logs and files the receipt of a showing of full values, all in the transaction that reads them. */
export const noteReveal = async (
  tx: Tx,
  scope: Scope,
  county: County,
  { person, fields, reason, action, about }: Showing,
): Promise<void> => {
  if (scope.accountId === null) throw new AppError('forbidden');
  // One paper is one showing, however long its list: whoever else stands on it is noted, and reads of it.
  if (action !== 'transfers.printUnit') await countReveal(tx, scope);
  await tx
    .insertInto('file_reading')
    .values({
      id: newId(),
      person_id: person.id,
      org_path: person.path,
      account_id: scope.accountId,
      reader: scope.actor,
      role: scope.role,
      organisation: scope.organisationName,
      at: county.now().toISOString(),
      fields: [...fields],
      reason,
    })
    .execute();
  const changes = fields.map((field) => ({ field, from: null, to: null }));
  const { entity, id: entityId } = about ?? { entity: 'person', id: person.id };
  audit(tx, { action, entity, entityId, path: person.path, reason, changes });
};

interface Asked {
  readonly fields: readonly FieldKey[];
  readonly reason: string;
}

/** Full values of masked fields. @throws AppError not_found, invalid for fields that the role does not see, slow_down */
export const revealFields = async (
  tx: Tx,
  scope: Scope,
  county: County,
  id: string,
  { fields, reason }: Asked,
): Promise<{ fields: MemberFields }> => {
  const keys = visibleKeys(scope, false);
  const hidden = fields.filter((field) => !keys.has(field));
  if (hidden.length > 0) {
    throw new AppError('invalid', {
      problems: hidden.map((field) => ({ path: `body.fields.${field}`, message: 'field_not_visible' })),
    });
  }
  const open = await openFile(tx, county, id);
  const asked = [...new Set(fields)];
  const person = { id, path: open.person.org_path };
  await noteReveal(tx, scope, county, { person, fields: asked, reason, action: 'members.reveal' });
  return { fields: Object.fromEntries(asked.map((field) => [fieldOf(field).key, open.fields[field]])) };
};
