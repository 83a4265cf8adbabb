/**
 * Reckons the clocks of a request anew, for the proof: from the texts of the regulations and of the county's practice alone, with days as
 * numbers and running totals of working days. It shares no code with the rules, the calendar or the days of the platform.
 */

/** Days since the first of January 1970, a Thursday. */
type Day = number;

export interface TableDay {
  readonly date: string;
  readonly kind: 'holiday' | 'workday';
}

export type Kind = 'consult' | 'help';
export type Reason = 'materials' | 'expertise' | 'disaster' | 'hearing';
export type Act =
  | { readonly do: 'take' | 'resume' | 'extend' | 'petition' | 'answer' | 'accept' | 'reopen' | 'askReview' }
  | { readonly do: 'pause'; readonly reason: Reason }
  | { readonly do: 'decide'; readonly outcome: 'upheld' | 'annulled' };

/** What both sides have to say alike. */
export interface Standing {
  readonly state: string;
  readonly due: string;
  readonly provisional: boolean;
  /** The last day to dispute the answer. */
  readonly silence: string | null;
  /** Level and last day of the review that may be asked for, whether or not the day is over. */
  readonly next: string | null;
  /** Of each review of the answer that stands: level and day due. */
  readonly reviews: readonly string[];
}

const leaps = (year: number): number => Math.trunc(year / 4) - Math.trunc(year / 100) + Math.trunc(year / 400);
const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const isLeap = (year: number): boolean => leaps(year) !== leaps(year - 1);
const firstOf = (year: number): Day => (year - 1970) * 365 + leaps(year - 1) - leaps(1969);
const monthLength = (year: number, month: number): number =>
  (lengths[month - 1] ?? 0) + (month === 2 && isLeap(year) ? 1 : 0);

export const numberOf = (date: string): Day => {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  let before = 0;
  for (let one = 1; one < month; one += 1) before += monthLength(year, one);
  return firstOf(year) + before + day - 1;
};

const yearOf = (day: Day): number => {
  let year = 1970 + Math.floor(day / 366);
  while (firstOf(year + 1) <= day) year += 1;
  return year;
};

export const dateOf = (day: Day): string => {
  const year = yearOf(day);
  let [rest, month] = [day - firstOf(year), 1];
  for (; rest >= monthLength(year, month); month += 1) rest -= monthLength(year, month);
  return `${year}-${String(month).padStart(2, '0')}-${String(rest + 1).padStart(2, '0')}`;
};

/** Working days up to and with each day, over all years that a history can reach. */
export interface Table {
  readonly first: Day;
  readonly total: Int32Array;
  readonly years: ReadonlySet<number>;
}

export const tableOf = (days: readonly TableDay[], years: readonly number[], from: number, to: number): Table => {
  const [first, last] = [firstOf(from), firstOf(to + 1) - 1];
  const special = new Map(days.map(({ date, kind }) => [numberOf(date), kind]));
  const total = new Int32Array(last - first + 1);
  for (let at = 0, sum = 0; at < total.length; at += 1) {
    const kind = special.get(first + at);
    // Thursday is the fourth day of the week.
    const weekend = (first + at + 3) % 7 >= 5;
    if (kind === 'workday' || (kind === undefined && !weekend)) sum += 1;
    total[at] = sum;
  }
  return { first, total, years: new Set(years) };
};

interface Stop {
  readonly reason: Reason;
  readonly from: Day;
  readonly until: Day;
}

interface Term {
  readonly count: number;
  readonly working: boolean;
}
const working = (count: number): Term => ({ count, working: true });
const plain = (count: number): Term => ({ count, working: false });

const longest: Readonly<Record<Reason, number>> = { materials: 15, expertise: 60, disaster: 30, hearing: 30 };

/** Stops that overlap count once. */
const merged = (stops: readonly Stop[]): [from: Day, until: Day][] => {
  const out: [Day, Day][] = [];
  for (const { from, until } of stops.toSorted((a, b) => a.from - b.from)) {
    const last = out[out.length - 1];
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], until);
    else out.push([from, until]);
  }
  return out;
};

interface End {
  readonly day: Day;
  readonly unsure: boolean;
}

/** By running totals: as many days as the term has and the stops have taken, until both agree. */
const endOf = (table: Table, from: Day, term: Term, stops: readonly Stop[]): End => {
  const count = (day: Day): number => (term.working ? (table.total[day - table.first] ?? 0) : day);
  const reach = (wanted: number): Day => {
    if (!term.working) return wanted;
    let [low, high] = [0, table.total.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((table.total[middle] ?? 0) >= wanted) high = middle;
      else low = middle + 1;
    }
    return table.first + low;
  };
  const spans = merged(stops);
  const lost = (day: Day): number => {
    let sum = 0;
    for (const [begin, end] of spans) {
      const [a, b] = [Math.max(begin, from), Math.min(end, day)];
      if (b > a) sum += count(b) - count(a);
    }
    return sum;
  };
  let day = reach(count(from) + term.count);
  for (;;) {
    const next = reach(count(from) + term.count + lost(day));
    if (next === day) break;
    day = next;
  }
  let unsure = false;
  if (term.working)
    for (let year = yearOf(from); year <= yearOf(day); year += 1) if (!table.years.has(year)) unsure = true;
  return { day, unsure };
};

