import type { LiveTable } from '#webkit/live.ts';
import { oneRequest, requestList } from '../contract.ts';
import { requestWork } from '../work/panel/contract.ts';
import { requestPoints } from '../work/points/contract.ts';
import { returnList } from '../work/returns/contract.ts';
import { oneTask, taskList } from '../work/tasks/contract.ts';

export const live: LiveTable = [
  {
    kind: 'requests',
    touches: () => [requestList, oneRequest, requestPoints, requestWork, taskList, oneTask, returnList],
  },
];
