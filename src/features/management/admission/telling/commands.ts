/** What every change of a case leaves behind: the audit, a word to open pages, and notices to those who act next. */
import { sql } from 'kysely';
import { audit, touch } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/types.ts';
import { endNotices, notify } from '#features/base/inbox/index.ts';
import { ancestorsOf } from '#features/base/organisations/index.ts';
import { approverOf, type Place } from '../rules.ts';
import type { CaseRow } from '../standing/queries.ts';

const roleOf = { branch: 'branch_secretary', committee: 'township_worker', county: 'county_officer' } as const;

const officeOf = async (tx: Tx, row: CaseRow, place: Place): Promise<string | undefined> => {
  if (place === 'branch') return row.branch_id;
  const above = await ancestorsOf(tx, row.branch_path);
  return place === 'committee' ? approverOf(above)?.id : above[0]?.id;
};

const peopleOf = async (tx: Tx, row: CaseRow, place: Place): Promise<string[]> => {
  const office = await officeOf(tx, row, place);
  if (office === undefined) return [];
  const { rows } = await sql<{ id: string }>`
    select id from people_in_role(${office}, ${roleOf[place]}::role_key) as id`.execute(tx);
  return rows.map(({ id }) => id);
};

const keyOf = (row: Pick<CaseRow, 'id' | 'version'>): string => `admission:${row.id}:${row.version}`;

/** Ends what was asked before the change and asks those whose step is next. */
export const tellNext = async (tx: Tx, before: CaseRow, after: CaseRow): Promise<void> => {
  await endNotices(tx, keyOf(before));
  if (after.state === 'open' && after.next_actor !== null) {
    // What the applicant writes is received by the branch.
    const place = after.next_actor === 'applicant' ? 'branch' : (after.next_actor as Place);
    await notify(tx, {
      kind: 'admission.next',
      key: keyOf(after),
      people: await peopleOf(tx, after, place),
      path: after.branch_path,
      link: `/admission/${after.id}`,
      params: { branch: after.branch },
    });
  }
  if (before.stage !== after.stage)
    await notify(tx, {
      kind: 'admission.progress',
      key: `admission:${after.id}:${after.stage}`,
      people: [after.person_id],
      path: after.branch_path,
      link: '/admission',
      params: {},
    });
};

export const note = (
  tx: Tx,
  row: Pick<CaseRow, 'id' | 'org_path'>,
  action: string,
  reason: string | null = null,
): void => {
  audit(tx, { action: `admission.${action}`, entity: 'admission_case', entityId: row.id, path: row.org_path, reason });
  touch(tx, 'admission', { path: row.org_path });
};
