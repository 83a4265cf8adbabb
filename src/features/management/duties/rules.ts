/**
 * What a branch owes, and how it stands: derived from its structure on its days, the rule pack, and the meetings that were
 * held. Nothing is stored, so the same facts give the same state in any order, and a fact that is put right changes it at once.
 * States are of organisations and periods, never of a person, and nothing here sets one organisation before another.
 */
import { evaluate, findRule, ruleAt, type Rule, type Why, type Words } from '#features/base/rules/rules.ts';
import type { OrganisationType } from '#features/base/organisations/rules.ts';
import { periodsOfYear, type Period, type Span } from './periods/rules.ts';
import { milestones, unmetState, type Clock, type DutyState, type Viewer } from './states/rules.ts';

export const dutyKinds = [
  'members_meeting',
  'committee_meeting',
  'group_meeting',
  'party_lesson',
  'party_day',
  'organisation_life',
  'appraisal',
  'heart_talk',
  'secretary_lesson',
] as const;
export type DutyKind = (typeof dutyKinds)[number];

/** The rule that says how often. */
export const dutyRules: Readonly<Record<DutyKind, string>> = {
  members_meeting: 'meeting.general',
  committee_meeting: 'meeting.committee',
  group_meeting: 'meeting.group',
  party_lesson: 'meeting.lesson',
  party_day: 'meeting.partyDay',
  organisation_life: 'meeting.lifeMeeting',
  appraisal: 'meeting.appraisal',
  heart_talk: 'meeting.talks',
  secretary_lesson: 'meeting.secretaryLesson',
};

/** Types that owe organisation life: those that hold members. */
export const owingTypes = ['branch', 'joint_branch', 'temporary_branch'] as const satisfies readonly OrganisationType[];

/** Types whose secretary gives a Party lesson of the year: the committees (党委、工委). The county's own is not kept here. */
export const lecturingTypes = [
  'working_committee',
  'township_committee',
  'grassroots_committee',
  'village_committee_party',
] as const satisfies readonly OrganisationType[];

/** Types that owe a kind. */
export const typesFor = (kind: DutyKind): readonly OrganisationType[] => {
  if (kind === 'secretary_lesson') return lecturingTypes;
  return owingTypes.filter((type) => type !== 'temporary_branch' || temporaryKinds.includes(kind));
};

/**
 * Between whom a branch has talks each year: committee members among themselves, committee and members, members among themselves.
 * The rule asks for each of the three; who has talked with whom is nobody's count.
 */
export const talkPairs = ['committee', 'committee_member', 'members'] as const;
export type TalkPair = (typeof talkPairs)[number];

/**
 * A temporary branch educates the members that are with it for a task; their own branches appraise them, and it elects no
 * committee. Read from chapter 2 of the branch regulations; the county may see it otherwise.
 */
export const temporaryKinds: readonly DutyKind[] = ['members_meeting', 'party_lesson', 'party_day'];

/**
 * Why nothing is owed: no rule yet; not a branch for the whole period; a temporary one; a temporary one without members; without
 * committee; without groups.
 */
export const exemptions = [
  'no_rule',
  'part_of_period',
  'temporary',
  'no_members',
  'no_committee',
  'no_groups',
] as const;
export type Exemption = (typeof exemptions)[number];

interface Days {
  /** Null: from the beginning. */
  readonly from: string | null;
  /** The day after the last; null: without end. */
  readonly to: string | null;
}

export interface HeldMeeting {
  readonly id: string;
  readonly kind: DutyKind;
  readonly organisationId: string;
  readonly heldOn: string;
  /** An appraisal counts for the year that it is of, and may be finished in the next. */
  readonly forYear?: number;
  /** Of a talk: who was there. */
  readonly people?: readonly string[];
  /** Of a lesson: who gave it. */
  readonly lecturer?: string | null;
}

/** Dated facts of one organisation; their order says nothing. */
export interface DutyFacts {
  readonly organisationId: string;
  readonly types: readonly (Days & { readonly type: OrganisationType })[];
  readonly groups: readonly (Days & { readonly id: string; readonly name: string })[];
  readonly seats: readonly (Days & { readonly personId: string })[];
  /** Who was secretary, day by day. */
  readonly secretaries: readonly (Days & { readonly personId: string })[];
  /** From when to when there was one full member more. */
  readonly full: readonly Days[];
  /** From when to when there was one member more, full or on probation. */
  readonly members: readonly Days[];
  readonly meetings: readonly HeldMeeting[];
}

