import type { z } from 'zod';
import type { County } from '#platform/county/county.ts';
import type { CryptoProvider } from '#platform/crypto/provider.ts';
import type { Db } from '#platform/db/types.ts';
import type { MeetingRow } from '../access.ts';
import type { Guest } from '../contract.ts';

/** Who somebody from elsewhere is, as the branch learned it. */
export interface GuestFacts {
  readonly name: string;
  readonly home: string;
}

export const sealGuest = (crypto: CryptoProvider, { name, home }: GuestFacts) => ({
  sealed: crypto.encrypt(JSON.stringify({ name, home })),
  key_id: crypto.currentKeyId,
});

/** Who sits in at a meeting, in the order in which they were noted. */
export const guestsOf = async (
  db: Db,
  county: County,
  { id, closed_at: closedAt }: Pick<MeetingRow, 'id' | 'closed_at'>,
): Promise<z.input<typeof Guest>[]> => {
  const rows = await db
    .selectFrom('meeting_guest')
    .select(['id', 'kind', 'sealed', 'attended', 'noted_by', 'noted_at'])
    .where('meeting_id', '=', id)
    .orderBy('kind')
    .orderBy('id')
    .execute();
  return rows.map(({ id: guestId, kind, sealed, attended, noted_by: notedBy, noted_at: notedAt }) => {
    const { name, home } = JSON.parse(county.crypto.decrypt(sealed)) as GuestFacts;
    const late = closedAt !== null && Date.parse(notedAt) > Date.parse(closedAt);
    return { id: guestId, kind, name, home, attended, notedBy, late };
  });
};
