import type { Answer, Why } from '#features/base/rules/rules.ts';
import { holds, versionsOf } from '#features/base/rules/rules.ts';
import { judgeVote } from '#features/base/rules/votes/rules.ts';
import { addMonths, dayOf, isDay } from '#shared/days.ts';
import { typeFacts, type MeetingState, type MeetingType } from './packs/meeting-types.ts';

export {
  committeePosts,
  meetingPlaces,
  meetingStates,
  meetingTypes,
  typeFacts,
  type MeetingState,
  type MeetingType,
} from './packs/meeting-types.ts';

export const responses = ['none', 'signed_up', 'waiting', 'declined'] as const;
export type Response = (typeof responses)[number];
export const attendances = ['present', 'absent', 'excused'] as const;
export type Attendance = (typeof attendances)[number];
export const attendanceSources = ['code', 'tap', 'late', 'chair'] as const;
/** `mobile`: lives here, belongs elsewhere (流动党员); `attending`: whoever else sits in. */
export const guestKinds = ['mobile', 'attending'] as const;
export const votes = ['branch', 'committee', 'none'] as const;
export type Vote = (typeof votes)[number];

/** What an amendment of a closed record can change. */
export const changedFields = [
  'day',
  'startsAt',
  'endsAt',
  'place',
  'chair',
  'recorder',
  'roster',
  'voting',
  'attendance',
  'content',
  'resolution',
  'task',
] as const;

/** What of a member decides about the right to vote on a day. */
export interface Standing {
  readonly category: 'full' | 'probationary';
  readonly fullOn: string | null;
  readonly standing: string;
  /** 留党察看: in the Party, without a vote. */
  readonly watched: boolean;
}

const votingStandings: ReadonlySet<string> = new Set(['1', '11']);

/** Only a full member votes (domain I1), from the day of full membership on. */
export const votesOn = ({ category, fullOn, standing, watched }: Standing, day: string): boolean =>
  category === 'full' && (fullOn === null || fullOn <= day) && votingStandings.has(standing) && !watched;

export interface Asked {
  readonly votes: boolean;
  readonly exempt: boolean;
  readonly response: Response;
  readonly attendance: Attendance | null;
}

export interface Tally {
  /** 应到: asked to come and not excused for age or illness, and whoever came nevertheless. */
  readonly expected: number;
  /** 实到 */
  readonly present: number;
  readonly absent: number;
  readonly excused: number;
  /** Nobody has said yet. */
  readonly open: number;
  /** 应到会有表决权人数: all who vote, whether they must come or not. */
  readonly entitled: number;
  readonly votersPresent: number;
}

/** Whether the person had to come: old or ill members are asked, not required (BR18); an activity only those who signed up. */
const isExpected = (person: Asked, signUp: boolean): boolean =>
  person.attendance === 'present' || (!person.exempt && (!signUp || person.response === 'signed_up'));

export const tallyOf = (type: MeetingType, people: readonly Asked[]): Tally => {
  const { signUp } = typeFacts[type];
  const expected = people.filter((person) => isExpected(person, signUp));
  const count = (attendance: Attendance | null): number =>
    expected.filter((person) => person.attendance === attendance).length;
  const voters = people.filter((person) => person.votes);
  return {
    expected: expected.length,
    present: count('present'),
    absent: count('absent'),
    excused: count('excused'),
    open: count(null),
    entitled: voters.length,
    votersPresent: voters.filter((person) => person.attendance === 'present').length,
  };
};

/** What a person counts as when the list is confirmed and nobody has said; null: was not expected. */
export const settled = (type: MeetingType, person: Asked): Attendance | null => {
  if (person.attendance !== null) return person.attendance;
  if (typeFacts[type].signUp && person.response !== 'signed_up') return null;
  return person.response === 'declined' || person.exempt ? 'excused' : 'absent';
};