export interface Structure {
  readonly type: OrganisationType;
  readonly full: number;
  readonly members: number;
  readonly seated: number;
  readonly groups: readonly { readonly id: string; readonly name: string }[];
}

const on = (day: string) => (days: Days) =>
  (days.from === null || days.from <= day) && (days.to === null || day < days.to);

const byId = <T extends { readonly id: string }>(rows: readonly T[]): readonly T[] => [
  ...new Map(rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map((row) => [row.id, row])).values(),
];

/** How the organisation was built on a day; null where it was not there. */
export const structureOn = (facts: DutyFacts, day: string): Structure | null => {
  const type = facts.types.find(on(day))?.type;
  if (type === undefined) return null;
  return {
    type,
    full: facts.full.filter(on(day)).length,
    members: facts.members.filter(on(day)).length,
    seated: new Set(facts.seats.filter(on(day)).map((seat) => seat.personId)).size,
    groups: byId(facts.groups.filter(on(day)).map(({ id, name }) => ({ id, name }))),
  };
};

/** The fewest that make a committee, and the number of full members from which a branch has to have one. */
export const committeeLines = (day: string): { readonly seats: number; readonly full: number } => {
  const [size, required] = [ruleAt('branchCommittee.size', day).value, ruleAt('committee.requiredWhenFull', day).value];
  if (size.kind !== 'range' || required.kind !== 'count') throw new TypeError('rules of the committee are no numbers');
  return { seats: size.min, full: required.count };
};

/** The version of the rule that governs a period: the one in force when it began. */
export const ruleOf = (kind: DutyKind, period: Period): Rule | undefined => findRule(dutyRules[kind], period.first);

/** How often and how long a period of a duty is, by the rule on a day; undefined where there is no rule. */
export const frequencyOf = (
  kind: DutyKind,
  day: string,
): { readonly times: number; readonly per: Span } | undefined => {
  const value = findRule(dutyRules[kind], day)?.value;
  return value?.kind === 'frequency' ? value : undefined;
};

/** The last day on which the structure of a period is looked at: today while it runs. */
export const referenceDay = (period: Period, today: string): string => (today < period.last ? today : period.last);

const owesSome = (kind: DutyKind, type: OrganisationType): boolean =>
  (kind === 'secretary_lesson' ? lecturingTypes : owingTypes).some((one) => one === type);
const hasCommittee = ({ seated, full }: Structure, day: string): boolean => {
  const lines = committeeLines(day);
  return seated >= lines.seats || full >= lines.full;
};

interface Ends {
  readonly first: Structure;
  readonly last: Structure;
}

/** Groups that the branch had on both days. */
const lastingGroups = ({ first, last }: Ends): Structure['groups'] =>
  last.groups.filter(({ id }) => first.groups.some((group) => group.id === id));

/**
 * A temporary branch moves nobody's membership (BR18): its people belong to their own branches, which owe their organisation life. It
 * owes what it does with members that are entered with it; without any there is nobody to be asked to a meeting. Any other branch has
 * members by its nature: without them it owes as before, until it is abolished.
 */
const isUnmanned = ({ type, members }: Structure): boolean => type === 'temporary_branch' && members === 0;

/**
 * Why nothing is owed for a period, or null where it is. What counts is the structure on its first and on its last day: whoever
 * was founded, abolished, or given a committee in between owes the next whole period.
 */
const exemptionOf = (kind: DutyKind, period: Period, ends: Ends | null): Exemption | null => {
  if (ends === null || !owesSome(kind, ends.first.type) || !owesSome(kind, ends.last.type)) return 'part_of_period';
  const isTemporary = [ends.first.type, ends.last.type].includes('temporary_branch');
  if (isTemporary && !temporaryKinds.includes(kind)) return 'temporary';
  if (isUnmanned(ends.first) || isUnmanned(ends.last)) return 'no_members';
  if (kind === 'committee_meeting')
    return hasCommittee(ends.first, period.first) && hasCommittee(ends.last, period.first) ? null : 'no_committee';
  if (kind === 'group_meeting') return lastingGroups(ends).length === 0 ? 'no_groups' : null;
  return null;
};

