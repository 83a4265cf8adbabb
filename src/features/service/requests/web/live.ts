import type { LiveTable } from '#webkit/live.ts';
import { oneRequest, requestList } from '../contract.ts';
import { requestPoints } from '../work/points/contract.ts';

export const live: LiveTable = [{ kind: 'requests', touches: () => [requestList, oneRequest, requestPoints] }];
