import type { LiveTable } from '#webkit/live.ts';
import { callbackDraws, callbackList } from '../callbacks/contract.ts';
import { categoryList } from '../categories/contract.ts';
import { requestClock } from '../clocks/contract.ts';
import { oneRequest, requestList } from '../contract.ts';
import { dutyList } from '../duties/contract.ts';
import { figureList, requestFigures } from '../figures/contract.ts';
import { kindList } from '../kinds/contract.ts';
import { learningState } from '../learning/contract.ts';
import { requestPhotos } from '../photos/contract.ts';
import { publicationOf, publications } from '../published/contract.ts';
import { satisfactionFigures } from '../satisfaction/contract.ts';
import { requestTalk } from '../talk/contract.ts';
import { requestWork } from '../work/panel/contract.ts';
import { requestPoints } from '../work/points/contract.ts';
import { returnList } from '../work/returns/contract.ts';
import { oneTask, taskList } from '../work/tasks/contract.ts';

export const live: LiveTable = [
  {
    kind: 'requests',
    touches: () => [
      requestList,
      oneRequest,
      requestClock,
      requestPoints,
      requestWork,
      taskList,
      oneTask,
      returnList,
      requestFigures,
      figureList,
      requestTalk,
      requestPhotos,
    ],
  },
  { kind: 'requests.categories', touches: () => [categoryList] },
  { kind: 'requests.kinds', touches: () => [kindList] },
  { kind: 'requests.duties', touches: () => [dutyList] },
  { kind: 'requests.learning', touches: () => [learningState] },
  { kind: 'requests.published', touches: () => [publications, publicationOf] },
  { kind: 'talk', touches: (id) => [[requestTalk, { params: { id } }]] },
  // At the county's own leaves: nobody else hears of it.
  { kind: 'ratings', touches: () => [satisfactionFigures, callbackDraws, callbackList] },
];