/** A fact that the state lacks: a meeting, the meeting of a group, the posts of a committee that there has to be. */
export type MissingFact =
  | { readonly fact: 'meetings'; readonly count: number }
  | { readonly fact: 'group'; readonly name: string }
  | { readonly fact: 'talk'; readonly between: TalkPair }
  | { readonly fact: 'lesson' }
  | { readonly fact: 'committee_posts'; readonly full: number; readonly seated: number };

interface Tally {
  readonly held: number;
  readonly needed: number;
  readonly meetings: readonly HeldMeeting[];
  readonly missing: readonly MissingFact[];
}

const countMeetings = (times: number, meetings: readonly HeldMeeting[]): Tally => ({
  held: meetings.length,
  needed: times,
  meetings,
  missing: meetings.length < times ? [{ fact: 'meetings', count: times - meetings.length }] : [],
});

/** Each group meets; a group meeting that was filed under the branch itself stands in for one that has none. */
const countGroups = (
  times: number,
  meetings: readonly HeldMeeting[],
  groups: Structure['groups'],
  branchId: string,
): Tally => {
  const without = groups.filter(({ id }) => meetings.filter((meeting) => meeting.organisationId === id).length < times);
  const spare = Math.floor(meetings.filter((meeting) => meeting.organisationId === branchId).length / times);
  const open = Math.max(0, without.length - spare);
  return {
    held: groups.length - open,
    needed: groups.length,
    meetings,
    missing:
      spare === 0
        ? without.map(({ name }) => ({ fact: 'group' as const, name }))
        : open > 0
          ? [{ fact: 'meetings', count: open }]
          : [],
  };
};

/** Between whom talks are owed: a branch always has members, and a committee of so many members on both days. */
const pairsOwed = ({ first, last }: Ends): readonly TalkPair[] => {
  const seated = Math.min(first.seated, last.seated);
  return talkPairs.filter((pair) => pair === 'members' || seated >= (pair === 'committee' ? 2 : 1));
};

const isBetween = (pair: TalkPair, seated: number, others: number): boolean =>
  ({ committee: seated >= 2, committee_member: seated >= 1 && others >= 1, members: others >= 2 })[pair];

/** A talk counts for the pairs that took part in it, by the seats of its day. */
const countTalks = (times: number, meetings: readonly HeldMeeting[], facts: DutyFacts, ends: Ends): Tally => {
  const owed = pairsOwed(ends);
  const talks = meetings.map(({ heldOn, people = [] }) => {
    const committee = new Set(facts.seats.filter(on(heldOn)).map(({ personId }) => personId));
    const seated = people.filter((person) => committee.has(person)).length;
    return { seated, others: people.length - seated };
  });
  const open = owed.filter(
    (pair) => talks.filter(({ seated, others }) => isBetween(pair, seated, others)).length < times,
  );
  return {
    held: owed.length - open.length,
    needed: owed.length,
    meetings,
    missing: open.map((between) => ({ fact: 'talk', between })),
  };
};

/** A lesson in the range of the committee counts where its secretary of that day gave it. */
const countLessons = (times: number, meetings: readonly HeldMeeting[], { secretaries }: DutyFacts): Tally => {
  const given = meetings.filter(({ heldOn, lecturer }) =>
    secretaries.filter(on(heldOn)).some(({ personId }) => personId === lecturer),
  );
  return { ...countMeetings(times, given), missing: given.length < times ? [{ fact: 'lesson' }] : [] };
};

export interface Duty {
  readonly kind: DutyKind;
  readonly period: Period;
  readonly state: DutyState;
  readonly exemption: Exemption | null;
  readonly held: number;
  readonly needed: number;
  readonly meetings: readonly HeldMeeting[];
  readonly missing: readonly MissingFact[];
  readonly why: Why | null;
  /** From which day those above see it as missed. */
  readonly aboveFrom: string;
  readonly missingYears: readonly number[];
}

const words = (zh: string, en: string): Words => ({ zh, en });

const structureSteps = (kind: DutyKind, ends: Ends, tally: Tally): readonly Words[] => {
  const { full, seated } = ends.last;
  if (kind === 'committee_meeting')
    return [
      words(
        `正式党员 ${full} 名，支委会成员 ${seated} 名：应开支部委员会会议`,
        `${full} full members, ${seated} committee members: a committee meeting is owed`,
      ),
    ];
  if (kind === 'group_meeting')
    return [
      words(
        `${tally.needed} 个党小组，已开会 ${tally.held} 个`,
        `${tally.needed} groups, ${tally.held} of them have met`,
      ),
    ];
  if (kind === 'heart_talk')
    return [
      words(
        `支委之间、支委与党员之间、党员之间：应有 ${tally.needed} 类谈心谈话，已有 ${tally.held} 类`,
        `Among the committee, between committee and members, among members: ${tally.held} of ${tally.needed} kinds of talks were held`,
      ),
    ];
  return [];
};

