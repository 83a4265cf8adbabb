/** Kinds of meetings and activities as data: how often the rules ask for them, who is asked to come, who votes, what the record holds. */
export const meetingTypes = [
  'members_meeting',
  'committee_meeting',
  'group_meeting',
  'party_lesson',
  'party_day',
  'organisation_life',
  'appraisal',
  'heart_talk',
  'volunteer',
  'other',
] as const;
export type MeetingType = (typeof meetingTypes)[number];

export const meetingStates = ['planned', 'held', 'closed', 'cancelled'] as const;
export type MeetingState = (typeof meetingStates)[number];

/** `roster`: everybody of that day; `committee`: those who hold its posts that day; `chosen`: named by whoever plans it. */
export type Attendees = 'roster' | 'committee' | 'chosen';
export type RecordField = 'content' | 'resolutions' | 'tasks';

export interface TypeFacts {
  readonly name: { readonly zh: string; readonly en: string };
  /** The rule that says how often; without one it is held as needed. */
  readonly frequency: string | null;
  readonly attendees: Attendees;
  /** Whose votes count: full members of that day, the committee, or nobody's. */
  readonly voters: 'full_members' | 'committee' | 'nobody';
  /** An activity that people sign up for, where places may be few. */
  readonly signUp: boolean;
  readonly record: readonly RecordField[];
}

const facts = (
  [zh, en]: readonly [zh: string, en: string],
  frequency: string | null,
  attendees: Attendees,
  voters: TypeFacts['voters'],
  record: readonly RecordField[] = ['content', 'resolutions', 'tasks'],
): TypeFacts => ({ name: { zh, en }, frequency, attendees, voters, signUp: false, record });

export const typeFacts: Readonly<Record<MeetingType, TypeFacts>> = {
  members_meeting: facts(['支部党员大会', 'Members’ meeting'], 'meeting.general', 'roster', 'full_members'),
  committee_meeting: facts(['支部委员会', 'Committee meeting'], 'meeting.committee', 'committee', 'committee'),
  // A group decides nothing.
  group_meeting: facts(['党小组会', 'Group meeting'], 'meeting.group', 'chosen', 'nobody', ['content', 'tasks']),
  party_lesson: facts(['党课', 'Party lesson'], 'meeting.lesson', 'roster', 'nobody', ['content', 'tasks']),
  party_day: facts(['主题党日', 'Party day'], 'meeting.partyDay', 'roster', 'full_members'),
  organisation_life: facts(
    ['组织生活会', 'Organisation-life meeting'],
    'meeting.lifeMeeting',
    'roster',
    'full_members',
  ),
  appraisal: facts(['民主评议党员', 'Appraisal of members'], 'meeting.appraisal', 'roster', 'full_members'),
  heart_talk: facts(['谈心谈话', 'Heart-to-heart talk'], 'meeting.talks', 'chosen', 'nobody', ['content', 'tasks']),
  volunteer: {
    ...facts(['志愿服务', 'Volunteering'], null, 'roster', 'nobody', ['content', 'tasks']),
    signUp: true,
  },
  other: { ...facts(['其他', 'Other'], null, 'roster', 'nobody', ['content', 'tasks']), signUp: true },
};

/** Posts whose holders are the committee: a group leader or a delegate is not one of it. */
export const committeePosts: ReadonlySet<string> = new Set([
  'secretary',
  'deputy_secretary',
  'organisation_member',
  'publicity_member',
  'discipline_member',
  'committee_member',
]);

/** What holds meetings of its own here. */
export const meetingPlaces: ReadonlySet<string> = new Set([
  'general_branch',
  'branch',
  'joint_branch',
  'temporary_branch',
  'group',
]);
