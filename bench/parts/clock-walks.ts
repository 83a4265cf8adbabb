/** Some of the histories through the commands and the database of the platform, and the days of all of them after a change of the calendar. */
import { replaceYear } from '#features/base/rules/calendar/commands.ts';
import type { Holiday } from '#features/base/rules/calendar/rules.ts';
import { askTerm, decideTerm, pause, resume } from '#features/service/requests/clocks/commands.ts';
import { renewClocks } from '#features/service/requests/clocks/jobs.ts';
import { askReview, decideReview } from '#features/service/requests/clocks/reviews/commands.ts';
import { answer, take } from '#features/service/requests/handling/commands.ts';
import { accept, reopen, send } from '#features/service/requests/sending/commands.ts';
import { follow } from '#features/service/requests/sending/queries.ts';
import { systemScope } from '#platform/access/scope.ts';
import type { Tx } from '#platform/db/types.ts';
import { AppError } from '#shared/errors.ts';
import { newOpaqueId } from '#shared/ids.ts';
import { openClockGround, type ClockGround } from './clock-ground.ts';
import { beginningOf, nextAct, pauseBetween, tableDays, type Draw } from './clock-histories.ts';
import {
  dateOf,
  numberOf,
  openJudge,
  tableOf,
  type Act,
  type Judge,
  type Standing,
  type Table,
} from './clock-judge.ts';

const words = '因情况复杂，说明如下';
const opinion = { outcome: 'decline', facts: words, basis: words } as const;

interface Request {
  readonly id: string;
  readonly code: string;
  readonly caller: { readonly address: string; readonly requestId: string };
}

