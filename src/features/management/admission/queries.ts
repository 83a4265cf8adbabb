import { sql, type Expression, type SqlBool } from 'kysely';
import type { z } from 'zod';
import { may, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import { ancestorsOf } from '#features/base/organisations/index.ts';
import { readCalendar } from '#features/base/rules/index.ts';
import type { Calendar } from '#features/base/rules/calendar/rules.ts';
import type { Why } from '#features/base/rules/rules.ts';
import { ownCases, placesBelow, placesOf, visibleCases } from './access.ts';
import type { CaseFile, CaseLine, Clock, Fact, OwnCase, Queue, Step } from './contract.ts';
import { extrasOf } from './extras/queries.ts';
import {
  approverOf,
  endingsOf,
  mayReopen,
  outcomesOf,
  probationEndOf,
  recorders,
  standsUnder,
  type Place,
} from './rules.ts';
import { aboveFrom, askedOf, standingOf, type Clock as Owed } from './rules/clocks/rules.ts';
import { contradictionsOf } from './rules/contradictions/rules.ts';
import type { StepState } from './rules/path/rules.ts';
import { valuesOf, type Bound } from './rules/rules.ts';
import {
  caseRow,
  clocksIn,
  factOf,
  factRows,
  factsFor,
  stepsOf,
  withPerson,
  type CaseRow,
  type FactRow,
} from './standing/queries.ts';
import type { CaseFact, Pack, Stage, StepId } from './steps.ts';

interface Day {
  readonly today: string;
  readonly calendar: Calendar;
  /** Places below the reader's office: what is late there comes to it later. */
  readonly below: readonly Place[];
}

const clockView =
  ({ below, ...day }: Day) =>
  ({ step, actor, place, from, due, binds, rule, aboveFrom, current }: Owed): z.input<typeof Clock> => ({
    step,
    actor,
    from,
    due,
    binds,
    rule,
    // Not yet there in a row that was read before it was kept.
    aboveFrom: aboveFrom ?? null,
    current: current ?? null,
    standing: standingOf({ from, due }, { ...day, above: below.includes(place) }),
  });

const lineOf = (row: CaseRow, day: Day): z.input<typeof CaseLine> => {
  const clocks = clocksIn(row).map(clockView(day));
  return {
    id: row.id,
    version: row.version,
    name: row.name,
    branchId: row.branch_id,
    branch: row.branch,
    stage: row.stage,
    state: row.state,
    begunOn: row.begun_on,
    begunUnder: row.begun_under as Pack,
    nextStep: row.next_step,
    nextActor: clocksIn(row)[0]?.actor ?? null,
    dueOn: row.due_on,
    overdue: clocks.some(({ standing }) => standing === 'overdue'),
    clocks,
  };
};

const plainWhy = (
  why: Why | null,
): z.input<typeof Step>['earliest'] extends infer L ? (L extends { why: infer W } ? W : never) : never =>
  why === null ? null : { ...why, inputs: { ...why.inputs }, steps: [...why.steps] };

const limit = (bound: Bound | null | undefined) =>
  bound === undefined || bound === null ? null : { day: bound.day, why: plainWhy(bound.why) };

interface Reader {
  readonly rights: ReadonlySet<Place>;
  /** The committee that may approve lies in the reader's range. */
  readonly approves: boolean;
}

const mayRecordAt = ({ rights, approves }: Reader, step: StepId): boolean =>
  recorders[step].some((place) => rights.has(place) && (place !== 'committee' || approves));

const factView = (row: FactRow, reader: Reader, facts: readonly CaseFact[]): z.input<typeof Fact> => {
  const fact = factOf(row);
  const mine = row.from_papers ? reader.rights.has('committee') : mayRecordAt(reader, row.step);
  const free = row.from_papers || !standsUnder(fact, facts);
  return {
    id: row.id,
    step: row.step,
    on: row.on_day,
    until: row.until_day,
    outcome: row.outcome,
    hours: row.hours,
    days: row.days,
    months: row.months,
    special: row.special === true,
    votes: fact.votes ?? null,
    meetingId: row.meeting_id,
    receivedOn: row.received_on,
    names: row.names,
    concludedBy: row.concluded_by,
    note: row.note,
    fromPapers: row.from_papers,
    recorder: row.recorder,
    organisation: row.organisation,
    recordedAt: row.recorded_at,
    voided:
      row.voided_at === null ? null : { at: row.voided_at, by: row.voided_by ?? '', reason: row.void_reason ?? '' },
    mayUndo: row.voided_at === null && row.step !== 'application' && mine && free,
  };
};

/** Days that a year without a holiday table leaves open. */
const isProvisional = (path: readonly StepState[]): boolean =>
  path.some(({ earliest, latest }) => [earliest, latest].some((bound) => (bound?.missingYears.length ?? 0) > 0));

/** One case in full, as staff read it. @throws AppError not_found */
export const caseFile = async (db: Db, scope: Scope, county: County, id: string): Promise<z.input<typeof CaseFile>> => {
  const row = await caseRow(db, scope, id);
  const today = county.today();
  const [rows, calendar, above] = await Promise.all([
    factRows(db, scope, id),
    readCalendar(db),
    ancestorsOf(db, row.branch_path),
  ]);
  const facts = factsFor(row, rows);
  const path = stepsOf(facts, calendar, today);
  const committee = approverOf(above);
  const rights = placesOf(scope);
  const approves = committee !== undefined && committee.path >= scope.from && committee.path < scope.to;
  const reader: Reader = { rights, approves };
  const isOpen = row.state === 'open';
  const day: Day = { today, calendar, below: placesBelow(scope) };
  const notYet = (at: StepState): boolean =>
    at.state === 'overdue' &&
    at.latest !== undefined &&
    day.below.includes(recorders[at.step][0] ?? 'branch') &&
    today < aboveFrom(calendar, at.latest.day);
  const member = await db
    .selectFrom('membership')
    .select('id')
    .where('person_id', '=', row.person_id)
    .where('voided_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  const steps = path.map((at): z.input<typeof Step> => ({
    step: at.step,
    state: notYet(at) ? 'open' : at.state,
    earliest: limit(at.earliest),
    latest: limit(at.latest),
    latestSpecial: limit(at.latestSpecial),
    current:
      at.current === undefined ? null : { earliest: limit(at.current.earliest), latest: limit(at.current.latest) },
    articles: at.articles.filter(({ pack }) => pack === '2026').map(({ article }) => article),
    articles2014: at.articles.filter(({ pack }) => pack === '2014').map(({ article }) => article),
    missing: at.missing.map((one) => ({ step: one.step, flaw: one.kind === 'flaw' ? one.flaw : null })),
    actor: at.actor,
    facts: rows.filter(({ step }) => step === at.step).map((one) => factView(one, reader, facts.facts)),
    outcomes: [...outcomesOf(at.step)],
    mayRecord: isOpen && at.mayRecord && mayRecordAt(reader, at.step),
  }));
  return {
    ...lineOf(row, day),
    personId: row.person_id,
    born: row.birth_date,
    isMember: member !== undefined,
    enteredOn: row.entered_on,
    fromPapers: row.from_papers,
    transferredIn: row.transferred_in,
    hasCommittee: row.has_committee,
    committee: committee?.short_name ?? null,
    probationEnd: probationEndOf(facts.facts) ?? null,
    ended: row.ended_on === null ? null : { on: row.ended_on, reason: row.end_reason },
    provisional: isProvisional(path),
    path: steps,
    contradictions: contradictionsOf(facts, valuesOf(facts.begunUnder), calendar, today).map(
      ({ rule, article, steps: about, evidence }) => ({ rule, article, steps: [...about], evidence: { ...evidence } }),
    ),
    extras: await extrasOf(db, scope, id, facts.facts),
    can: {
      record: isOpen && may(scope, 'admission.edit'),
      fromPapers: isOpen && row.from_papers && rights.has('committee'),
      move: isOpen && member === undefined && may(scope, 'admission.move'),
      close: isOpen
        ? endingsOf(rights).filter((kind) => kind === 'not_recognised' || row.stage !== 'probationary')
        : [],
      reopen: mayReopen(rights, row.state),
      extras: isOpen && may(scope, 'admission.branch'),
    },
  };
};