/** Of whom nobody has said anything: neither who asked to be excused nor who did not sign up for what is signed up for. */
export const isOpen = (type: MeetingType, person: Asked): boolean =>
  person.attendance === null && settled(type, person) === 'absent';

export interface Poll {
  readonly vote: Vote;
  /** The day it was held. */
  readonly on: string;
  readonly entitled: number;
  readonly present: number;
  readonly yes: number;
  readonly no: number;
  readonly abstain: number;
}

export interface Verdict {
  readonly passed: boolean;
  readonly whys: readonly Why[];
}

const more = (count: number, total: number): boolean => count * 2 > total;

/** What is wrong with a tally: more votes than voters. */
export const countsTooMany = ({ vote, present, yes, no, abstain }: Omit<Poll, 'on' | 'entitled'>): boolean =>
  vote !== 'none' && yes + no + abstain > present;

/** The day by whose rule a meeting is judged: its own, or the first of the rule where it was held before (补记). */
export const ruleDay = (id: string, on: string): string => {
  const first = versionsOf(id)[0]?.effectiveFrom;
  return first !== undefined && on < first ? first : on;
};

/** A reason that says so where the rule was not in force yet. */
export const withDay = (why: Why, on: string): Why =>
  on >= why.effectiveFrom
    ? why
    : {
        ...why,
        steps: [
          ...why.steps,
          { zh: `${on}该规定尚未施行，参照其最早版本`, en: `Not in force yet on ${on}: judged by its first edition` },
        ],
      };

const judge = ({ vote, on, entitled, present, yes }: Poll): Verdict => {
  if (vote === 'none') return { passed: true, whys: [] };
  if (vote === 'branch') {
    const count = { entitled, present, yes };
    const { quorum, passed } = judgeVote({ kind: 'branch', on: ruleDay('branchVote.present', on), ...count });
    return { passed: passed.value, whys: [withDay(quorum.why, on), withDay(passed.why, on)] };
  }
  const id = 'branchCommittee.present';
  const quorum: Answer<boolean> = holds(id, ruleDay(id, on), { count: present, total: entitled });
  return { passed: quorum.value && more(yes, entitled), whys: [withDay(quorum.why, on)] };
};

/**
 * Whether a resolution passed and why (domain I2): a branch by more than half of those entitled where half of them are
 * present; a committee with half of its members present, by more than half of them; what is not put to a vote is agreed.
 * A tally with more votes than voters passes nothing, whatever it says.
 */
export const judgeResolution = (poll: Poll): Verdict => {
  const verdict = judge(poll);
  return { ...verdict, passed: verdict.passed && !countsTooMany(poll) };
};

/** Which votes a type can hold. */
export const votesOf = (type: MeetingType): readonly Vote[] => {
  const { voters } = typeFacts[type];
  if (voters === 'nobody') return ['none'];
  return voters === 'committee' ? ['committee', 'none'] : ['branch', 'none'];
};

/** A code stands for so long; the one before is taken as well, since somebody is still typing it. */
export const slotMs = 15_000;
/** Slots of different meetings begin at different moments, or all screens of a county would ask for the next code at once. */
export const shiftOf = (meetingId: string): number => Number.parseInt(meetingId.slice(-6), 16) % slotMs;
export const slotOf = (now: number, shift = 0): number => Math.floor((now + shift) / slotMs);
export const takenSlots = (now: number, shift = 0): readonly number[] => [slotOf(now, shift), slotOf(now, shift) - 1];
/** Milliseconds until the next slot begins. */
export const leftOf = (now: number, shift = 0): number => slotMs - ((now + shift) % slotMs);
/** Six digits out of the keyed hash of a meeting and a slot. */
export const digitsOf = (bytes: Uint8Array): string => {
  const number = bytes.slice(0, 6).reduce((sum, byte) => sum * 256 + byte, 0);
  return String(number % 1_000_000).padStart(6, '0');
};

