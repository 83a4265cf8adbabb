import type { LiveTable } from '#webkit/live.ts';
import { callbackDraws, callbackList } from '../callbacks/contract.ts';
import { oneRequest, requestList } from '../contract.ts';
import { figureList, requestFigures } from '../figures/contract.ts';
import { satisfactionFigures } from '../satisfaction/contract.ts';

export const live: LiveTable = [
  { kind: 'requests', touches: () => [requestList, oneRequest, requestFigures, figureList] },
  // At the county's own leaves: nobody else hears of it.
  { kind: 'ratings', touches: () => [satisfactionFigures, callbackDraws, callbackList] },
];
