import { sql } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import { seatPosts } from '#features/base/organisations/contract.ts';
import { referenceOf, type OrganisationRow } from '#features/base/organisations/index.ts';
import type { OrganisationType } from '#features/base/organisations/rules.ts';
import { readCalendar } from '#features/base/rules/index.ts';
import { partsOf } from '#shared/days.ts';
import {
  lectures,
  owes,
  placeOf,
  rangeOf,
  viewerOf,
  visibleClosedMeetings,
  visibleFinishedAppraisals,
} from './access.ts';
import type { Duty, ownDuties, YearView } from './contract.ts';
import { dutiesOfYear, dutyKinds, type DutyFacts, type DutyKind, type HeldMeeting } from './rules.ts';

const spanOf = (column: string) => ({
  from: sql<string | null>`lower(${sql.ref(column)})`.as('from'),
  to: sql<string | null>`upper(${sql.ref(column)})`.as('to'),
});

const typesOf = (db: Db, id: string): Promise<{ type: OrganisationType; from: string | null; to: string | null }[]> => {
  const during = spanOf('p.during');
  return db
    .selectFrom('organisation_period as p')
    .where('p.organisation_id', '=', id)
    .select(['p.type', during.from, during.to])
    .execute();
};

/** Groups of the branch that are still filed below it: those that moved away have taken their meetings along. */
const groupsOf = (db: Db, row: OrganisationRow) => {
  const during = spanOf('p.during');
  const { from, to } = rangeOf(row);
  return db
    .selectFrom('organisation_period as p')
    .innerJoin('organisation as o', 'o.id', 'p.organisation_id')
    .where('o.path', '>=', from)
    .where('o.path', '<', to)
    .where('p.parent_id', '=', row.id)
    .where('p.type', '=', 'group')
    .select(['p.organisation_id as id', 'p.short_name as name', during.from, during.to])
    .execute();
};

/** Seats of the committee, day by day: `to` is the day after the last. */
const seatsOf = (db: Db, id: string) =>
  db
    .selectFrom('post_holding as h')
    .where('h.organisation_id', '=', id)
    .where('h.voided_at', 'is', null)
    .where('h.post', 'in', [...seatPosts])
    .select(['h.person_id as personId', 'h.post', 'h.from_on as from', sql<string | null>`h.to_on + 1`.as('to')])
    .execute();

const fullSpans = async (db: Db, id: string): Promise<{ from: string | null; to: string | null }[]> => {
  const { rows } = await sql<{ from: string | null; to: string | null }>`
    select from_on as "from", to_on as "to" from full_spans(${id}::uuid)`.execute(db);
  return rows;
};

const memberSpans = (db: Db, id: string): Promise<{ from: string | null; to: string | null }[]> => {
  const during = spanOf('a.during');
  return db
    .selectFrom('affiliation as a')
    .where('a.branch_id', '=', id)
    .where('a.voided_at', 'is', null)
    .select([during.from, during.to])
    .execute();
};

interface Titled extends HeldMeeting {
  readonly title: string;
}

const meetingsOnly = (db: Db, scope: Scope, row: OrganisationRow, year: number): Promise<Titled[]> =>
  visibleClosedMeetings(db, scope, rangeOf(row))
    .where('m.held_on', '>=', `${year}-01-01`)
    .where('m.held_on', '<=', `${year}-12-31`)
    .where(
      'm.type',
      'in',
      dutyKinds.filter((kind) => kind !== 'appraisal' && kind !== 'secretary_lesson'),
    )
    .select([
      'm.id',
      'm.title',
      sql<DutyKind>`m.type`.as('kind'),
      'm.organisation_id as organisationId',
      sql<string>`m.held_on`.as('heldOn'),
      sql<string[]>`case when m.type = 'heart_talk' then array(select i.person_id from meeting_invitee i
        where i.meeting_id = m.id and i.attendance = 'present') else '{}' end`.as('people'),
    ])
    .execute();

