import { sql } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import { organisationRow } from '#features/base/organisations/index.ts';
import { committeePosts, typeFacts, votesOn, type MeetingType } from '../rules.ts';

export interface RosterPerson {
  readonly personId: string;
  readonly name: string;
  /** A full member on that day with the right to vote. */
  readonly votes: boolean;
  readonly category: 'full' | 'probationary';
}

interface RosterRow {
  readonly person_id: string;
  readonly name: string;
  readonly category: 'full' | 'probationary';
  readonly full_on: string | null;
  readonly standing: string;
  readonly watched: boolean;
}

// The functions look wide and are told the caller's own range.
const range = sql`current_setting('app.lower', true), current_setting('app.upper', true)`;

/** Whose members an organisation's meetings are about: a group's are those of its branch. */
const holderOf = async (db: Db, scope: Scope, id: string): Promise<{ id: string; path: string }> => {
  const row = await organisationRow(db, scope, id);
  return row.type === 'group' && row.parent_id !== null ? organisationRow(db, scope, row.parent_id) : row;
};

/** Who belonged to an organisation on a day and who of them had a vote, by name. @throws AppError not_found */
export const rosterOn = async (db: Db, scope: Scope, branchId: string, day: string): Promise<RosterPerson[]> => {
  const { path } = await holderOf(db, scope, branchId);
  const { rows } = await sql<RosterRow>`select * from roster_on(${path}, ${day}::date, ${range})`.execute(db);
  return rows.map((row) => {
    const category = row.category === 'full' && (row.full_on === null || row.full_on <= day) ? 'full' : 'probationary';
    const { full_on: fullOn, standing, watched } = row;
    return {
      personId: row.person_id,
      name: row.name,
      category,
      votes: votesOn({ ...row, fullOn, standing, watched }, day),
    };
  });
};

/** Who held a post of the committee on a day. */
export const committeeOn = async (db: Db, scope: Scope, branchId: string, day: string): Promise<RosterPerson[]> => {
  const { id } = await holderOf(db, scope, branchId);
  const { rows } = await sql<{ person_id: string; name: string; post: string }>`
    select * from committee_on(${id}, ${day}::date, ${range})`.execute(db);
  const people = new Map<string, RosterPerson>();
  for (const { person_id: personId, name, post } of rows)
    if (committeePosts.has(post)) people.set(personId, { personId, name, category: 'full', votes: true });
  return [...people.values()];
};

/** Who is asked to a meeting of that type on that day, or may be chosen for it. */
export const candidatesOn = (
  db: Db,
  scope: Scope,
  { organisationId, type, day }: { readonly organisationId: string; readonly type: MeetingType; readonly day: string },
): Promise<RosterPerson[]> =>
  typeFacts[type].attendees === 'committee'
    ? committeeOn(db, scope, organisationId, day)
    : rosterOn(db, scope, organisationId, day);

/** Who was excused for age or illness at the organisation's latest meeting: said once, not each month. */
export const lastExempt = async (db: Db, organisationId: string): Promise<ReadonlySet<string>> => {
  const rows = await db
    .selectFrom('meeting_invitee as i')
    .innerJoin('meeting as m', 'm.id', 'i.meeting_id')
    .where('m.organisation_id', '=', organisationId)
    .where('m.state', '<>', 'cancelled')
    .distinctOn('i.person_id')
    .select(['i.person_id', 'i.exempt'])
    .orderBy('i.person_id')
    .orderBy('m.starts_at', 'desc')
    .orderBy('m.id', 'desc')
    .execute();
  return new Set(rows.filter((row) => row.exempt).map((row) => row.person_id));
};