const whyOf = (rule: Rule, kind: DutyKind, ends: Ends, tally: Tally, times: number): Why => {
  const isGroups = kind === 'group_meeting' || kind === 'heart_talk';
  const count = isGroups ? (tally.held >= tally.needed ? times : 0) : tally.held;
  const { why } = evaluate(rule, { count });
  const { full, seated, groups } = ends.last;
  return {
    ...why,
    inputs: { held: tally.held, needed: tally.needed, full, seated, groups: groups.length },
    steps: [...structureSteps(kind, ends, tally), ...(isGroups ? [] : why.steps)],
  };
};

const isOf = ({ heldOn, forYear }: HeldMeeting, period: Period): boolean =>
  forYear === undefined ? period.first <= heldOn && heldOn <= period.last : period.key === String(forYear);

const inOrder = (meetings: readonly HeldMeeting[]): readonly HeldMeeting[] =>
  meetings.toSorted((a, b) => (a.heldOn === b.heldOn ? (a.id < b.id ? -1 : 1) : a.heldOn < b.heldOn ? -1 : 1));

const tallyOf = (facts: DutyFacts, kind: DutyKind, period: Period, ends: Ends, times: number): Tally => {
  const meetings = inOrder(facts.meetings.filter((meeting) => meeting.kind === kind && isOf(meeting, period)));
  if (kind === 'group_meeting') return countGroups(times, meetings, lastingGroups(ends), facts.organisationId);
  // Given in any branch of the committee's range.
  if (kind === 'secretary_lesson') return countLessons(times, meetings, facts);
  const own = meetings.filter((meeting) => meeting.organisationId === facts.organisationId);
  if (kind === 'heart_talk') return countTalks(times, own, facts, ends);
  const tally = countMeetings(times, own);
  const { full, seated } = ends.last;
  return kind === 'committee_meeting' && seated < committeeLines(period.first).seats
    ? { ...tally, missing: [...tally.missing, { fact: 'committee_posts', full, seated }] }
    : tally;
};

/** How one duty of one period stands, as a viewer may see it. */
export const dutyOf = (facts: DutyFacts, kind: DutyKind, period: Period, clock: Clock, viewer: Viewer): Duty => {
  const { aboveFrom, missingYears } = milestones(period, clock, viewer);
  const none = { held: 0, needed: 0, meetings: [], missing: [], why: null } as const;
  const frame = { kind, period, aboveFrom, missingYears };
  const rule = ruleOf(kind, period);
  if (rule?.value.kind !== 'frequency') return { ...frame, ...none, state: 'not_owed', exemption: 'no_rule' };
  if (clock.today < period.first) return { ...frame, ...none, state: 'ahead', exemption: null };
  const [first, last] = [period.first, referenceDay(period, clock.today)].map((day) => structureOn(facts, day));
  const ends = first && last ? { first, last } : null;
  const exemption = exemptionOf(kind, period, ends);
  if (ends === null || exemption !== null) return { ...frame, ...none, state: 'not_owed', exemption };
  const tally = tallyOf(facts, kind, period, ends, rule.value.times);
  return {
    ...frame,
    ...tally,
    state: tally.held >= tally.needed ? 'done' : unmetState(period, clock, viewer),
    exemption: null,
    why: whyOf(rule, kind, ends, tally, rule.value.times),
  };
};

/** Whether a kind is a matter of what the organisation is or was: branches hold meetings, the secretary of a committee lectures. */
const concerns = (kind: DutyKind, { types }: DutyFacts): boolean =>
  (kind === 'secretary_lesson') === types.some(({ type }) => lecturingTypes.some((one) => one === type));

/** All duties of a year, kind by kind, each period by period. */
export const dutiesOfYear = (facts: DutyFacts, year: number, clock: Clock, viewer: Viewer): readonly Duty[] =>
  dutyKinds.flatMap((kind) => {
    if (!concerns(kind, facts)) return [];
    const per = frequencyOf(kind, `${year}-12-31`)?.per;
    if (per === undefined) return [];
    return periodsOfYear(per, year).map((period) => dutyOf(facts, kind, period, clock, viewer));
  });
