import type { LiveTable } from '#webkit/live.ts';
import { meetingById, meetingDraft, meetingList } from '../contract.ts';
import { ownMeeting, ownMeetings } from '../own/contract.ts';
import { seriesAhead } from '../series/contract.ts';

export const live: LiveTable = [
  { kind: 'meetings', touches: () => [meetingList, meetingDraft, seriesAhead, ownMeetings] },
  {
    kind: 'meeting',
    touches: (id) => [
      [meetingById, { params: { id } }],
      [ownMeeting, { params: { id } }],
    ],
  },
];