/** Lessons in the range of a committee, with whoever gave them. */
const lessonsOf = (db: Db, scope: Scope, row: OrganisationRow, year: number): Promise<Titled[]> =>
  visibleClosedMeetings(db, scope, rangeOf(row))
    .where('m.held_on', '>=', `${year}-01-01`)
    .where('m.held_on', '<=', `${year}-12-31`)
    .where(sql<boolean>`m.type = 'party_lesson'`)
    .where('m.chair_person_id', 'in', (q) =>
      q
        .selectFrom('post_holding as h')
        .select('h.person_id')
        .where('h.organisation_id', '=', row.id)
        .where('h.post', '=', 'secretary')
        .where('h.voided_at', 'is', null),
    )
    .select([
      'm.id',
      'm.title',
      sql<DutyKind>`'secretary_lesson'`.as('kind'),
      'm.organisation_id as organisationId',
      sql<string>`m.held_on`.as('heldOn'),
      'm.chair_person_id as lecturer',
    ])
    .execute();

/** Members are appraised when the appraisal is finished and reported: a meeting of that name alone is none. */
const appraisalsOf = async (db: Db, scope: Scope, row: OrganisationRow, year: number): Promise<Titled[]> => {
  const rows = await visibleFinishedAppraisals(db, scope, rangeOf(row))
    .where('a.year', '=', year)
    .select(['a.id', 'a.organisation_id as organisationId', 'a.closed_on', 'a.year'])
    .execute();
  return rows.map(({ id, organisationId, closed_on: closedOn, year: forYear }) => ({
    id,
    organisationId,
    title: '',
    kind: 'appraisal',
    heldOn: closedOn ?? '',
    forYear,
  }));
};

const meetingsOf = async (db: Db, scope: Scope, row: OrganisationRow, year: number): Promise<Titled[]> =>
  lectures(row)
    ? lessonsOf(db, scope, row, year)
    : [...(await meetingsOnly(db, scope, row, year)), ...(await appraisalsOf(db, scope, row, year))];

/** The dated facts of one organisation from which the duties of a year follow. */
export const factsOf = async (
  db: Db,
  scope: Scope,
  row: OrganisationRow,
  year: number,
): Promise<Omit<DutyFacts, 'meetings'> & { readonly meetings: readonly Titled[] }> => {
  const [types, groups, seats, full, members, meetings] = await Promise.all([
    typesOf(db, row.id),
    groupsOf(db, row),
    seatsOf(db, row.id),
    fullSpans(db, row.id),
    memberSpans(db, row.id),
    meetingsOf(db, scope, row, year),
  ]);
  const secretaries = seats.filter(({ post }) => post === 'secretary');
  return { organisationId: row.id, types, groups, seats, secretaries, full, members, meetings };
};

interface Asked {
  readonly id: string;
  readonly year?: number | undefined;
  readonly today: string;
}

/** The year of one organisation. @throws AppError not_found outside the reader's range */
export const yearOf = async (db: Db, scope: Scope, { id, year, today }: Asked): Promise<z.input<typeof YearView>> => {
  const row = await placeOf(db, scope, id);
  const asked = year ?? partsOf(today).year;
  const [facts, calendar] = await Promise.all([factsOf(db, scope, row, asked), readCalendar(db)]);
  const viewer = viewerOf(scope, row);
  const titles = new Map(facts.meetings.map((meeting) => [meeting.id, meeting.title]));
  const duties = owes(row) || lectures(row) ? dutiesOfYear(facts, asked, { today, calendar }, viewer) : [];
  return {
    organisation: referenceOf(row),
    year: asked,
    today,
    own: viewer === 'own',
    duties: duties.map((duty): z.input<typeof Duty> => ({
      ...duty,
      meetings: duty.meetings.map(({ id: of, heldOn, organisationId }) => ({
        id: of,
        heldOn,
        organisationId,
        title: titles.get(of) ?? '',
      })),
      missing: [...duty.missing],
      why: duty.why && { ...duty.why, steps: [...duty.why.steps] },
      missingYears: [...duty.missingYears],
    })),
  };
};

/** On which organisation the reader's role hangs, and whether it is a branch that owes. @throws AppError not_found */
export const ownPlace = async (db: Db, scope: Scope): Promise<z.input<(typeof ownDuties)['reply']>> => {
  const row = await placeOf(db, scope, undefined);
  return { organisation: referenceOf(row), branch: owes(row) };
};
