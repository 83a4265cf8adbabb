/**
 * Whether the clocks of requests run as the texts say: ten thousand random histories over twenty years of random holiday tables are
 * reckoned by the platform's rules and by a judge that shares no code with them, and compared after every act. Some of the histories
 * are walked through the server as well, and the days of all of them are reckoned anew when the calendar changes.
 */
import { calendarOf, type Calendar, type Holiday } from '#features/base/rules/calendar/rules.ts';
import { beginningOf, drawFrom, nextAct, pauseBetween, tableDays, type Draw } from '../parts/clock-histories.ts';
import { dateOf, numberOf, openJudge, tableOf, type Act, type Table } from '../parts/clock-judge.ts';
import { openSubject } from '../parts/clock-subject.ts';
import { walkServer } from '../parts/clock-walks.ts';
import type { Outcome } from '../report.ts';

const [firstYear, lastYear] = [2023, 2042] as const;
const years = Array.from({ length: lastYear - firstYear + 1 }, (_, at) => firstYear + at);

interface World {
  readonly calendar: Calendar;
  readonly table: Table;
}

const worldOf = (draw: Draw): World => {
  const { days, known } = tableDays(draw, years);
  const named = days.map((day): Holiday => ({ ...day, name: '节日' }));
  return {
    calendar: calendarOf(named, known),
    // A history that begins at the end of the last year goes on for a while.
    table: tableOf(days, known, firstYear - 1, lastYear + 12),
  };
};

interface Tally {
  histories: number;
  tried: number;
  taken: number;
  compared: number;
  readonly acts: Map<string, number>;
  readonly wrong: string[];
}

const walk = (draw: Draw, { calendar, table }: World, tally: Tally): void => {
  const { received, kind } = beginningOf(draw, firstYear, lastYear);
  const [judge, subject] = [openJudge(table, received, kind), openSubject(calendar, received, kind)];
  const told: string[] = [`${received} ${kind}`];
  let day = numberOf(received);
  const steps = 2 + Math.floor(draw() * 14);
  tally.histories += 1;
  for (let step = 0; step < steps; step += 1) {
    day += pauseBetween(draw);
    const [date, act]: [string, Act] = [dateOf(day), nextAct(draw, judge.state())];
    const [wanted, found] = [judge.try(date, act), subject.try(date, act)];
    told.push(`${date} ${Object.values(act).join(' ')}${wanted ? '' : ' (refused)'}`);
    tally.tried += 1;
    if (wanted) {
      tally.taken += 1;
      tally.acts.set(act.do, (tally.acts.get(act.do) ?? 0) + 1);
    }
    const [right, is] = [JSON.stringify(judge.standing()), JSON.stringify(subject.standing())];
    tally.compared += 1;
    if (wanted === found && right === is) continue;
    tally.wrong.push(`${told.join('; ')}: ${wanted === found ? '' : `taken ${found}, `}${is} in place of ${right}`);
    return;
  }
};

/** The comparison is proved first: with a holiday of each year a day later it must find differences. */
const control = (draw: Draw): number => {
  const { calendar, table } = worldOf(draw);
  const days = [...calendar.days.values()].map((day, at) =>
    at % 10 === 0 ? { ...day, date: dateOf(numberOf(day.date) + 1) } : day,
  );
  const tally: Tally = { histories: 0, tried: 0, taken: 0, compared: 0, acts: new Map(), wrong: [] };
  for (let at = 0; at < 200; at += 1) walk(draw, { calendar: calendarOf(days, calendar.years), table }, tally);
  return tally.wrong.length;
};

export const run = async (args: readonly string[]): Promise<Outcome> => {
  const [count = 10_000, walked = 150, seed = 20_261_127] = args.map(Number);
  const draw = drawFrom(seed);
  const tally: Tally = { histories: 0, tried: 0, taken: 0, compared: 0, acts: new Map(), wrong: [] };
  let calendars = 0;
  for (let at = 0; at < count;) {
    const world = worldOf(draw);
    calendars += 1;
    for (let here = 0; here < 100 && at < count; here += 1, at += 1) walk(draw, world, tally);
  }
  const noticed = control(drawFrom(seed + 2));
  const server = await walkServer(drawFrom(seed + 1), walked, years);
  return {
    lines: [
      `seed ${seed}: calendars of ${years.length} years ${calendars}, histories ${tally.histories}, acts tried ${tally.tried}, taken ${tally.taken} (${[...tally.acts].map(([act, n]) => `${act} ${n}`).join(', ')})`,
      `standings compared with the judge ${tally.compared}, differences ${tally.wrong.length}`,
      ...tally.wrong.slice(0, 10).map((line) => `  ${line}`),
      `control: of 200 histories under a table with shifted holidays ${noticed} differ`,
      ...server.lines,
    ],
    ok: tally.wrong.length === 0 && tally.histories === count && noticed > 0 && server.ok,
  };
};
