/** Who is entitled to vote: full members of the day, less those whose rights are suspended and those let off with consent. */
import { evaluate, findRule, ruleAt, versionsOf, type Answer } from '#features/base/rules/rules.ts';

/** Rights are suspended by a decision that stands elsewhere; the roll only names it. */
export const suspensions = ['watched', 'detained'] as const;
/** May be left out of those entitled, with the superior's consent and a resolution of the members' meeting. */
export const deductions = ['unable', 'abroad', 'sentenced', 'bedridden', 'untransferred', 'moved_away'] as const;
export const exclusions = [...suspensions, ...deductions] as const;
export type Exclusion = (typeof exclusions)[number];

export const isSuspension = (reason: Exclusion): boolean => (suspensions as readonly string[]).includes(reason);

/** Whether somebody on the roll may be voted for: whoever is merely let off may, whose rights are suspended may not. */
export const mayStand = ({ exclusion }: { readonly exclusion: string | null }): boolean =>
  exclusion === null || !isSuspension(exclusion as Exclusion);

export interface RollMember {
  readonly category: 'full' | 'probationary';
  readonly fullOn: string | null;
  /** National code: 1 normal, 11 restored; whoever is retained, stopped or expelled does not vote. */
  readonly standing: string;
}

const standings: ReadonlySet<string> = new Set(['1', '11']);

/** Whether somebody is on the roll at all: a full member on the day. One without a date of full membership counts as one. */
export const isOnRoll = (member: RollMember, on: string): boolean =>
  member.category === 'full' && (member.fullOn === null || member.fullOn <= on) && standings.has(member.standing);

export interface RollEntry {
  readonly exclusion: Exclusion | null;
  /** The superior's consent, as a document. */
  readonly consent: string | null;
  /** Day of the resolution of the members' meeting. */
  readonly resolvedOn: string | null;
}

/** Whether an exclusion takes somebody out of the number of those entitled. Without consent and resolution the member stays in it. */
export const isExcluded = ({ exclusion, consent, resolvedOn }: RollEntry): boolean => {
  if (exclusion === null) return false;
  return isSuspension(exclusion) || (consent !== null && resolvedOn !== null);
};

export interface RollCount {
  /** Full members of the day. */
  readonly members: number;
  readonly suspended: number;
  readonly deducted: number;
  /** Deductions that miss the consent or the resolution: still counted. */
  readonly pending: number;
  readonly entitled: number;
}

export const countRoll = (entries: readonly RollEntry[]): RollCount => {
  const excluded = entries.filter(isExcluded);
  const suspended = excluded.filter(({ exclusion }) => exclusion !== null && isSuspension(exclusion)).length;
  return {
    members: entries.length,
    suspended,
    deducted: excluded.length - suspended,
    pending: entries.filter((entry) => entry.exclusion !== null && !isExcluded(entry)).length,
    entitled: entries.length - excluded.length,
  };
};

const clocks: Partial<Record<Exclusion, string>> = {
  abroad: 'election.roll.abroad',
  untransferred: 'election.roll.absent',
};

/** The day from which an absence of that kind lets somebody off; undefined where no time has to pass. */
export const absentLongEnough = (reason: Exclusion, since: string): Answer | undefined => {
  const id = clocks[reason];
  if (id === undefined) return undefined;
  // The regulation is the first that knows the clock; an absence that began before it is reckoned by it.
  const rule = findRule(id, since) ?? versionsOf(id)[0] ?? ruleAt(id, since);
  return evaluate(rule, { from: since });
};

export interface Deduction extends RollEntry {
  readonly exclusion: Exclusion;
  /** Since when abroad or absent. */
  readonly since: string | null;
  readonly note: string | null;
}

interface RollProblem {
  readonly path: string;
  readonly message: string;
  readonly params?: Readonly<Record<string, string>>;
}

/** What keeps an exclusion from being entered. Consent and resolution may follow; until then the member is counted. */
export const deductionProblems = (entry: Deduction, on: string): RollProblem[] => {
  const problems: RollProblem[] = [];
  if (entry.exclusion === 'detained' && (entry.note === null || entry.note === ''))
    problems.push({ path: 'body.note', message: 'suspension_needs_document' });
  if (clocks[entry.exclusion] !== undefined) {
    if (entry.since === null) problems.push({ path: 'body.since', message: 'since_needed' });
    else {
      const from = absentLongEnough(entry.exclusion, entry.since);
      if (from !== undefined && String(from.value) > on)
        problems.push({ path: 'body.since', message: 'absent_too_short', params: { day: String(from.value) } });
    }
  }
  if (entry.resolvedOn !== null && entry.resolvedOn > on)
    problems.push({ path: 'body.resolvedOn', message: 'resolved_late' });
  return problems;
};
