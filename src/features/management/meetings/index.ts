export { dropMobileGuest, noteMobileGuest } from './guests/commands.ts';
export { heldMeetings, meetingForVote, meetingHead, type HeldMeeting, type MeetingForVote } from './held/queries.ts';
export { openTasksAt } from './queries.ts';
export { committeeOn, rosterOn, type RosterPerson } from './roster/queries.ts';
export { meetingsToFinish, tasksToFinish, type MeetingToFinish, type OpenTask } from './todo/queries.ts';
export { tellInvited, tellOwner } from './telling/commands.ts';