const openOnes = sql<SqlBool>`c.state = 'open'`;
/** Clocks of a row for which the office of the reader is asked on a day. */
const askedClocks = (scope: Scope, today: string) => sql`
  jsonb_to_recordset(c.clocks) as k(place text, "from" date, due date)
  where k.place = any(${[...placesOf(scope)]}::text[]) and (k."from" is null or k."from" <= ${today}::date)`;
/** What waits for the office of the reader. */
const mine = (scope: Scope, today: string): Expression<SqlBool> =>
  sql<SqlBool>`(c.state = 'open' and exists (select from ${askedClocks(scope, today)}))`;
/** Cases with a step that is late to the reader: one of those below comes to the offices above some working days later. */
const late = (scope: Scope, today: string) => sql<SqlBool>`(c.state = 'open' and c.due_on < ${today}::date and exists (
  select from jsonb_to_recordset(c.clocks) as k(place text, due date, "aboveFrom" date)
  where k.due < ${today}::date
    and (k.place <> all(${[...placesBelow(scope)]}::text[]) or coalesce(k."aboveFrom", k.due) <= ${today}::date)))`;

const queueOf = (scope: Scope, today: string, queue: Queue): Expression<SqlBool> =>
  ({ todo: mine(scope, today), open: openOnes, overdue: late(scope, today), ended: sql<SqlBool>`c.state <> 'open'` })[
    queue
  ];

