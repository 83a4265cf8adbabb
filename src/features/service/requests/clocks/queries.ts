import type { z } from 'zod';
import { may, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { keepers } from '#features/base/inbox/index.ts';
import { readCalendar } from '#features/base/rules/index.ts';
import { notFound } from '#shared/errors.ts';
import { visibleRequests } from '../access.ts';
import { isOpen, type Clock, type RequestState } from '../rules.ts';
import { whyView } from '../thread/queries.ts';
import type { Unit } from '../routing/queries.ts';
import { visibleAsks, visiblePauses, visibleReviews } from './access.ts';
import type { RequestClock, requestClock } from './contract.ts';
import {
  clockFor,
  handlingPauses,
  isPauseReason,
  nextReview,
  recheckPauses,
  reviewClock,
  reviewsOfAnswer,
  silenceUntil,
  type ClockFacts,
  type Pause,
  type PauseReason,
  type RunningClock,
} from './rules.ts';

/** What the clocks need to know of a request. */
export const clockColumns = [
  'r.id',
  'r.org_path',
  'r.version',
  'r.unit_id',
  'r.kind',
  'r.treatment',
  'm.term',
  'r.procedure',
  'r.state',
  'r.received_on',
  'r.clock_from',
  'r.clock_round',
  'r.taken_on',
  'r.answered_on',
  'r.reopened',
  'r.due_on',
  'r.plain_due_on',
  'r.lapsed',
  'r.escalated_to_id',
  'r.escalated_on',
  'r.review_unit_id',
] as const;

export const clockRow = (db: Db, scope: Scope) => visibleRequests(db, scope).select(clockColumns);
export type ClockRow = Awaited<ReturnType<ReturnType<typeof clockRow>['executeTakeFirstOrThrow']>>;

const pausesOf = async (db: Db, scope: Scope, requestId: string) => {
  const rows = await visiblePauses(db, scope, requestId)
    .select(['p.id', 'p.reason', 'p.from_on', 'p.latest_on', 'p.ended_on'])
    .execute();
  return rows.flatMap(({ reason, ...row }) => (isPauseReason(reason) ? [{ ...row, reason }] : []));
};

const pauseOf = (row: { reason: PauseReason; from_on: string; latest_on: string; ended_on: string | null }): Pause => ({
  reason: row.reason,
  from: row.from_on,
  until: row.ended_on ?? row.latest_on,
});

const wasTaken: ReadonlySet<RequestState> = new Set(['taken', 'answered', 'closed']);

/** Everything that the clock of a request follows from. */
export const clockStanding = async (db: Db, scope: Scope, row: ClockRow) => {
  const [pauses, asks, reviews] = await Promise.all([
    pausesOf(db, scope, row.id),
    visibleAsks(db, scope, row.id)
      .select([
        'k.id',
        'k.kind',
        'k.state',
        'k.procedure',
        'k.clock_round',
        'k.asked_on',
        'k.asked_by',
        'k.decided_on',
        'k.decider_id',
        'd.short_name as decider',
      ])
      .execute(),
    visibleReviews(db, scope, row.id)
      .select([
        'v.id',
        'v.level',
        'v.unit_id',
        'v.asked_on',
        'v.due_on',
        'v.decided_on',
        'v.outcome',
        'd.short_name as unit',
      ])
      .execute(),
  ]);
  const extension = asks.find(
    (ask) =>
      ask.kind === 'extension' &&
      ask.state === 'granted' &&
      ask.procedure === row.procedure &&
      ask.clock_round === row.clock_round,
  );
  const facts: ClockFacts = {
    term: row.term,
    procedure: row.procedure,
    receivedOn: row.received_on,
    clockFrom: row.clock_from,
    // Rows from before the column was there know when their clock began.
    takenOn: row.taken_on ?? (wasTaken.has(row.state) ? row.clock_from : null),
    reopened: row.reopened,
    extendedOn: extension?.decided_on ?? null,
    pauses: pauses.map(pauseOf),
  };
  return {
    facts,
    pauses,
    openPause: pauses.find((pause) => pause.ended_on === null),
    openAsk: asks.find((ask) => ask.state === 'asked'),
    reviews: reviews.map((review) => ({ ...review, decidedOn: review.decided_on })),
  };
};
export type ClockStanding = Awaited<ReturnType<typeof clockStanding>>;

/** The next unit above with somebody who handles requests; none above the county. */
export const unitAbove = async (db: Db, county: County, unitId: string): Promise<Unit | undefined> => {
  const unit = await db.selectFrom('organisation').select('parent_id').where('id', '=', unitId).executeTakeFirst();
  const parent = unit?.parent_id ?? null;
  if (parent === null) return undefined;
  const asked = {
    permission: 'requests.handle',
    organisations: [parent],
    nearest: true,
    today: county.today(),
  } as const;
  const at = (await keepers(db, asked))[0]?.at;
  if (at === undefined) return undefined;
  return db
    .selectFrom('organisation')
    .select(['id', 'path', 'short_name as name'])
    .where('id', '=', at)
    .executeTakeFirst();
};

const dayWhy = ({ dueOn, why }: Clock) => ({ on: dueOn, why: whyView(why) });

const reviewable = (row: ClockRow, { reviews }: ClockStanding) => ({
  procedure: row.procedure,
  state: row.state,
  answeredOn: row.answered_on,
  reviews,
});

/** Which review may be asked for today, and at which unit. */
export const reviewAhead = async (db: Db, county: County, row: ClockRow, standing: ClockStanding) => {
  const next = nextReview(reviewable(row, standing));
  if (next === null || county.today() > next.until.dueOn) return null;
  const last = reviewsOfAnswer(standing.reviews).at(-1);
  return { ...next, unit: await unitAbove(db, county, last?.unit_id ?? row.unit_id) };
};

export const silenceOf = (row: ClockRow, standing: ClockStanding): Clock | null =>
  silenceUntil(reviewable(row, standing));

const nameOf = async (db: Db, id: string | null): Promise<string | null> => {
  if (id === null) return null;
  const row = await db.selectFrom('organisation').select('short_name').where('id', '=', id).executeTakeFirst();
  return row?.short_name ?? null;
};

/** The clock as resident and office see it alike. */
export const clockView = async (
  db: Db,
  scope: Scope,
  county: County,
  row: ClockRow,
): Promise<{ readonly clock: RunningClock; readonly view: z.input<typeof RequestClock> }> => {
  const standing = await clockStanding(db, scope, row);
  const [calendar, ahead, escalatedTo] = await Promise.all([
    readCalendar(db),
    reviewAhead(db, county, row, standing),
    nameOf(db, row.escalated_to_id),
  ]);
  const clock = clockFor(standing.facts, calendar);
  const { openPause, facts } = standing;
  const silence = silenceOf(row, standing);
  const reviews = reviewsOfAnswer(standing.reviews);
  const view: z.input<typeof RequestClock> = {
    stage: clock.stage,
    procedure: row.procedure,
    plainDueOn: row.plain_due_on,
    overdue: isOpen(row.state) && county.today() > clock.dueOn,
    paused:
      openPause === undefined
        ? null
        : { reason: openPause.reason, since: openPause.from_on, latest: openPause.latest_on },
    extendedOn: facts.extendedOn,
    escalatedTo,
    reviews: reviews.map((review) => ({
      level: review.level,
      unitName: review.unit,
      askedOn: review.asked_on,
      due: dayWhy(reviewClock(review.level === 2 ? 2 : 1, review.asked_on, facts.pauses)),
      decidedOn: review.decided_on,
      outcome: review.outcome,
    })),
    next: ahead && { level: ahead.level, until: dayWhy(ahead.until), unitName: ahead.unit?.name ?? null },
    silence: silence && dayWhy(silence),
    lapsed: row.lapsed,
    final: reviews.some(({ level, outcome }) => level === 2 && outcome === 'upheld'),
  };
  return { clock, view };
};

const isReviewer = (scope: Scope, row: ClockRow): boolean =>
  row.review_unit_id !== null && row.review_unit_id === scope.organisationId;

/** For which reasons the reader may stop the clock now. */
export const pausesOpen = (
  scope: Scope,
  row: ClockRow,
  { openPause, reviews }: ClockStanding,
  today: string,
): readonly PauseReason[] => {
  if (openPause !== undefined) return [];
  if (isReviewer(scope, row)) return reviews.at(-1)?.level === 2 ? recheckPauses : [];
  // What is overdue stays overdue.
  return row.state === 'taken' && today <= row.due_on ? handlingPauses : [];
};

export const mayResume = (scope: Scope, row: ClockRow, { openPause }: ClockStanding): boolean =>
  openPause !== undefined && (openPause.reason !== 'hearing' || isReviewer(scope, row));

/** More time is asked for before it is over, once, of what has been taken. */
export const mayAskExtension = (row: ClockRow, { openAsk, facts }: ClockStanding, today: string): boolean =>
  openAsk === undefined && facts.extendedOn === null && row.state === 'taken' && today <= row.due_on;

export const mayAskPetition = (row: ClockRow, { openAsk }: ClockStanding): boolean =>
  openAsk === undefined && row.procedure === 'ordinary' && isOpen(row.state);

/** Whether the resident may declare it one: while it is open, whatever was asked for above. */
export const mayDeclarePetition = (row: Pick<ClockRow, 'procedure' | 'state'>): boolean =>
  row.procedure === 'ordinary' && isOpen(row.state);

/** Another unit decides; at the county itself another person. */
export const mayDecideAsk = (scope: Scope, { openAsk }: ClockStanding): boolean =>
  openAsk !== undefined &&
  openAsk.decider_id === scope.organisationId &&
  scope.accountId !== null &&
  openAsk.asked_by !== scope.accountId;

export const mayDecideReview = isReviewer;

/** @throws AppError not_found */
export const clockActs = async (
  db: Db,
  scope: Scope,
  county: County,
  id: string,
): Promise<z.input<(typeof requestClock)['reply']>> => {
  const row = await clockRow(db, scope).where('r.id', '=', id).executeTakeFirst();
  if (row === undefined) throw notFound();
  const standing = await clockStanding(db, scope, row);
  const { openAsk } = standing;
  const handles = may(scope, 'requests.handle');
  return {
    version: row.version,
    ask: openAsk === undefined ? null : { kind: openAsk.kind, askedOn: openAsk.asked_on, deciderName: openAsk.decider },
    can: {
      pause: handles ? [...pausesOpen(scope, row, standing, county.today())] : [],
      resume: handles && mayResume(scope, row, standing),
      askExtension: handles && mayAskExtension(row, standing, county.today()),
      askPetition: handles && mayAskPetition(row, standing),
      decideAsk: handles && mayDecideAsk(scope, standing),
      decideReview: handles && mayDecideReview(scope, row),
    },
  };
};