const hour = 3_600_000;
/** From an hour before the beginning until twelve hours after it people sign in by code. */
export const takesCodes = (startsAt: string, now: number): boolean => {
  const start = Date.parse(startsAt);
  return now >= start - hour && now <= start + 12 * hour;
};

export interface Standpoint {
  readonly state: MeetingState;
  readonly startsAt: string;
  readonly heldOn: string | null;
  readonly content: string | null;
}

/** Papers come before a meeting, the rest with its record; what is closed is changed by whoever may amend it. */
export const changesMaterials = (
  state: MeetingState,
  may: { readonly edit: boolean; readonly close: boolean },
): boolean => (state === 'closed' ? may.close : may.edit && state !== 'cancelled');

/** What may be done with a meeting as it stands; the permissions are asked beside. */
export const actsOf = (
  meeting: Standpoint,
  may: { readonly edit: boolean; readonly close: boolean },
  today: string,
  now: number,
) => {
  const planned = meeting.state === 'planned';
  const day = dayOf(Date.parse(meeting.startsAt));
  return {
    edit: may.edit && planned,
    cancel: may.edit && planned,
    respond: may.edit && planned && !isAfterwards(meeting.startsAt, now),
    take: may.edit && (planned || meeting.state === 'held'),
    confirm: may.edit && planned && day <= today,
    record: may.edit && meeting.state === 'held',
    close: may.close && meeting.state === 'held' && (meeting.content ?? '').trim() !== '',
    amend: may.close && meeting.state === 'closed',
    materials: changesMaterials(meeting.state, may),
  };
};

/** A day and a time of the clock in China as an instant. */
export const instantOf = (day: string, time: string): string => new Date(`${day}T${time}:00+08:00`).toISOString();
const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
export const timeOf = (instant: string): string => clock.format(Date.parse(instant));
export const meetingDay = (instant: string): string => dayOf(Date.parse(instant));

/**
 * What a device says of the moment at which a name was tapped. Its clock may be wrong: a moment to come, or one before the day of
 * the meeting, is not believed, and the moment at which the mark arrived stands alone.
 */
export const takenAtOf = (
  said: string | undefined,
  { startsAt, now }: { readonly startsAt: string; readonly now: number },
): string | null => {
  if (said === undefined) return null;
  const at = Date.parse(said);
  return Number.isNaN(at) || at > now || dayOf(at) < meetingDay(startsAt) ? null : new Date(at).toISOString();
};

/** Marks that were sent so soon are as good as taken at once. */
const soonMs = 120_000;
export const wasSentLater = ({
  takenAt,
  recordedAt,
}: {
  readonly takenAt: string | null;
  readonly recordedAt: string | null;
}): boolean => takenAt !== null && recordedAt !== null && Date.parse(recordedAt) - Date.parse(takenAt) > soonMs;

/** A meeting whose hour is past is entered afterwards (补记): nobody is asked to come to it. */
export const isAfterwards = (startsAt: string, now: number): boolean => Date.parse(startsAt) <= now;

/** The day from which the roll of a planned meeting is called, while it lies ahead. */
export const rollOpensOn = (
  { state, startsAt }: { readonly state: MeetingState; readonly startsAt: string },
  today: string,
): string | null => {
  const day = meetingDay(startsAt);
  return state === 'planned' && day > today ? day : null;
};

/** The same day of each month; a short month has its last. */
export const seriesDays = (first: string, months: number): readonly string[] =>
  Array.from({ length: months }, (_, month) => addMonths(first, month));

/** The same day of the month as last time, in the first month that is not past and in which none of them is planned. */
export const nextDayAfter = (last: string, today: string, planned: readonly string[] = []): string => {
  if (!isDay(last)) return today;
  const months = new Set(planned.map((day) => day.slice(0, 7)));
  let count = 1;
  while (addMonths(last, count) < today || months.has(addMonths(last, count).slice(0, 7))) count += 1;
  return addMonths(last, count);
};
