import type { LiveTable } from '#webkit/live.ts';
import { oneRequest, requestList } from '../contract.ts';
import { requestTalk } from '../talk/contract.ts';

export const live: LiveTable = [
  { kind: 'requests', touches: () => [requestList, oneRequest, requestTalk] },
  { kind: 'talk', touches: (id) => [[requestTalk, { params: { id } }]] },
];
