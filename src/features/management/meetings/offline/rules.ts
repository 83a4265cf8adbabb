/** Work at a meeting without a network, as pure rules: how it looks on the device, and what becomes of it where the server has moved on. */
import type { z } from 'zod';
import type { Invitee, Meeting, editMeeting, planMeeting, recordMeeting } from '../contract.ts';
import type { Leaders } from '../leaders/rules.ts';
import {
  actsOf,
  type Attendance,
  countsTooMany,
  instantOf,
  judgeResolution,
  meetingDay,
  type MeetingState,
  settled,
  tallyOf,
  timeOf,
  typeFacts,
} from '../rules.ts';

type PlanBody = z.input<typeof planMeeting.body>;
export type PlanChange = Omit<z.input<typeof editMeeting.body>, 'version'>;
type RecordBody = z.input<typeof recordMeeting.body>;
export interface RecordChange {
  readonly content: string;
  readonly resolutions: NonNullable<RecordBody['resolutions']>;
  readonly tasks: NonNullable<RecordBody['tasks']>;
}

/** Everything that can be done to a meeting on a device, by the name of its command. */
export interface Deeds {
  readonly 'meetings.plan': {
    readonly body: PlanBody & { readonly id: string };
    readonly organisation: Meeting['organisation'];
    readonly roster: readonly Pick<Invitee, 'personId' | 'name' | 'votes' | 'exempt'>[];
    readonly openTasks: Meeting['openTasks'];
  };
  readonly 'meetings.edit': PlanChange;
  readonly 'meetings.cancel': { readonly reason: string };
  readonly 'meetings.roll': { readonly marks: readonly Mark[]; readonly reason?: string };
  readonly 'meetings.confirm': Leaders;
  readonly 'meetings.record': RecordChange;
  readonly 'meetings.close': Leaders;
  readonly 'meetings.amend': RecordChange & { readonly reason: string };
}
export type DeedKind = keyof Deeds;

export interface Mark {
  readonly personId: string;
  /** What stood there before the tap. */
  readonly seen: Attendance | null;
  readonly attendance?: Attendance | null;
  readonly exempt?: boolean;
  /** When the name was tapped, by the clock of the device. */
  readonly takenAt?: string;
}

export interface Done {
  readonly kind: DeedKind;
  readonly input: unknown;
  readonly at: number;
}

/** What of a meeting a device keeps: names and marks. Why somebody could not come, and who came from elsewhere, stays with the branch. */
export const copyOf = (meeting: Meeting): Meeting => ({
  ...meeting,
  invitees: meeting.invitees.map((person) => ({ ...person, excuse: null, reason: null })),
  guests: [],
  amendments: [],
  materials: [],
});

interface Standpoint {
  readonly may: { readonly edit: boolean; readonly close: boolean };
  readonly today: string;
}

type Ballots = Pick<Meeting['resolutions'][number], 'id' | 'wording' | 'vote' | 'yes' | 'no' | 'abstain'>;

/** A resolution by the list as it stands on the device. */
const judged = (meeting: Meeting, { id, wording, vote, yes, no, abstain }: Ballots): Meeting['resolutions'][number] => {
  const { entitled, votersPresent: present } = tallyOf(meeting.type, meeting.invitees);
  const poll = { vote, on: meeting.heldOn ?? meetingDay(meeting.startsAt), entitled, present, yes, no, abstain };
  const { passed, whys } = judgeResolution(poll);
  const shown = whys.map((why) => ({ ...why, steps: [...why.steps] }));
  const tooMany = countsTooMany(poll);
  return { id, wording, vote, yes, no, abstain, entitled, present, passed, tooMany, whys: shown };
};

/** Counts, verdicts and rights as they follow from the rest. */
const reckoned = (meeting: Meeting, { may, today }: Standpoint): Meeting => ({
  ...meeting,
  tally: tallyOf(meeting.type, meeting.invitees),
  resolutions: meeting.resolutions.map((one) => judged(meeting, one)),
  // To answer for somebody else is the office's: it needs the network, as do the places.
  can: { ...actsOf(meeting, may, today, 0), respond: false },
});

const named = (people: readonly Pick<Invitee, 'personId' | 'name'>[], id: string | undefined) => {
  const found = people.find((person) => person.personId === id);
  return found === undefined ? null : { id: found.personId, name: found.name };
};

