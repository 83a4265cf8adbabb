/** What happens to one request, as days and lines: nothing of the database. */
import { addWorkdays, isWorkday, type Calendar } from '#features/base/rules/calendar/rules.ts';
import { clockFor, silenceUntil, type ClockFacts } from '#features/service/requests/clocks/rules.ts';
import type {
  EntryKind,
  RequestChannel,
  RequestProcedure,
  RequestState,
  RouteReason,
} from '#features/service/requests/rules.ts';
import { sentencesOf, type Outcome } from '#features/service/requests/work/points/rules.ts';
import { addDays } from '#shared/days.ts';
import type { Filed } from '../organisation-rows.ts';
import type { Random } from '../random.ts';
import { answerClosings, answerOpening, assignments, reopenings, secondAnswers, type Matter } from './matters.ts';

export interface Opinion {
  readonly outcome: Outcome;
  readonly facts: string;
  readonly basis: string;
}

export interface Line {
  readonly kind: EntryKind;
  /** Milliseconds. */
  readonly at: number;
  /** None: the resident's own word. */
  readonly unit?: Filed;
  readonly actor?: string;
  readonly text?: string;
  readonly way?: string;
  readonly points?: readonly { readonly quote: string; readonly sentences: readonly string[]; readonly reason: null }[];
  readonly opinion?: Opinion;
}

export interface Plan {
  readonly id?: string;
  readonly area: Filed;
  readonly unit: Filed;
  readonly first: Filed;
  readonly routed: RouteReason;
  readonly reason: string | null;
  readonly kind: string;
  readonly category: string;
  readonly channel: RequestChannel;
  readonly procedure: RequestProcedure;
  readonly text: string;
  /** In the resident's words. */
  readonly quotes: readonly string[];
  readonly state: RequestState;
  readonly thanks?: true;
  readonly receivedOn: string;
  readonly unitSince: string;
  readonly clockFrom: string;
  readonly takenOn: string | null;
  readonly answeredOn: string | null;
  readonly endedOn: string | null;
  readonly reopened: boolean;
  readonly lapsed: boolean;
  readonly dueOn: string;
  readonly plainDueOn: string;
  readonly escalatedOn: string | null;
  readonly escalatedTo: Filed | null;
  readonly pause: { readonly from: string; readonly latest: string; readonly until: string | null } | null;
  readonly extension: { readonly on: string; readonly decider: Filed } | null;
  readonly lines: readonly Line[];
}

export interface Arrival {
  readonly id?: string;
  readonly area: Filed;
  readonly first: Filed;
  readonly routed: Exclude<RouteReason, 'assigned'>;
  readonly reason: string | null;
  /** To whom the first unit gives it. */
  readonly assignedTo?: Filed;
  readonly above: Filed;
  readonly matter: Matter;
  readonly text: string;
  readonly channel: RequestChannel;
  readonly receivedOn: string;
  /** Of the day. */
  readonly minute: number;
  readonly procedure?: RequestProcedure;
}

/** How it goes; days that lie ahead have not come yet. */
export interface Course {
  /** Working days until it is taken, and until it is answered. */
  readonly takenAfter: number;
  readonly answeredAfter: number;
  readonly end: 'accept' | 'reopen' | 'silence';
  readonly paused?: boolean;
  readonly extended?: boolean;
  /** Days after the answer. */
  readonly reopenedAfter?: number;
}

export interface World {
  readonly today: string;
  readonly now: number;
  readonly calendar: Calendar;
  readonly chance: Random;
  readonly actorOf: (unit: Filed) => string;
  readonly categoryName: (code: string) => string;
}

export const instant = (day: string, minute: number): number => Date.parse(`${day}T00:00:00+08:00`) + minute * 60_000;

interface Writing {
  readonly world: World;
  readonly lines: Line[];
}