const rowOf = (ground: ClockGround, id: string) =>
  ground.county
    .read(systemScope(ground.county.entry.code, 'proof'))
    .selectFrom('service_request')
    .select(['version', 'due_on', 'review_unit_id', 'state'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();

/** Does what the act says by whoever may; false where the platform refuses. */
const doIt = async (ground: ClockGround, { id, code, caller }: Request, act: Act): Promise<boolean> => {
  const { county, unit, above, top } = ground;
  const row = await rowOf(ground, id);
  const reviewer = row.review_unit_id === top.organisationId ? top : above;
  const scope = row.review_unit_id === null ? unit : reviewer;
  const key = newOpaqueId();
  const asked = async (kind: 'extension' | 'petition'): Promise<void> => {
    const { version } = await county.write(unit, (tx) =>
      askTerm(tx, unit, county, id, { version: row.version, kind, reason: words }),
    );
    await county.write(above, (tx) => decideTerm(tx, above, county, id, { version, grant: true, reason: words }));
  };
  const by = (run: (tx: Tx) => Promise<unknown>): Promise<unknown> => county.write(scope, run);
  const { version } = row;
  const acts: Readonly<Record<Act['do'], () => Promise<unknown>>> = {
    take: () => by((tx) => take(tx, scope, county, id, { version })),
    answer: () => by((tx) => answer(tx, scope, county, id, { version, text: words, answers: [], opinion })),
    resume: () => by((tx) => resume(tx, scope, county, id, { version })),
    pause: () =>
      by((tx) =>
        pause(tx, scope, county, id, {
          version,
          reason: act.do === 'pause' ? act.reason : 'materials',
          text: words,
        }),
      ),
    decide: () =>
      by((tx) =>
        decideReview(tx, scope, county, id, {
          version,
          outcome: act.do === 'decide' ? act.outcome : 'upheld',
          text: words,
        }),
      ),
    extend: () => asked('extension'),
    petition: () => asked('petition'),
    accept: () => accept(county, caller, key, { code }),
    reopen: () => reopen(county, caller, key, { code, reason: words }),
    askReview: () => askReview(county, caller, key, { code, reason: words }),
  };
  try {
    await acts[act.do]();
    return true;
  } catch (error) {
    if (error instanceof AppError && (error.code === 'conflict' || error.code === 'invalid')) return false;
    throw error;
  }
};

const standingOf = async (ground: ClockGround, { code, caller, id }: Request): Promise<Standing & { kept: string }> => {
  const seen = await follow(ground.county, caller, code);
  const { clock } = seen;
  return {
    state: seen.state,
    due: seen.dueOn ?? '',
    provisional: seen.provisional,
    silence: clock.silence?.on ?? null,
    next: clock.next === null ? null : `${clock.next.level} ${clock.next.until.on}`,
    reviews: clock.reviews.map(({ level, due }) => `${level} ${due.on}`),
    kept: (await rowOf(ground, id)).due_on,
  };
};

/** As the platform shows it on a day: what may no longer be asked for is not offered. */
const shown = (judge: Judge, date: string): Standing & { kept: string } => {
  const standing = judge.standing();
  const next = standing.next !== null && standing.next.slice(2) < date ? null : standing.next;
  return { ...standing, next, kept: standing.due };
};

interface Walked {
  readonly request: Request;
  readonly judge: Judge;
}

interface Tally {
  acts: number;
  taken: number;
  readonly wrong: string[];
}

const walk = async (ground: ClockGround, draw: Draw, table: Table, tally: Tally, at: number): Promise<Walked> => {
  const { received, kind } = beginningOf(draw, ground.years[0] ?? 0, ground.years.at(-1) ?? 0);
  ground.on(received);
  const caller = { address: `10.${at >> 16}.${(at >> 8) & 255}.${at & 255}`, requestId: `walk ${at}` };
  const body = {
    kind,
    category: 'roads',
    areaId: ground.areaId,
    text: words,
    hideName: false,
  } as const;
  const { id, code } = await send(ground.county, caller, newOpaqueId(), body);
  const request = { id, code, caller };
  const judge = openJudge(table, received, kind);
  let day = numberOf(received);
  const told = [`${received} ${kind}`];
  const steps = 2 + Math.floor(draw() * 12);
  for (let step = 0; step < steps; step += 1) {
    day += pauseBetween(draw);
    const [date, act] = [dateOf(day), nextAct(draw, judge.state())] as const;
    ground.on(date);
    const [wanted, found] = [judge.try(date, act), await doIt(ground, request, act)];
    told.push(`${date} ${Object.values(act).join(' ')}${wanted ? '' : ' (refused)'}`);
    tally.acts += 1;
    tally.taken += Number(wanted);
    const [right, is] = [JSON.stringify(shown(judge, date)), JSON.stringify(await standingOf(ground, request))];
    if (wanted === found && right === is) continue;
    tally.wrong.push(`${told.join('; ')}: ${wanted === found ? '' : `taken ${found}, `}${is} in place of ${right}`);
    break;
  }
  return { request, judge };
};

const setCalendar = async (ground: ClockGround, draw: Draw): Promise<Table> => {
  const { days } = tableDays(draw, ground.years);
  const scope = systemScope(ground.county.entry.code, 'proof');
  await ground.county.write(scope, async (tx) => {
    for (const year of ground.years) {
      const own = days.filter(({ date }) => date.startsWith(String(year)));
      await replaceYear(
        tx,
        scope,
        year,
        'proof',
        own.map((one): Holiday => ({ ...one, name: '节日' })),
      );
    }
  });
  // Every year is known here; the histories without the server try the ones that are not.
  return tableOf(days, ground.years, (ground.years[0] ?? 0) - 1, (ground.years.at(-1) ?? 0) + 12);
};

/** Walks so many histories, then changes the calendar under all of them. */
export const walkServer = async (
  draw: Draw,
  count: number,
  years: readonly number[],
): Promise<{ readonly lines: readonly string[]; readonly ok: boolean }> => {
  if (count === 0) return { lines: ['through the server: none asked for'], ok: true };
  const ground = await openClockGround(years);
  try {
    const tally: Tally = { acts: 0, taken: 0, wrong: [] };
    const table = await setCalendar(ground, draw);
    const walked: Walked[] = [];
    for (let at = 0; at < count; at += 1) walked.push(await walk(ground, draw, table, tally, at));
    const changed = await setCalendar(ground, draw);
    await renewClocks(ground.county, {});
    let [open, moved] = [0, 0];
    for (const { request, judge } of walked) {
      const before = judge.standing().due;
      judge.use(changed);
      const { due, state } = judge.standing();
      if (!['received', 'taken', 'reopened'].includes(state)) continue;
      open += 1;
      moved += Number(due !== before);
      const { due_on: kept } = await rowOf(ground, request.id);
      if (kept !== due) tally.wrong.push(`after the change of the calendar ${kept} in place of ${due}`);
    }
    return {
      lines: [
        `through the server: histories ${count}, acts tried ${tally.acts}, taken ${tally.taken}; open when the calendar changed ${open}, moved by it ${moved}; differences ${tally.wrong.length}`,
        ...tally.wrong.slice(0, 10).map((line) => `  ${line}`),
      ],
      ok: tally.wrong.length === 0 && moved > 0,
    };
  } finally {
    await ground.close();
  }
};
