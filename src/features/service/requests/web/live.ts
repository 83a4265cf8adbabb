import type { LiveTable } from '#webkit/live.ts';
import { requestClock } from '../clocks/contract.ts';
import { oneRequest, requestList } from '../contract.ts';

export const live: LiveTable = [{ kind: 'requests', touches: () => [requestList, oneRequest, requestClock] }];
