/** Who is told what about a meeting. One notice a stage; a later stage ends those before it. */
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { endMatter, notify } from '#features/base/inbox/index.ts';
import type { MeetingRow } from '../access.ts';
import { isAfterwards, meetingDay, timeOf } from '../rules.ts';

export type Subject = Pick<MeetingRow, 'id' | 'org_path' | 'title' | 'starts_at'>;

export const matterOf = ({ id }: Pick<MeetingRow, 'id'>): string => `meeting:${id}`;

export const isOver = (county: County, { starts_at: at }: Subject): boolean => isAfterwards(at, county.now().getTime());

export const paramsOf = ({ title, starts_at: at }: Subject) => ({
  subject: title,
  day: meetingDay(at),
  time: timeOf(at),
});

/** What those asked are told; whoever does it knows. */
const tellAsked = async (
  tx: Tx,
  meeting: Subject,
  kind: 'invited' | 'changed' | 'cancelled',
  { people, stage = kind }: { readonly people: readonly string[]; readonly stage?: string },
): Promise<void> =>
  notify(tx, {
    kind: `meeting.${kind}`,
    key: `${matterOf(meeting)}:${stage}`,
    people,
    path: meeting.org_path,
    link: `/m/own-meetings/${meeting.id}`,
    params: paramsOf(meeting),
  });

export const askedTo = async (tx: Tx, { id }: Subject, but: string | null): Promise<string[]> => {
  const rows = await tx.selectFrom('meeting_invitee').select('person_id').where('meeting_id', '=', id).execute();
  return rows.map((row) => row.person_id).filter((person) => person !== but);
};

/** Nobody is asked to come to what is over. */
export const tellInvited = async (tx: Tx, scope: Scope, county: County, meeting: Subject): Promise<void> => {
  if (isOver(county, meeting)) return;
  await tellAsked(tx, meeting, 'invited', { people: await askedTo(tx, meeting, scope.personId) });
};

/** Those asked before hear of another day, hour or place; who is asked only now is invited. */
export const tellChanged = async (
  tx: Tx,
  scope: Scope,
  county: County,
  {
    before,
    after,
    asked,
  }: { readonly before: MeetingRow; readonly after: MeetingRow; readonly asked: ReadonlySet<string> },
): Promise<void> => {
  if (isOver(county, after)) return endMatter(tx, matterOf(after));
  const people = await askedTo(tx, after, scope.personId);
  const moved = before.starts_at !== after.starts_at || before.place !== after.place;
  if (moved) {
    await endMatter(tx, matterOf(after));
    const stage = `changed:${after.version}`;
    await tellAsked(tx, after, 'changed', { people: people.filter((person) => asked.has(person)), stage });
  }
  await tellAsked(tx, after, 'invited', { people: people.filter((person) => !asked.has(person)) });
};

export const tellCancelled = async (tx: Tx, scope: Scope, county: County, meeting: MeetingRow): Promise<void> => {
  await endMatter(tx, matterOf(meeting));
  if (isOver(county, meeting)) return;
  await tellAsked(tx, meeting, 'cancelled', { people: await askedTo(tx, meeting, scope.personId) });
};

/** The meeting is over: nobody is asked to come any more. */
export const endMeeting = (tx: Tx, meeting: Pick<MeetingRow, 'id'>): Promise<void> => endMatter(tx, matterOf(meeting));

/** A place that somebody gave up has passed on to those who waited. */
export const tellPlaces = async (tx: Tx, meeting: Subject, people: readonly string[]): Promise<void> =>
  notify(tx, {
    kind: 'meeting.place',
    key: `${matterOf(meeting)}:place`,
    people,
    path: meeting.org_path,
    link: `/m/own-meetings/${meeting.id}`,
    params: paramsOf(meeting),
  });

const answered = {
  signed_up: 'signedUpFor',
  waiting: 'waitingFor',
  none: 'withdrawnFor',
  declined: 'declinedFor',
} as const;

/** The secretary has answered for a member: the member hears what was said. Who did it stays with the branch. */
export const tellAnswered = async (
  tx: Tx,
  meeting: Subject,
  { person, response, at }: { person: string; response: keyof typeof answered; at: number },
): Promise<void> =>
  notify(tx, {
    kind: `meeting.${answered[response]}`,
    key: `${matterOf(meeting)}:answer:${person}:${at}`,
    people: [person],
    path: meeting.org_path,
    link: `/m/own-meetings/${meeting.id}`,
    params: paramsOf(meeting),
  });

export interface TaskTold {
  readonly id: string;
  readonly path: string;
  readonly owner: string;
  readonly dueOn: string;
}

/** The task itself is not named: what stands in it may be about a person. */
export const tellOwner = (
  tx: Tx,
  { id, path, owner, dueOn }: TaskTold,
  kind: 'task' | 'taskDue' | 'taskOver',
): Promise<void> =>
  notify(tx, {
    kind: `meeting.${kind}`,
    key: `task:${id}:${kind === 'task' ? `of:${owner}` : kind}`,
    people: [owner],
    path,
    link: '/m/inbox',
    params: { day: dueOn },
  });

export const endTask = (tx: Tx, id: string): Promise<void> => endMatter(tx, `task:${id}`);