const countsOf = (db: Db, scope: Scope, today: string) => {
  const many = (queue: Queue) => sql<number>`count(*) filter (where ${queueOf(scope, today, queue)})::int4`.as(queue);
  return visibleCases(db, scope)
    .select([many('todo'), many('open'), many('overdue'), many('ended')])
    .executeTakeFirstOrThrow();
};

export interface Page {
  readonly queue: Queue;
  readonly stage?: Stage | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

const never = '9999-12-31';
const lastDay = sql<string>`coalesce(c.due_on, ${never}::date)`;

/** The earliest last day first, what has ended by its age: orders of time, never of people. */
export const casePage = async (db: Db, scope: Scope, county: County, { queue, stage, cursor, limit: many }: Page) => {
  const today = county.today();
  const ended = queue === 'ended';
  const [after = '', id = ''] = cursor?.split('~') ?? [];
  const [rows, counts, calendar] = await Promise.all([
    withPerson(visibleCases(db, scope))
      .where(queueOf(scope, today, queue))
      .$if(stage !== undefined, (q) => q.where('c.stage', '=', stage ?? 'applicant'))
      .$if(cursor !== undefined && ended, (q) => q.where('c.id', '<', id))
      .$if(cursor !== undefined && !ended, (q) =>
        q.where(sql<SqlBool>`(${lastDay}, c.id) > (${after === '' ? never : after}::date, ${id}::uuid)`),
      )
      .$if(!ended, (q) => q.orderBy(lastDay).orderBy('c.id'))
      .$if(ended, (q) => q.orderBy('c.id', 'desc'))
      .limit(many + 1)
      .execute(),
    countsOf(db, scope, today),
    readCalendar(db),
  ]);
  const items = rows.slice(0, many).map((row) => lineOf(row, { today, calendar, below: placesBelow(scope) }));
  const end = items.at(-1);
  return { items, next: rows.length > many && end ? `${end.dueOn ?? ''}~${end.id}` : null, counts };
};

/** What waits for the office: of each case the most pressing step, the nearest last day first. */
export const waitingFor = async (db: Db, scope: Scope, county: County, many: number) => {
  const today = county.today();
  const places = placesOf(scope);
  const [rows, { todo }] = await Promise.all([
    withPerson(visibleCases(db, scope))
      .where(mine(scope, today))
      .orderBy(sql`(select min(k.due) from ${askedClocks(scope, today)}) nulls last`)
      .orderBy('c.id')
      .limit(many)
      .execute(),
    countsOf(db, scope, today),
  ]);
  const items = rows.flatMap((row) => {
    const clock = askedOf(clocksIn(row), places, today);
    return clock === undefined ? [] : [{ row, clock }];
  });
  return { count: todo, items };
};

/** The own path: days and what comes next, without anybody's opinion. @throws AppError not_found */
export const ownAdmissionOf = async (db: Db, scope: Scope, county: County) => {
  if (scope.personId === null) throw notFound();
  const rows = await withPerson(ownCases(db, scope)).orderBy('c.id', 'desc').limit(5).execute();
  const calendar = await readCalendar(db);
  const items = await Promise.all(
    rows.map(async (row): Promise<z.input<typeof OwnCase>> => {
      const facts = factsFor(row, await factRows(db, scope, row.id));
      return {
        id: row.id,
        stage: row.stage,
        state: row.state,
        begunOn: row.begun_on,
        branch: row.branch,
        nextStep: row.next_step,
        nextActor: clocksIn(row)[0]?.actor ?? null,
        path: stepsOf(facts, calendar, county.today()).map((at) => ({
          step: at.step,
          state: at.state,
          on: at.state === 'done' ? (facts.facts.findLast(({ step }) => step === at.step)?.on ?? null) : null,
          earliest: at.earliest?.day ?? null,
          latest: at.latest?.day ?? null,
          latestSpecial: at.latestSpecial?.day ?? null,
          current:
            at.current === undefined
              ? null
              : { earliest: at.current.earliest?.day ?? null, latest: at.current.latest?.day ?? null },
        })),
      };
    }),
  );
  return { items };
};