/** Adds a line where its moment has come; says whether it has. */
const put = ({ world, lines }: Writing, line: Line): boolean => {
  if (line.at > world.now) return false;
  lines.push(line);
  return true;
};

const office = (chance: Random): number => (chance.chance(0.55) ? chance.whole(520, 700) : chance.whole(850, 1_040));
const evening = (chance: Random): number => chance.whole(1_120, 1_300);

const after = (calendar: Calendar, day: string, workdays: number): string => {
  if (workdays > 0) return addWorkdays(calendar, day, workdays).day;
  return isWorkday(calendar, day) ? day : addWorkdays(calendar, day, 1).day;
};

/** An answer sentence by sentence, each with the point that it is about. */
export const answerOf = (matter: Matter, name: string, closing: string): Pick<Line, 'text' | 'points'> => ({
  text: [answerOpening(name), ...matter.points.map(([, answered]) => answered), closing].join(''),
  points: matter.points.map(([asked, answered]) => ({
    quote: sentencesOf(asked)[0]?.text ?? asked,
    sentences: [answered],
    reason: null,
  })),
});

type Open = { -readonly [key in keyof Plan]: Plan[key] };

const escalate = (plan: Open, { world, lines }: Writing, above: Filed): void => {
  const day = addDays(plan.dueOn, 1);
  if (day >= world.today) return;
  plan.escalatedOn = day;
  plan.escalatedTo = above;
  lines.push({ kind: 'overdue', at: instant(day, 370), unit: above, actor: '系统' });
};

const begin = (arrival: Arrival, world: World): Open => ({
  ...(arrival.id === undefined ? {} : { id: arrival.id }),
  area: arrival.area,
  unit: arrival.assignedTo ?? arrival.first,
  first: arrival.first,
  routed: arrival.assignedTo === undefined ? arrival.routed : 'assigned',
  reason: arrival.assignedTo === undefined ? arrival.reason : null,
  kind: arrival.matter.kind,
  category: arrival.matter.category,
  channel: arrival.channel,
  procedure: arrival.procedure ?? 'ordinary',
  text: arrival.text,
  quotes: arrival.matter.points.map(([asked]) => sentencesOf(asked)[0]?.text ?? asked),
  state: 'received',
  receivedOn: arrival.receivedOn,
  unitSince: arrival.receivedOn,
  clockFrom: arrival.receivedOn,
  takenOn: null,
  answeredOn: null,
  endedOn: null,
  reopened: false,
  lapsed: false,
  dueOn: world.today,
  plainDueOn: world.today,
  escalatedOn: null,
  escalatedTo: null,
  pause: null,
  extension: null,
  lines: [],
});

const factsOf = (plan: Open): ClockFacts => ({
  term: plan.kind === 'consult' ? 'question' : 'ordinary',
  procedure: plan.procedure,
  receivedOn: plan.receivedOn,
  clockFrom: plan.clockFrom,
  takenOn: plan.takenOn,
  reopened: plan.reopened,
  extendedOn: plan.extension?.on ?? null,
  pauses:
    plan.pause === null
      ? []
      : [{ reason: 'materials', from: plan.pause.from, until: plan.pause.until ?? plan.pause.latest }],
});

/** Stops the clock for what is lacking, and lengthens it: each after it was taken. */
const moveClock = (plan: Open, writing: Writing, course: Course, above: Filed): void => {
  const { world } = writing;
  const taken = plan.takenOn;
  if (taken === null) return;
  const actor = world.actorOf(plan.unit);
  if (course.paused === true) {
    const until = addDays(taken, 4);
    const ended = put(writing, { kind: 'resumed', at: instant(until, 600), unit: plan.unit, actor });
    plan.pause = { from: taken, latest: addDays(taken, 15), until: ended ? until : null };
    writing.lines.push({
      kind: 'paused',
      at: instant(taken, 1_045),
      unit: plan.unit,
      actor,
      text: '请补充现场照片，说明具体位置。',
    });
  }
  if (course.extended === true) {
    const on = after(world.calendar, taken, 2);
    const text = '现场情况属实，需协调管线单位，同意延期。';
    const granted = put(writing, {
      kind: 'extended',
      at: instant(on, 1_042),
      unit: above,
      actor: world.actorOf(above),
      text,
    });
    if (granted) plan.extension = { on, decider: above };
  }
};

