import type { LiveTable } from '#webkit/live.ts';
import { oneTalk, ownTalk, talkHours, talkList } from '../contract.ts';

export const live: LiveTable = [
  { kind: 'talk', touches: (id) => [talkList, ownTalk, [oneTalk, { params: { id } }]] },
  { kind: 'talk-hours', touches: () => [talkHours] },
];
