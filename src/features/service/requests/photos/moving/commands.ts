import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import type { Tx } from '#platform/db/types.ts';

/** Files the photos of a request where it is handed on to. Before the request itself, which then lies outside the range. */
export const handOnPhotos = async (tx: Tx, scope: Scope, id: string, unitId: string): Promise<void> => {
  await sql`select hand_on_photos(${id}::uuid, ${scope.from}, ${scope.to}, ${unitId}::uuid)`.execute(tx);
};