interface Review {
  readonly level: number;
  readonly asked: Day;
  decided: Day | null;
}

/** A request whose history is tried step by step; each act says whether it was taken. */
export const openJudge = (inForce: Table, received: string, kind: Kind) => {
  let table = inForce;
  const receivedOn = numberOf(received);
  let state = 'received';
  let petition = false;
  let clockFrom = receivedOn;
  let taken: Day | null = null;
  let again = false;
  let answered: Day | null = null;
  let granted: Term | null = null;
  const stops: { reason: Reason; from: Day; until: Day; open: boolean }[] = [];
  let reviews: Review[] = [];

  const handling = (): Stop[] => stops.filter(({ reason }) => reason !== 'hearing');
  const due = (): End => {
    if (!petition) {
      const first = endOf(table, clockFrom, working(kind === 'consult' ? 3 : 5), handling());
      if (granted === null) return first;
      const more = endOf(table, first.day, granted, handling());
      return { day: more.day, unsure: first.unsure || more.unsure };
    }
    if (!again && taken === null) return endOf(table, receivedOn, plain(15), handling());
    const first = endOf(table, again ? clockFrom : (taken ?? 0), plain(60), handling());
    return granted === null ? first : endOf(table, first.day, granted, handling());
  };
  const openReview = (): Review | undefined => reviews.find(({ decided }) => decided === null);
  const next = (): { level: number; until: Day } | null => {
    if (!petition || state !== 'answered' || answered === null) return null;
    const last = reviews[reviews.length - 1];
    if (last === undefined) return { level: 1, until: answered + 30 };
    return last.decided === null || last.level === 2 ? null : { level: 2, until: last.decided + 30 };
  };
  const silence = (): Day | null => {
    if (state !== 'answered' || answered === null) return null;
    return petition ? (next()?.until ?? null) : answered + 15;
  };
  const reviewDue = ({ level, asked }: Review): Day =>
    endOf(table, asked, plain(30), level === 2 ? stops.filter(({ reason }) => reason === 'hearing') : []).day;
  const endStops = (day: Day): void => {
    for (const stop of stops) if (stop.open) [stop.open, stop.until] = [false, Math.min(stop.until, day)];
  };
  const anew = (day: Day): void => {
    state = 'reopened';
    again = true;
    clockFrom = day;
    answered = null;
    granted = null;
  };
  const isOpen = (): boolean => state === 'received' || state === 'taken' || state === 'reopened';

  const mayStop = (day: Day, reason: Reason): boolean => {
    if (stops.some(({ open }) => open)) return false;
    if (reason === 'hearing') return openReview()?.level === 2;
    return state === 'taken' && openReview() === undefined && day <= due().day;
  };

  const attempt = (day: Day, act: Act): boolean => {
    switch (act.do) {
      case 'take':
        if (state !== 'received' && state !== 'reopened') return false;
        [state, taken] = ['taken', taken ?? day];
        return true;
      case 'pause':
        if (!mayStop(day, act.reason)) return false;
        stops.push({ reason: act.reason, from: day, until: day + longest[act.reason], open: true });
        return true;
      case 'resume':
        if (!stops.some(({ open }) => open)) return false;
        endStops(day);
        return true;
      case 'extend':
        if (state !== 'taken' || granted !== null || day > due().day) return false;
        granted = petition ? plain(30) : working(10);
        return true;
      case 'petition':
        if (petition || !isOpen()) return false;
        [petition, granted] = [true, null];
        return true;
      case 'answer':
        if (state !== 'taken') return false;
        [state, answered] = ['answered', day];
        endStops(day);
        return true;
      case 'accept':
        if (state !== 'answered' || openReview() !== undefined) return false;
        state = 'closed';
        return true;
      case 'reopen':
        if (state !== 'answered' || petition || again) return false;
        anew(day);
        return true;
      case 'askReview': {
        const ahead = next();
        if (ahead === null || day > ahead.until) return false;
        reviews.push({ level: ahead.level, asked: day, decided: null });
        return true;
      }
      case 'decide': {
        const open = openReview();
        if (open === undefined) return false;
        open.decided = day;
        endStops(day);
        if (act.outcome === 'annulled') {
          reviews = [];
          anew(day);
        } else if (open.level === 2) state = 'closed';
        return true;
      }
    }
  };

  return {
    /** Another holiday table comes into force. */
    use(changed: Table): void {
      table = changed;
    },
    try: (date: string, act: Act): boolean => attempt(numberOf(date), act),
    state: (): string => (openReview() === undefined ? state : 'reviewed'),
    standing: (): Standing => {
      const { day, unsure } = due();
      const [ahead, last] = [next(), silence()];
      return {
        state,
        due: dateOf(day),
        provisional: unsure,
        silence: last === null ? null : dateOf(last),
        next: ahead === null ? null : `${ahead.level} ${dateOf(ahead.until)}`,
        reviews: reviews.map((review) => `${review.level} ${dateOf(reviewDue(review))}`),
      };
    },
  };
};
export type Judge = ReturnType<typeof openJudge>;