const orNull = (text: string | undefined): string | null => (text === undefined || text === '' ? null : text);

const planned = ({ body, organisation, roster, openTasks }: Deeds['meetings.plan']): Meeting => {
  const invited = body.invited === undefined ? null : new Set(body.invited);
  const invitees: Invitee[] = roster
    .filter(({ personId }) => invited === null || invited.has(personId))
    .map(({ personId, name, votes, exempt }) => ({
      personId,
      name,
      votes,
      exempt,
      response: 'none',
      excuse: null,
      attendance: null,
      how: null,
      recordedAt: null,
      takenAt: null,
      reason: null,
    }));
  return {
    id: body.id,
    organisation,
    type: body.type,
    title: body.title,
    startsAt: instantOf(body.day, body.time),
    endsAt: body.endTime === undefined ? null : instantOf(body.day, body.endTime),
    heldOn: null,
    place: orNull(body.place),
    state: 'planned',
    chair: named(roster, body.chairPersonId),
    recorder: named(roster, body.recorderPersonId),
    content: null,
    seriesId: null,
    capacity: body.capacity ?? null,
    confirmedAt: null,
    confirmedBy: null,
    cancelReason: null,
    closedAt: null,
    closedBy: null,
    version: 0,
    agenda: [...(body.agenda ?? [])],
    invitees,
    guests: [],
    tally: tallyOf(body.type, invitees),
    resolutions: [],
    tasks: [],
    openTasks: [...openTasks],
    amendments: [],
    materials: [],
    can: {
      edit: false,
      cancel: false,
      take: false,
      respond: false,
      confirm: false,
      record: false,
      close: false,
      amend: false,
      materials: false,
    },
  };
};

const edited = (meeting: Meeting, plan: PlanChange): Meeting => ({
  ...meeting,
  title: plan.title,
  startsAt: instantOf(plan.day, plan.time),
  endsAt: plan.endTime === undefined ? null : instantOf(plan.day, plan.endTime),
  place: orNull(plan.place),
  chair: named(meeting.invitees, plan.chairPersonId),
  recorder: named(meeting.invitees, plan.recorderPersonId),
  capacity: plan.capacity ?? null,
  agenda: [...(plan.agenda ?? [])],
});

const rolled = (meeting: Meeting, { marks, reason }: Deeds['meetings.roll'], at: number): Meeting => {
  const by = new Map(marks.map((mark) => [mark.personId, mark]));
  const recordedAt = new Date(at).toISOString();
  const invitees = meeting.invitees.map((person): Invitee => {
    const mark = by.get(person.personId);
    if (mark === undefined) return person;
    const exempt = mark.exempt ?? person.exempt;
    const { attendance } = mark;
    if (attendance === undefined) return { ...person, exempt };
    if (attendance === null) return { ...person, exempt, attendance, how: null, recordedAt: null, takenAt: null };
    const takenAt = mark.takenAt ?? null;
    return { ...person, exempt, attendance, how: reason === undefined ? 'tap' : 'late', recordedAt, takenAt };
  });
  return { ...meeting, invitees };
};

const ledBy = ({ chair, recorder, invitees }: Meeting, { chairPersonId, recorderPersonId }: Leaders) => ({
  chair: named(invitees, chairPersonId) ?? chair,
  recorder: named(invitees, recorderPersonId) ?? recorder,
});

const confirmed = (meeting: Meeting, leaders: Leaders, at: number): Meeting => ({
  ...meeting,
  ...ledBy(meeting, leaders),
  state: 'held',
  heldOn: meetingDay(meeting.startsAt),
  confirmedAt: new Date(at).toISOString(),
  invitees: meeting.invitees.map((person): Invitee => {
    if (person.attendance !== null) return person;
    const attendance = settled(meeting.type, person);
    return attendance === null ? person : { ...person, attendance, how: 'chair' };
  }),
});

const recorded = (meeting: Meeting, record: RecordChange): Meeting => {
  return {
    ...meeting,
    content: orNull(record.content),
    resolutions: record.resolutions.map(({ wording, vote = 'none', yes = 0, no = 0, abstain = 0 }, at) =>
      judged(meeting, { id: `${meeting.id}-${at}`, wording, vote, yes, no, abstain }),
    ),
    tasks: record.tasks.map(({ id, task, ownerPersonId, dueOn }, at) => {
      const owner = named(meeting.invitees, ownerPersonId) ?? { id: ownerPersonId, name: '' };
      const known = meeting.tasks.find((one) => one.id === id);
      const fresh = { id: id ?? `new-${at}`, meetingId: meeting.id, doneAt: null, doneNote: null, version: 0 };
      return { ...(known ?? fresh), task, owner, dueOn };
    }),
  };
};