const opinionOf = (matter: Matter): Opinion => ({
  outcome: 'support',
  facts: `经调查，${matter.points.map(([asked]) => asked).join('')}情况基本属实。`,
  basis: '依据《信访工作条例》第三十二条。',
});

interface Said {
  readonly on: string;
  readonly line: Pick<Line, 'text' | 'points' | 'opinion'>;
}

const answer = (plan: Open, writing: Writing, { on, line }: Said): boolean => {
  const { world } = writing;
  const given = put(writing, {
    kind: 'answered',
    at: instant(on, office(world.chance)),
    unit: plan.unit,
    actor: world.actorOf(plan.unit),
    ...line,
  });
  if (given) [plan.state, plan.answeredOn] = ['answered', on];
  return given;
};

/** The resident is content, or says nothing until the answer is closed by itself. */
const end = (plan: Open, writing: Writing, accepts: boolean): void => {
  const { chance, today } = writing.world;
  const answered = plan.answeredOn ?? today;
  const on = addDays(answered, chance.whole(1, 4));
  if (accepts) {
    if (put(writing, { kind: 'accepted', at: instant(on, evening(chance)) }))
      [plan.state, plan.endedOn] = ['closed', on];
    return;
  }
  const standing = { procedure: plan.procedure, state: plan.state, answeredOn: plan.answeredOn, reviews: [] };
  const last = silenceUntil(standing)?.dueOn;
  if (last === undefined) return;
  const closed = addDays(last, 1);
  if (put(writing, { kind: 'lapsed', at: instant(closed, 5), actor: '系统' }))
    [plan.state, plan.endedOn, plan.lapsed] = ['closed', closed, true];
};

const reopen = (plan: Open, writing: Writing, { reopenedAfter }: Course): void => {
  const { chance, calendar, today } = writing.world;
  const on = addDays(plan.answeredOn ?? today, reopenedAfter ?? chance.whole(1, 5));
  if (!put(writing, { kind: 'reopened', at: instant(on, evening(chance)), text: chance.pick(reopenings) })) return;
  plan.state = 'reopened';
  plan.answeredOn = null;
  plan.clockFrom = on;
  plan.reopened = true;
  const text = chance.pick(secondAnswers);
  if (answer(plan, writing, { on: after(calendar, on, chance.whole(3, 4)), line: { text, points: [] } }))
    end(plan, writing, chance.chance(0.7));
};

/** Whoever writes in the evening is read on the next working day. */
const readAfter = ({ assignedTo, minute }: Arrival, { takenAfter }: Course): number =>
  takenAfter === 0 && assignedTo === undefined && minute > 1_000 ? 1 : takenAfter;

const take = (plan: Open, writing: Writing, takenAfter: number): void => {
  const { world } = writing;
  const on = after(world.calendar, plan.unitSince, takenAfter);
  const at = instant(on, takenAfter === 0 ? 1_041 : office(world.chance));
  if (put(writing, { kind: 'taken', at, unit: plan.unit, actor: world.actorOf(plan.unit) }))
    [plan.state, plan.takenOn] = ['taken', on];
  if (plan.takenOn !== null && plan.procedure === 'petition')
    writing.lines.push({
      kind: 'petitioned',
      at: at + 60_000,
      unit: plan.unit,
      actor: world.actorOf(plan.unit),
      text: '属于申诉求决类事项，按信访程序办理。',
    });
};

