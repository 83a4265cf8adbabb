import { sql, type Selectable } from 'kysely';
import type { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type {
  AppraisalFollowUp,
  AppraisalPerson,
  AppraisalTally,
  AppraisalTallyLine,
} from '#platform/db/schema.gen.ts';
import type { Db } from '#platform/db/types.ts';
import { organisationRow, referenceOf, type OrganisationRow } from '#features/base/organisations/index.ts';
import { notFound } from '#shared/errors.ts';
import { confirms, keeps, sightOf, visibleAppraisals, type AppraisalRow } from './access.ts';
import type { Appraisal, AppraisalLine, Appraised } from './contract.ts';
import type { Measure } from './follow/rules.ts';
import {
  countGrades,
  leadersOf,
  mayDo,
  mostExcellent,
  nextStep,
  type Excuse,
  type Progress,
  type Sight,
  type Votes,
} from './rules.ts';

export type PersonRow = Selectable<AppraisalPerson>;
export type TallyRow = Selectable<AppraisalTally>;

export interface Parts {
  readonly row: AppraisalRow;
  readonly people: readonly PersonRow[];
  readonly tally: TallyRow | undefined;
  readonly lines: readonly Selectable<AppraisalTallyLine>[];
  readonly followUps: readonly Selectable<AppraisalFollowUp>[];
}

export const gradedOf = (people: readonly PersonRow[]): readonly PersonRow[] =>
  people.filter(({ part }) => part === 'graded');

/** @throws AppError not_found */
export const appraisalRow = async (db: Db, scope: Scope, id: string): Promise<AppraisalRow> => {
  const row = await visibleAppraisals(db, scope).selectAll('a').where('a.id', '=', id).executeTakeFirst();
  if (!row) throw notFound();
  return row;
};

/** An appraisal with all that belongs to it. @throws AppError not_found */
export const partsOf = async (db: Db, scope: Scope, id: string): Promise<Parts> => {
  const row = await appraisalRow(db, scope, id);
  const [people, tally, lines, followUps] = await Promise.all([
    db.selectFrom('appraisal_person').selectAll().where('appraisal_id', '=', id).execute(),
    db.selectFrom('appraisal_tally').selectAll().where('appraisal_id', '=', id).executeTakeFirst(),
    db.selectFrom('appraisal_tally_line').selectAll().where('appraisal_id', '=', id).execute(),
    db.selectFrom('appraisal_follow_up').selectAll().where('appraisal_id', '=', id).execute(),
  ]);
  const strokes = new Intl.Collator('zh-u-co-stroke');
  const ordered = people.toSorted(
    (a, b) => strokes.compare(a.name, b.name) || (a.person_id < b.person_id ? -1 : a.person_id > b.person_id ? 1 : 0),
  );
  return { row, people: ordered, tally, lines, followUps };
};

const stepsOf = (row: AppraisalRow) => ({
  state: row.state,
  studied: row.studied_on !== null,
  mutual: row.mutual_on !== null,
  told: row.told_at !== null,
});

export const progressOf = ({ row, people, tally }: Parts): Progress => ({
  ...stepsOf(row),
  selfMissing: gradedOf(people).filter(({ self_text: self }) => self === null).length,
  counted: tally !== undefined,
  confirmed: tally !== undefined && tally.confirmed_at !== null,
});

const lineOf = (row: AppraisalRow, place: OrganisationRow, progress: Progress): z.input<typeof AppraisalLine> => ({
  id: row.id,
  organisation: referenceOf(place),
  year: row.year,
  state: row.state,
  next: nextStep(progress),
  rollOn: row.roll_on,
  version: row.version,
});

export const appraisalLine = async (db: Db, scope: Scope, id: string) => {
  const parts = await partsOf(db, scope, id);
  return lineOf(parts.row, await organisationRow(db, scope, parts.row.organisation_id), progressOf(parts));
};

interface Page {
  readonly year?: number | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

const selfMissing = sql<number>`(select count(*)::int4 from appraisal_person p
  where p.appraisal_id = a.id and p.part = 'graded' and p.self_text is null)`;

/** Newest first. */
export const appraisalPage = async (db: Db, scope: Scope, { year, cursor, limit }: Page) => {
  const rows = await visibleAppraisals(db, scope)
    .leftJoin('appraisal_tally as t', 't.appraisal_id', 'a.id')
    .selectAll('a')
    .select(['t.appraisal_id as counted', 't.confirmed_at', selfMissing.as('selfMissing')])
    .$if(year !== undefined, (q) => q.where('a.year', '=', year ?? 0))
    .$if(cursor !== undefined, (q) => q.where('a.id', '<', cursor ?? ''))
    .orderBy('a.id', 'desc')
    .limit(limit + 1)
    .execute();
  const page = rows.slice(0, limit);
  const places = new Map<string, OrganisationRow>();
  for (const id of new Set(page.map((row) => row.organisation_id)))
    places.set(id, await organisationRow(db, scope, id));
  const items = page.flatMap((row) => {
    const place = places.get(row.organisation_id);
    const progress = {
      ...stepsOf(row),
      selfMissing: row.selfMissing,
      counted: row.counted !== null,
      confirmed: row.confirmed_at !== null,
    };
    return place === undefined ? [] : [lineOf(row, place, progress)];
  });
  return { items, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
};

const followUpView = (row: Selectable<AppraisalFollowUp> | undefined): z.input<typeof Appraised>['followUp'] =>
  row === undefined
    ? null
    : {
        investigatedOn: row.investigated_on,
        researchedOn: row.researched_on,
        filedOn: row.filed_on,
        measure: row.measure as Measure | null,
        decidedOn: row.decided_on,
        untilOn: row.until_on,
        finishedOn: row.finished_on,
        note: row.note,
      };

const nothing = {
  excuse: null,
  excuseNote: null,
  self: null,
  selfHow: null,
  votes: null,
  leaders: [],
  grade: null,
  reason: null,
  toldAt: null,
  response: null,
  words: null,
  answer: null,
  talkOn: null,
  talkNote: null,
  followUp: null,
};

/** A member as the reader may see the row: those above see a name, and once it is reported a grade on which they have to act. */
const personView = (
  row: PersonRow,
  sight: Sight,
  votes: Votes | null,
  { followUp, reported }: { readonly followUp: z.input<typeof Appraised>['followUp']; readonly reported: boolean },
): z.input<typeof Appraised> => {
  const frame = {
    personId: row.person_id,
    name: row.name,
    category: row.category as 'full' | 'probationary',
    part: row.part,
  };
  if (sight !== 'all') {
    const acted = reported && (row.grade === 'basic' || row.grade === 'unqualified');
    return acted ? { ...frame, ...nothing, grade: row.grade, talkOn: row.talk_on, followUp } : { ...frame, ...nothing };
  }
  return {
    ...frame,
    excuse: row.excuse as Excuse | null,
    excuseNote: row.excuse_note,
    self: row.self_text,
    selfHow: row.self_how as 'phone' | 'paper' | null,
    votes,
    leaders: votes === null ? [] : [...leadersOf(votes)],
    grade: row.grade,
    reason: row.grade_reason,
    toldAt: row.told_at,
    response: row.response as 'accepted' | 'objected' | null,
    words: row.response_words,
    answer: row.answer,
    talkOn: row.talk_on,
    talkNote: row.talk_note,
    followUp,
  };
};

const countsOf = (people: readonly PersonRow[]) => {
  const number = (test: (row: PersonRow) => boolean): number => people.filter(test).length;
  return {
    graded: number(({ part }) => part === 'graded'),
    ungraded: number(({ part }) => part === 'ungraded'),
    excused: number(({ part }) => part === 'excused'),
    voters: number(({ votes }) => votes),
    selfWritten: number(({ self_text: self }) => self !== null),
    told: number(({ told_at: told }) => told !== null),
    responded: number(({ response }) => response !== null),
    objected: number(({ response }) => response === 'objected'),
  };
};

const meetingOf = async (db: Db, id: string | null): Promise<z.input<typeof Appraisal>['meeting']> => {
  if (id === null) return null;
  const row = await db.selectFrom('meeting').select(['id', 'title', 'held_on']).where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : { id: row.id, title: row.title, heldOn: row.held_on };
};

export const votesOf = ({ lines }: Parts): ReadonlyMap<string, Votes> =>
  new Map(
    lines.map(({ person_id: personId, excellent, qualified, basic, unqualified }) => [
      personId,
      { excellent, qualified, basic, unqualified },
    ]),
  );

/** The numbers of a count are open to whoever entered it, and to the branch once a second person has found the same. */
const seesNumbers = (scope: Scope, { tally }: Parts): boolean =>
  tally !== undefined &&
  (tally.confirmed_at !== null || (tally.entered_by !== null && tally.entered_by === scope.accountId));

const tallyView = (scope: Scope, parts: Parts): z.input<typeof Appraisal>['tally'] => {
  const { tally } = parts;
  if (tally === undefined) return null;
  const open = seesNumbers(scope, parts);
  return {
    issued: open ? tally.issued : null,
    returned: open ? tally.returned : null,
    valid: open ? tally.valid : null,
    invalid: open ? tally.invalid : null,
    enterer: tally.enterer,
    enteredAt: tally.entered_at,
    confirmer: tally.confirmer,
    confirmedAt: tally.confirmed_at,
  };
};

const peopleView = (scope: Scope, parts: Parts): z.input<typeof Appraised>[] => {
  const sight = sightOf(scope, parts.row);
  if (sight === 'counts') return [];
  const votes = seesNumbers(scope, parts) ? votesOf(parts) : new Map<string, Votes>();
  const follows = new Map(parts.followUps.map((row) => [row.person_id, row]));
  return parts.people.map((row) =>
    personView(row, sight, votes.get(row.person_id) ?? null, {
      followUp: followUpView(follows.get(row.person_id)),
      reported: parts.row.state === 'closed',
    }),
  );
};

/** @throws AppError not_found */
export const appraisalView = async (db: Db, scope: Scope, id: string): Promise<z.input<typeof Appraisal>> => {
  const parts = await partsOf(db, scope, id);
  const { row, people, tally } = parts;
  const place = await organisationRow(db, scope, row.organisation_id);
  const counts = countsOf(people);
  const { most, why } = mostExcellent(counts.graded, row.roll_on);
  const sight = sightOf(scope, row);
  return {
    ...lineOf(row, place, progressOf(parts)),
    meeting: await meetingOf(db, row.meeting_id),
    studiedOn: row.studied_on,
    mutualOn: row.mutual_on,
    mutualForm: row.mutual_form as 'meeting' | 'groups' | null,
    mutualSummary: sight === 'all' ? row.mutual_summary : null,
    testedOn: row.tested_on,
    decidedBy: row.decided_by as 'committee' | 'members_meeting' | null,
    decidedOn: row.decided_on,
    toldAt: row.told_at,
    closedOn: row.closed_on,
    closedBy: row.closed_by,
    cancelledWhy: row.cancelled_why,
    counts,
    grades: countGrades(sight === 'all' || row.state === 'closed' ? people.map(({ grade }) => grade) : []),
    most,
    why: { ...why, inputs: { ...why.inputs }, steps: [...why.steps] },
    tally: tallyView(scope, parts),
    sight,
    people: peopleView(scope, parts),
    can: mayDo(progressOf(parts), {
      keeps: keeps(scope, row),
      confirms: confirms(scope, row),
      enteredBySame: tally !== undefined && tally.entered_by !== null && tally.entered_by === scope.accountId,
    }),
  };
};
