import { sql } from 'kysely';
import type { Tx } from '#platform/db/types.ts';
import { newId } from '#shared/ids.ts';

/** The standing (党籍状态) that a way of leaving brings with it; other ways leave it as it was. */
const standingsByLeave: Readonly<Record<string, string>> = { stopped: '12', expelled: '13' };
export const standingAfter = (leaveKind: string | null): string | undefined => standingsByLeave[leaveKind ?? ''];

interface Dated {
  readonly person: { readonly id: string; readonly org_path: string };
  readonly standing: string;
  readonly on: string;
  readonly document?: string | undefined;
}

/** Records a standing from a day on; what is recorded for that day already stays. */
export const dateStanding = async (tx: Tx, { person, standing, on, document }: Dated): Promise<void> => {
  await sql`insert into standing_change (id, person_id, org_path, standing, from_on, document)
    values (${newId()}, ${person.id}, ${person.org_path}, ${standing}, ${on}::date, ${document || null}) on conflict do nothing`.execute(
    tx,
  );
};

/** Takes back what `dateStanding` recorded for a day. */
export const undateStanding = async (tx: Tx, { person, standing, on }: Dated): Promise<void> => {
  await sql`update standing_change set voided_at = now(), version = version + 1
    where person_id = ${person.id} and standing = ${standing} and from_on = ${on}::date and voided_at is null`.execute(
    tx,
  );
};

/** The standing of the latest record; without one the membership is a normal one. */
export const presentStanding = async (tx: Tx, personId: string): Promise<string> => {
  const row = await tx
    .selectFrom('standing_change')
    .select('standing')
    .where('person_id', '=', personId)
    .where('voided_at', 'is', null)
    .orderBy('from_on', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.standing ?? '1';
};