const assign = (plan: Open, writing: Writing, arrival: Arrival): void => {
  const { world } = writing;
  if (arrival.assignedTo === undefined) return;
  const on = after(world.calendar, plan.receivedOn, 1);
  const at = instant(on, 515);
  const actor = world.actorOf(arrival.first);
  const text = world.chance.pick(assignments);
  if (put(writing, { kind: 'assigned', at, unit: arrival.assignedTo, actor, text })) {
    [plan.state, plan.unitSince] = ['assigned', on];
    return;
  }
  [plan.unit, plan.routed, plan.reason] = [arrival.first, arrival.routed, arrival.reason];
};

const received = (plan: Open, writing: Writing, arrival: Arrival): void => {
  const own = arrival.channel === 'portal' || arrival.channel === 'open311';
  writing.lines.push({
    kind: 'received',
    at: Math.min(instant(arrival.receivedOn, arrival.minute), writing.world.now - 60_000),
    unit: plan.first,
    ...(own ? {} : { actor: writing.world.actorOf(plan.first) }),
    ...(arrival.channel === 'assisted' ? { text: '网格员代为填写' } : {}),
  });
};

const reckon = (plan: Open, { calendar }: World): void => {
  plan.dueOn = clockFor(factsOf(plan), calendar).dueOn;
  const plain = { ...factsOf(plan), procedure: 'ordinary', reopened: false, extendedOn: null, pauses: [] } as const;
  plan.plainDueOn = clockFor({ ...plain, clockFrom: plan.receivedOn }, calendar).dueOn;
};

const finish = (plan: Open, writing: Writing, above: Filed): Plan => {
  reckon(plan, writing.world);
  if (['received', 'assigned', 'taken', 'reopened'].includes(plan.state)) escalate(plan, writing, above);
  return { ...plan, lines: writing.lines.toSorted((a, b) => a.at - b.at) };
};

/** Thanks have ended as they come, and no clock runs for them. */
const thanked = (plan: Open, { lines }: Writing): Plan => {
  const on = plan.receivedOn;
  return { ...plan, thanks: true, state: 'closed', endedOn: on, dueOn: on, plainDueOn: on, lines };
};

export const planRequest = (arrival: Arrival, course: Course, world: World): Plan => {
  const plan = begin(arrival, world);
  const writing: Writing = { world, lines: [] };
  received(plan, writing, arrival);
  if (plan.kind === 'praise' && arrival.assignedTo === undefined) return thanked(plan, writing);
  assign(plan, writing, arrival);
  take(plan, writing, readAfter(arrival, course));
  if (plan.takenOn !== null) {
    moveClock(plan, writing, course, arrival.above);
    const closing = world.chance.pick(answerClosings);
    const line = answerOf(arrival.matter, world.categoryName(plan.category), closing);
    const opinion = plan.procedure === 'petition' ? { opinion: opinionOf(arrival.matter) } : {};
    const late = (course.paused === true ? 4 : 0) + (course.extended === true ? 4 : 0);
    const on = after(world.calendar, plan.takenOn, Math.max(1, course.answeredAfter + late));
    if (plan.pause?.until !== null && answer(plan, writing, { on, line: { ...line, ...opinion } })) {
      if (course.end === 'reopen') reopen(plan, writing, course);
      else end(plan, writing, course.end === 'accept');
    }
  }
  return finish(plan, writing, arrival.above);
};

/** One that was refused, with the right way. */
export const planRefusal = (
  arrival: Arrival,
  { reason, way }: { readonly reason: string; readonly way: string },
  world: World,
): Plan => {
  const plan = begin(arrival, world);
  const writing: Writing = { world, lines: [] };
  received(plan, writing, arrival);
  const on = after(world.calendar, plan.receivedOn, 1);
  const actor = world.actorOf(plan.unit);
  if (
    put(writing, { kind: 'refused', at: instant(on, office(world.chance)), unit: plan.unit, actor, text: reason, way })
  )
    [plan.state, plan.endedOn] = ['refused', on];
  return finish(plan, writing, arrival.above);
};
