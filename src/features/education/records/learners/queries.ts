import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';

/** The person behind the session. @throws AppError not_found for an account without one */
export const ownId = (scope: Scope): string => {
  if (scope.personId === null) throw notFound();
  return scope.personId;
};

/** The name of a learner's account: it follows from the person by the county's key, and tells nothing of whom. */
export const learnerIdOf = (county: County, personId: string): string => {
  const hex = county.crypto.hash('xapi learner', personId).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
};

/** The key of a learner follows from when it was made, so that a retry shows it again and nothing keeps it. */
export const ownKeyOf = (county: County, id: string, madeAt: string): string =>
  county.crypto.hash('xapi learner key', `${id} ${madeAt}`).toString('base64url');

export const keyMadeAt = async (db: Db, personId: string): Promise<string | null> => {
  const row = await db
    .selectFrom('xapi_learner')
    .select('key_made_at')
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row?.key_made_at ?? null;
};
