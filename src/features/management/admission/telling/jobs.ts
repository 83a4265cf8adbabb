import { sql, type SqlBool } from 'kysely';
import { systemScope, type Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db, Tx } from '#platform/db/types.ts';
import type { TaskHandler } from '#platform/jobs/runner.ts';
import { addDays } from '#shared/days.ts';
import { formatDay } from '#shared/format.ts';
import type { Words } from '#shared/text.ts';
import { endNotices, notify } from '#features/base/inbox/index.ts';
import { ancestorsOf } from '#features/base/organisations/index.ts';
import { readCalendar } from '#features/base/rules/index.ts';
import type { Calendar } from '#features/base/rules/calendar/rules.ts';
import { visibleCases } from '../access.ts';
import { places, type Place } from '../rules.ts';
import { askedOf, type Clock } from '../rules/clocks/rules.ts';
import { renew } from '../standing/commands.ts';
import { clocksIn, withPerson, type CaseRow } from '../standing/queries.ts';
import { officeOf, staffOf, stepWords, tellTurn, termOf } from './commands.ts';
import { lately, opensOn, stagesOn } from './rules.ts';

const dayWords = (day: string): Words => ({ zh: formatDay('zh', day), en: formatDay('en', day) });

/** No last day draws near, and no stage is told, further from it than that. */
const window = 40;

/** Open cases of which a clock opens, draws near or is over about a day. */
const casesAbout = (db: Db, scope: Scope, today: string): Promise<CaseRow[]> =>
  withPerson(visibleCases(db, scope))
    .where('c.state', '=', 'open')
    .where(
      sql<SqlBool>`exists (select from jsonb_to_recordset(c.clocks) as k("from" date, due date)
        where k.due between ${addDays(today, -window)}::date and ${addDays(today, window)}::date
          or k."from" between ${addDays(today, -lately)}::date and ${today}::date)`,
    )
    .orderBy('c.id')
    .execute();

interface Morning {
  readonly tx: Tx;
  readonly today: string;
  readonly calendar: Calendar;
}

/** Those above a place: a branch's step is told to the committee, the committee's to the county. */
const above: Readonly<Record<Place, Place | null>> = { branch: 'committee', committee: 'county', county: null };

const tellStage = async ({ tx, today }: Morning, row: CaseRow, clock: Clock, stage: 'near' | 'over'): Promise<void> => {
  const office = officeOf(clock.place, row, await ancestorsOf(tx, row.branch_path));
  if (office === undefined) return;
  const term = termOf(row.id, clock);
  if (stage === 'over') await endNotices(tx, `${term}:near`);
  await notify(tx, {
    kind: `admission.${stage}`,
    key: `${term}:${stage}`,
    people: [],
    staff: await staffOf(tx, clock.place, [office], today),
    path: row.branch_path,
    link: `/admission/${row.id}`,
    params: { branch: row.branch, step: stepWords(clock), day: dayWords(clock.due ?? today) },
  });
};

/** Each office about its own steps: one that may be taken from now on, one whose last day is near or over. */
const tellOwn = async (morning: Morning, row: CaseRow): Promise<void> => {
  const { tx, today, calendar } = morning;
  for (const place of places) {
    const turn = askedOf(clocksIn(row), new Set([place]), today);
    const office =
      turn && opensOn(turn, today, calendar) && officeOf(place, row, await ancestorsOf(tx, row.branch_path));
    if (turn && office) await tellTurn(tx, row, turn, await staffOf(tx, place, [office], today));
  }
  for (const clock of clocksIn(row))
    for (const { stage } of stagesOn(clock, today, calendar))
      if (stage !== 'above') await tellStage(morning, row, clock, stage);
};

interface Digest {
  readonly office: string;
  readonly place: Place;
  readonly on: string;
  readonly cases: Set<string>;
}

/** What those above are told, by office and by the day on which the stage began. */
const digestsOf = async ({ tx, today, calendar }: Morning, rows: readonly CaseRow[]): Promise<Digest[]> => {
  const found = new Map<string, Digest>();
  for (const row of rows)
    for (const clock of clocksIn(row)) {
      const place = above[clock.place];
      const reached = stagesOn(clock, today, calendar).find(({ stage }) => stage === 'above');
      const office = reached && place && officeOf(place, row, await ancestorsOf(tx, row.branch_path));
      if (!office) continue;
      const key = `${office}:${reached.on}`;
      const digest = found.get(key) ?? { office, place, on: reached.on, cases: new Set<string>() };
      digest.cases.add(row.id);
      found.set(key, digest);
    }
  return [...found.values()];
};

/** One notice an office and morning: a number of cases, no names. */
const tellAbove = async (morning: Morning, { office, place, on, cases }: Digest): Promise<void> => {
  const { tx, today } = morning;
  const { path } = await tx
    .selectFrom('organisation')
    .select('path')
    .where('id', '=', office)
    .executeTakeFirstOrThrow();
  await notify(tx, {
    kind: 'admission.above',
    key: `admission.above:${office}:${on}`,
    people: [],
    staff: await staffOf(tx, place, [office], today),
    path,
    link: '/admission?queue=overdue',
    params: { count: cases.size },
  });
};

const tellAll = async (county: County, scope: Scope): Promise<void> => {
  const today = county.today();
  const [rows, calendar] = await Promise.all([
    casesAbout(county.read(scope), scope, today),
    readCalendar(county.read(scope)),
  ]);
  for (const row of rows) await county.write(scope, (tx) => tellOwn({ tx, today, calendar }, row));
  await county.write(scope, async (tx) => {
    const morning = { tx, today, calendar };
    for (const digest of await digestsOf(morning, rows)) await tellAbove(morning, digest);
  });
};

/** Each morning: what cases owe is read anew, and whatever stage of a term has begun is told once. */
export const remindOfTerms: TaskHandler = async (county) => {
  const scope = systemScope(county.entry.code, 'admission.remind');
  await renew(county, scope, false);
  await tellAll(county, scope);
};