const step = (meeting: Meeting | null, { kind, input, at }: Done): Meeting | null => {
  // What was kept under a kind is an input of that kind: only `Deeds` are written.
  if (kind === 'meetings.plan') return meeting ?? planned(input as Deeds['meetings.plan']);
  if (meeting === null) return null;
  switch (kind) {
    case 'meetings.edit':
      return edited(meeting, input as PlanChange);
    case 'meetings.cancel':
      return { ...meeting, state: 'cancelled', cancelReason: (input as Deeds['meetings.cancel']).reason };
    case 'meetings.roll':
      return rolled(meeting, input as Deeds['meetings.roll'], at);
    case 'meetings.confirm':
      return confirmed(meeting, input as Deeds['meetings.confirm'], at);
    case 'meetings.record':
    case 'meetings.amend':
      return recorded(meeting, input as RecordChange);
    case 'meetings.close':
      return {
        ...meeting,
        ...ledBy(meeting, input as Deeds['meetings.close']),
        state: 'closed',
        closedAt: new Date(at).toISOString(),
      };
  }
};

/** A meeting as the person left it on the device: what the server said, and what was done since. */
export const withDeeds = (base: Meeting | null, deeds: readonly Done[], stand: Standpoint): Meeting | null => {
  let meeting = base;
  for (const deed of deeds) {
    const next = step(meeting, deed);
    meeting = next === null ? null : reckoned(next, stand);
  }
  return meeting;
};

/** Two rolls after each other: the later word on a person counts, held against what stood there before the first. */
export const mergeRolls = (
  earlier: Deeds['meetings.roll'],
  later: Deeds['meetings.roll'],
): Deeds['meetings.roll'] | null => {
  const marks = new Map(earlier.marks.map((mark) => [mark.personId, mark]));
  for (const mark of later.marks) {
    const former = marks.get(mark.personId);
    marks.set(mark.personId, { ...former, ...mark, seen: former === undefined ? mark.seen : former.seen });
  }
  // What was tapped and taken back again is nothing.
  const left = [...marks.values()].filter(
    ({ seen, attendance, exempt }) => exempt !== undefined || (attendance !== undefined && attendance !== seen),
  );
  return left.length === 0 ? null : { ...later, marks: left };
};

export const planOf = (meeting: Meeting): PlanChange => ({
  title: meeting.title,
  day: meetingDay(meeting.startsAt),
  time: timeOf(meeting.startsAt),
  ...(meeting.endsAt ? { endTime: timeOf(meeting.endsAt) } : {}),
  ...(meeting.place ? { place: meeting.place } : {}),
  ...(meeting.chair ? { chairPersonId: meeting.chair.id } : {}),
  ...(meeting.recorder ? { recorderPersonId: meeting.recorder.id } : {}),
  agenda: [...meeting.agenda],
  ...(typeFacts[meeting.type].attendees === 'chosen'
    ? { invited: meeting.invitees.map((person) => person.personId) }
    : {}),
  ...(meeting.capacity ? { capacity: meeting.capacity } : {}),
});

export const recordOf = (meeting: Meeting): RecordChange => ({
  content: meeting.content ?? '',
  resolutions: meeting.resolutions.map(({ wording, vote, yes, no, abstain }) => ({ wording, vote, yes, no, abstain })),
  tasks: meeting.tasks.map(({ id, task, owner, dueOn }) => ({ id, task, ownerPersonId: owner.id, dueOn })),
});

/** In which states the server takes a deed. */
export const takenIn: Readonly<Record<DeedKind, readonly MeetingState[]>> = {
  'meetings.plan': [],
  'meetings.edit': ['planned'],
  'meetings.cancel': ['planned'],
  'meetings.roll': ['planned', 'held'],
  'meetings.confirm': ['planned'],
  'meetings.record': ['held'],
  'meetings.close': ['held'],
  'meetings.amend': ['closed'],
};
