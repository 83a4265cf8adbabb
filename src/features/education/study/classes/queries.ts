import { sql } from 'kysely';
import type { z } from 'zod';
import { may, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import { ownBranchMembers, ownMembership } from '../access.ts';
import { postsOf } from '../posts/queries.ts';
import type { ClassLine, ClassView, Enrolled, Lesson, OwnClass } from './contract.ts';
import { hoursOfLessons, isFor } from './rules.ts';

/** Classes are announced to the whole county. */
export const classRows = (db: Db) =>
  db.selectFrom('study_class as c').innerJoin('organisation as o', 'o.id', 'c.organiser_id');

const columns = (rows: ReturnType<typeof classRows>) => rows.selectAll('c').select('o.short_name as organiser_name');
export type ClassRow = Awaited<ReturnType<ReturnType<typeof columns>['executeTakeFirstOrThrow']>>;

/** @throws AppError not_found */
export const classRow = async (db: Db, id: string): Promise<ClassRow> => {
  const row = await columns(classRows(db)).where('c.id', '=', id).executeTakeFirst();
  if (row === undefined) throw notFound();
  return row;
};

export const lessonsOf = async (db: Db, classes: readonly string[]): Promise<(id: string) => Lesson[]> => {
  const rows =
    classes.length === 0
      ? []
      : await db
          .selectFrom('study_class_session')
          .selectAll()
          .where('class_id', 'in', classes)
          .orderBy('on_day')
          .orderBy(sql`array_position(array['morning', 'day', 'afternoon'], part::text)`)
          .execute();
  return (id) =>
    rows
      .filter((row) => row.class_id === id)
      .map((row) => ({ id: row.id, onDay: row.on_day, part: row.part, subject: row.subject }));
};

interface Places {
  readonly class_id: string;
  readonly enrolled: number;
  readonly waiting: number;
}

export const placesOf = async (
  db: Db,
  classes: readonly string[],
): Promise<(id: string) => Omit<Places, 'class_id'>> => {
  const { rows } = await sql<Places>`select * from study_places(${[...classes]}::uuid[])`.execute(db);
  const found = new Map(rows.map((row) => [row.class_id, row]));
  return (id) => ({ enrolled: found.get(id)?.enrolled ?? 0, waiting: found.get(id)?.waiting ?? 0 });
};

const lineOf = (
  row: ClassRow,
  places: Omit<Places, 'class_id'>,
  lessons: readonly Lesson[],
): z.input<typeof ClassLine> => ({
  id: row.id,
  organiserName: row.organiser_name,
  audience: row.audience,
  state: row.state,
  title: row.title,
  place: row.place,
  topics: row.topics,
  startsOn: row.starts_on,
  endsOn: row.ends_on,
  applyBy: row.apply_by,
  quota: row.quota,
  enrolled: places.enrolled,
  waiting: places.waiting,
  hours: hoursOfLessons(lessons),
});

const most = 100;

export const classPage = async (db: Db, show: 'open' | 'all'): Promise<{ items: z.input<typeof ClassLine>[] }> => {
  const asked = columns(classRows(db)).orderBy('c.starts_on', 'desc').orderBy('c.id', 'desc').limit(most);
  const rows = await (show === 'all' ? asked : asked.where('c.state', '=', 'open')).execute();
  const ids = rows.map(({ id }) => id);
  const [lessons, places] = await Promise.all([lessonsOf(db, ids), placesOf(db, ids)]);
  return { items: rows.map((row) => lineOf(row, places(row.id), lessons(row.id))) };
};

const enrolmentRows = (db: Db) =>
  db
    .selectFrom('study_enrolment as e')
    .leftJoin('study_certificate as t', (join) =>
      join.onRef('t.class_id', '=', 'e.class_id').onRef('t.person_id', '=', 'e.person_id'),
    )
    .select([
      'e.class_id',
      'e.person_id',
      'e.version',
      'e.name',
      'e.branch_name',
      'e.state',
      't.id as certificate_id',
      't.version as certificate_version',
      't.number',
      't.hours',
      't.issued_on',
      't.expires_on',
      't.withdrawn_on',
      't.why',
      sql<
        string[]
      >`array(select r.session_id::text from study_roll r where r.class_id = e.class_id and r.person_id = e.person_id and r.present)`.as(
        'present',
      ),
    ]);
type EnrolmentRow = Awaited<ReturnType<ReturnType<typeof enrolmentRows>['executeTakeFirstOrThrow']>>;

const enrolled = (row: EnrolmentRow): z.input<typeof Enrolled> => ({
  personId: row.person_id,
  version: row.version,
  name: row.name,
  branchName: row.branch_name,
  state: row.state,
  present: row.present,
  certificate:
    row.certificate_id === null || row.number === null || row.issued_on === null || row.certificate_version === null
      ? null
      : {
          id: row.certificate_id,
          version: row.certificate_version,
          number: row.number,
          hours: Number(row.hours),
          issuedOn: row.issued_on,
          expiresOn: row.expires_on,
          withdrawnOn: row.withdrawn_on,
          why: row.why,
        },
});

interface Person {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly branchName: string;
}

/** Members for whom a class is: of the own branch, or the reader. */
export const fitting = async (
  rows: ReturnType<typeof ownBranchMembers>,
  db: Db,
  audience: ClassRow['audience'],
  today: string,
): Promise<Person[]> => {
  const people = await rows
    .select(['m.person_id', 'm.category', 'p.name', 'p.org_path', 'b.short_name'])
    .orderBy('p.pinyin')
    .orderBy('p.id')
    .execute();
  const posts = await postsOf(
    db,
    people.map((row) => row.person_id),
  );
  return people
    .filter((row) => isFor(audience, { category: row.category, posts: posts(row.person_id) }, today))
    .map((row) => ({ id: row.person_id, name: row.name, path: row.org_path, branchName: row.short_name }));
};

/** Who organises a class keeps it: the very organisation. */
export const organises = (scope: Scope, row: Pick<ClassRow, 'organiser_id'>): boolean =>
  may(scope, 'study.teach') && scope.organisationId === row.organiser_id;

/** @throws AppError not_found */
export const classView = async (
  db: Db,
  scope: Scope,
  county: County,
  id: string,
): Promise<z.input<typeof ClassView>> => {
  const row = await classRow(db, id);
  const today = county.today();
  const open = row.state === 'open';
  const nominates = may(scope, 'study.keep') && open && today <= row.apply_by;
  const [lessons, places, people, fit, called] = await Promise.all([
    lessonsOf(db, [id]),
    placesOf(db, [id]),
    enrolmentRows(db).where('e.class_id', '=', id).orderBy('e.asked_at').orderBy('e.id').execute(),
    nominates ? fitting(ownBranchMembers(db, scope), db, row.audience, today) : [],
    db.selectFrom('study_roll').select('session_id').distinct().where('class_id', '=', id).execute(),
  ]);
  const inside = new Set(people.filter(({ state }) => state !== 'withdrawn').map((one) => one.person_id));
  const keeps = organises(scope, row) && open;
  return {
    ...lineOf(row, places(id), lessons(id)),
    version: row.version,
    details: row.details,
    lecturers: row.lecturers,
    validYears: row.valid_years,
    lessons: lessons(id),
    called: called.map((one) => one.session_id),
    people: people.map(enrolled),
    candidates: fit.filter((one) => !inside.has(one.id)).map((one) => ({ personId: one.id, name: one.name })),
    can: {
      change: keeps,
      roll: keeps && lessons(id).some(({ onDay }) => onDay <= today),
      end: keeps && row.ends_on <= today,
      nominate: nominates,
    },
  };
};

/** Classes that are open to the member, and those in which the member is or was. */
export const classesOfMember = async (
  db: Db,
  scope: Scope,
  county: County,
): Promise<{ items: z.input<typeof OwnClass>[] }> => {
  const today = county.today();
  const [mine, rows] = await Promise.all([
    enrolmentRows(db).where('e.person_id', '=', scope.personId).execute(),
    columns(classRows(db))
      .where((e) =>
        e.or([
          e.and([e('c.state', '=', 'open'), e('c.apply_by', '>=', today)]),
          e(
            'c.id',
            'in',
            e.selectFrom('study_enrolment as x').select('x.class_id').where('x.person_id', '=', scope.personId),
          ),
        ]),
      )
      .orderBy('c.starts_on', 'desc')
      .orderBy('c.id')
      .limit(most)
      .execute(),
  ]);
  const ids = rows.map(({ id }) => id);
  const [lessons, places, ...fits] = await Promise.all([
    lessonsOf(db, ids),
    placesOf(db, ids),
    ...rows.map((row) => fitting(ownMembership(db, scope), db, row.audience, today)),
  ]);
  return {
    items: rows.flatMap((row, at) => {
      const found = mine.find((one) => one.class_id === row.id);
      const own = found === undefined ? null : enrolled(found);
      const inside = own !== null && own.state !== 'withdrawn';
      const fits_ = (fits[at] ?? []).length > 0;
      if (own === null && !fits_) return [];
      return [
        {
          ...lineOf(row, places(row.id), lessons(row.id)),
          details: row.details,
          lecturers: row.lecturers,
          lessons: lessons(row.id),
          own:
            own === null
              ? null
              : { version: own.version, state: own.state, present: own.present, certificate: own.certificate },
          can: {
            apply: !inside && fits_ && row.state === 'open' && today <= row.apply_by,
            leave: inside && row.state === 'open' && today < row.starts_on,
          },
        },
      ];
    }),
  };
};
