/** Who is told what about an election: the second person, whoever entered the count, the committee, and those who elected. */
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { endMatter, keepers, notify, type Keeper } from '#features/base/inbox/index.ts';
import type { ElectionRow } from '../access.ts';

const matterOf = ({ id }: ElectionRow): string => `election:${id}`;

const tellStaff = (
  tx: Tx,
  row: ElectionRow,
  { kind, stage, staff }: { readonly kind: string; readonly stage: string; readonly staff: readonly Keeper[] },
): Promise<void> =>
  notify(tx, {
    kind: `election.${kind}`,
    key: `${matterOf(row)}:${stage}`,
    people: [],
    staff,
    path: row.org_path,
    link: `/elections/${row.id}`,
    params: { day: row.held_on },
  });

/** Whoever else keeps the organisation's elections, or where nobody does whoever is next above. */
const others = (tx: Tx, scope: Scope, county: County, row: ElectionRow): Promise<Keeper[]> =>
  keepers(tx, {
    permission: 'elections.edit',
    organisations: [row.organisation_id],
    but: scope.accountId,
    nearest: true,
    today: county.today(),
  });

export const tellSecond = async (tx: Tx, scope: Scope, county: County, row: ElectionRow): Promise<void> => {
  await endMatter(tx, matterOf(row));
  const staff = await others(tx, scope, county, row);
  await tellStaff(tx, row, { kind: 'confirm', stage: `confirm:${row.version}`, staff });
};

export const tellConfirmed = async (tx: Tx, row: ElectionRow, enteredBy: string | null): Promise<void> => {
  await endMatter(tx, matterOf(row));
  if (enteredBy === null) return;
  const staff = [{ organisation: row.organisation_id, account: enteredBy, person: null }];
  await tellStaff(tx, row, { kind: 'confirmed', stage: 'confirmed', staff });
};

const voters = async (tx: Tx, row: ElectionRow, but: string | null): Promise<string[]> => {
  const roll = await tx.selectFrom('election_roll').select('person_id').where('election_id', '=', row.id).execute();
  return roll.map((line) => line.person_id).filter((person) => person !== but);
};

/** Those on the roll read the result where their branch is shown. */
export const tellAnnounced = async (tx: Tx, scope: Scope, county: County, row: ElectionRow): Promise<void> => {
  await endMatter(tx, matterOf(row));
  const kind = row.preliminary ? 'named' : 'announced';
  await tellStaff(tx, row, { kind, stage: 'announced', staff: await others(tx, scope, county, row) });
  await notify(tx, {
    kind: `election.${kind}`,
    key: `${matterOf(row)}:announced`,
    people: await voters(tx, row, scope.personId),
    path: row.org_path,
    link: '/m/branch',
    params: { day: row.held_on },
  });
};

export const tellCalledOff = async (tx: Tx, scope: Scope, county: County, row: ElectionRow): Promise<void> => {
  await endMatter(tx, matterOf(row));
  await tellStaff(tx, row, { kind: 'cancelled', stage: 'cancelled', staff: await others(tx, scope, county, row) });
};
