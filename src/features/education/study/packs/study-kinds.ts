/** What gives study hours (学时), as data: the kinds of meetings, the parts of a class, the forms of a training kept in the file. */

/**
 * `whole`: the meeting is study by its kind. `noted`: as much of it as the branch has noted a topic for, since a meeting that votes is no
 * study. Kinds that are not named here give none.
 */
export const meetingKinds = {
  party_lesson: 'whole',
  party_day: 'whole',
  members_meeting: 'noted',
  committee_meeting: 'noted',
  group_meeting: 'noted',
  organisation_life: 'noted',
  other: 'noted',
} as const;
export type StudyMeetingKind = keyof typeof meetingKinds;

export const isStudyKind = (kind: string): kind is StudyMeetingKind => Object.hasOwn(meetingKinds, kind);
const kindsOf = (how: 'whole' | 'noted'): StudyMeetingKind[] =>
  Object.keys(meetingKinds).filter((kind): kind is StudyMeetingKind => isStudyKind(kind) && meetingKinds[kind] === how);
export const wholeKinds = kindsOf('whole');
export const notedKinds = kindsOf('noted');

export const classParts = ['day', 'morning', 'afternoon'] as const;
export type ClassPart = (typeof classParts)[number];

/** Trainings kept in the file that are studied alone: shown beside the required hours. */
export const aloneKinds = ['online'] as const;
/** Those that a meeting has counted already. */
export const meetingRecordKinds = ['party_lesson'] as const;

/** Posts whose holders are asked for more hours: secretaries and members of the committee (书记和班子成员). */
export const leaderPosts = [
  'secretary',
  'deputy_secretary',
  'organisation_member',
  'publicity_member',
  'discipline_member',
  'committee_member',
] as const;

/** How a plan has something studied. */
export const planForms = ['lesson', 'party_day', 'meeting', 'class', 'field', 'online'] as const;
export type PlanForm = (typeof planForms)[number];
