/** Where this device and the server say different things of a meeting: field by field, against what both began with. */
import type { Meeting } from '../../contract.ts';
import { type Lacking, lackingIn, type Leaders, namedBy, namedIn } from '../../leaders/rules.ts';
import {
  type DeedKind,
  type Deeds,
  type Mark,
  type PlanChange,
  planOf,
  type RecordChange,
  recordOf,
  takenIn,
} from '../rules.ts';

export interface Clash {
  /** A field of the plan or the record, or `attendance:<person>`. */
  readonly field: string;
  readonly mine: unknown;
  readonly theirs: unknown;
  /** Where the two can stand beside each other. */
  readonly both: unknown;
}

export interface Rebased {
  /** The deed on top of the newer state: what I changed is mine, everything else theirs. */
  readonly input: unknown;
  readonly clashes: readonly Clash[];
  /** The server has this already. */
  readonly isDone: boolean;
  /** The meeting has left the state in which the server takes the deed. */
  readonly isLate: boolean;
  /** Whom it has still to name: chair and recorder, of those who were there. */
  readonly lacking: readonly Lacking[];
}

type Fields = Readonly<Record<string, unknown>>;

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** Both texts below each other, both lists without what stands in both. */
const bothOf = (field: string, mine: unknown, theirs: unknown): unknown => {
  if (field === 'content') return [theirs, mine].filter((text) => text !== '').join('\n\n');
  if (!Array.isArray(mine) || !Array.isArray(theirs)) return undefined;
  const theirIds = new Set(theirs.map((one: { id?: string }) => one.id).filter((id) => id !== undefined));
  const more = mine.filter(
    (one: { id?: string }) =>
      !(one.id !== undefined && theirIds.has(one.id)) && !theirs.some((other) => same(other, one)),
  );
  return [...theirs, ...more] as unknown[];
};

const fieldwise = (mine: Fields, base: Fields, current: Fields): { input: Fields; clashes: Clash[] } => {
  const input: Record<string, unknown> = {};
  const clashes: Clash[] = [];
  for (const field of new Set([...Object.keys(mine), ...Object.keys(current)])) {
    const [own, before, theirs] = [mine[field], base[field], current[field]];
    const isMine = !same(own, before);
    const value = isMine ? own : theirs;
    if (value !== undefined) input[field] = value;
    if (isMine && !same(theirs, before) && !same(own, theirs))
      clashes.push({ field, mine: own, theirs, both: bothOf(field, own, theirs) });
  }
  return { input, clashes };
};

const rollOn = (
  roll: Deeds['meetings.roll'],
  current: Meeting,
): { input: Deeds['meetings.roll']; clashes: Clash[] } => {
  const stands = new Map(current.invitees.map((person) => [person.personId, person.attendance]));
  const clashes: Clash[] = [];
  const marks: Mark[] = [];
  for (const mark of roll.marks) {
    const theirs = stands.get(mark.personId) ?? null;
    const { attendance, seen } = mark;
    if (attendance !== undefined && theirs !== seen && theirs !== attendance)
      clashes.push({ field: `attendance:${mark.personId}`, mine: attendance, theirs, both: undefined });
    // What they have said already need not be said again.
    if (attendance !== undefined && theirs === attendance && mark.exempt === undefined) continue;
    marks.push(attendance === undefined ? mark : { ...mark, seen: theirs });
  }
  return { input: { ...roll, marks }, clashes };
};

/** Whom a deed that needs chair and recorder leaves out, by the list as the server has it. */
const lackingOf = (leaders: Leaders, current: Meeting): Lacking[] =>
  lackingIn(namedBy(leaders, namedIn(current)), current.invitees);

const laidOn = (kind: DeedKind, deed: unknown, base: Meeting, current: Meeting): Omit<Rebased, 'lacking'> => {
  const isLate = !takenIn[kind].includes(current.state);
  switch (kind) {
    case 'meetings.edit': {
      const merged = fieldwise(deed as Fields, { ...planOf(base) }, { ...planOf(current) });
      return { ...merged, isLate, isDone: same(merged.input, planOf(current)) && merged.clashes.length === 0 };
    }
    case 'meetings.record':
    case 'meetings.amend': {
      const merged = fieldwise(deed as Fields, { ...recordOf(base) }, { ...recordOf(current) });
      const isDone = merged.clashes.length === 0 && same(merged.input, recordOf(current));
      return { ...merged, isLate, isDone };
    }
    case 'meetings.roll': {
      const merged = rollOn(deed as Deeds['meetings.roll'], current);
      const isDone = merged.input.marks.length === 0;
      // On a confirmed list each mark is a late entry and asks for its reason.
      const needsReason = current.state === 'held' && merged.input.reason === undefined;
      return { ...merged, isDone, isLate: isLate || needsReason };
    }
    case 'meetings.cancel': {
      const isDone = current.state === 'cancelled';
      // Whoever has changed the plan meanwhile means to hold it: a cancelling is not taken back, so it is asked about.
      const isChanged = !isDone && !isLate && !same(planOf(base), planOf(current));
      const clashes = isChanged ? [{ field: 'state', mine: 'cancelled', theirs: current.state, both: undefined }] : [];
      return { input: deed, clashes, isDone, isLate };
    }
    case 'meetings.confirm':
      return { input: deed, clashes: [], isDone: current.state === 'held' || current.state === 'closed', isLate };
    case 'meetings.close':
      return { input: deed, clashes: [], isDone: current.state === 'closed', isLate };
    case 'meetings.plan':
      return { input: deed, clashes: [], isDone: true, isLate: false };
  }
};

/** A deed that the server did not take, on top of the state that it has now. */
export const rebase = (kind: DeedKind, deed: unknown, base: Meeting, current: Meeting): Rebased => {
  const asked = laidOn(kind, deed, base, current);
  const isOpen = !asked.isDone && !asked.isLate && (kind === 'meetings.confirm' || kind === 'meetings.close');
  return { ...asked, lacking: isOpen ? lackingOf(deed as Leaders, current) : [] };
};

export type Choice = 'mine' | 'theirs' | 'both';

/** The deed as the person has decided field by field; null where nothing of it is left to send. */
export const decided = (
  kind: DeedKind,
  rebased: Pick<Rebased, 'input' | 'clashes'>,
  choices: ReadonlyMap<string, Choice>,
  reason?: string,
): PlanChange | RecordChange | Leaders | Deeds['meetings.cancel'] | Deeds['meetings.roll'] | null => {
  if (kind === 'meetings.cancel')
    return choices.get('state') === 'theirs' ? null : (rebased.input as Deeds['meetings.cancel']);
  if (kind === 'meetings.roll') {
    const roll = rebased.input as Deeds['meetings.roll'];
    const marks = roll.marks.filter(({ personId }) => choices.get(`attendance:${personId}`) !== 'theirs');
    return marks.length === 0 ? null : { ...roll, marks, ...(reason === undefined ? {} : { reason }) };
  }
  const input: Record<string, unknown> = { ...(rebased.input as Fields) };
  for (const { field, theirs, both } of rebased.clashes) {
    const choice = choices.get(field) ?? 'mine';
    if (choice === 'theirs') input[field] = theirs;
    if (choice === 'both') input[field] = both;
    if (input[field] === undefined) delete input[field];
  }
  // Built from the fields of a plan or a record; the server's schema judges it once more.
  return input;
};
