import type { LiveTable } from '#webkit/live.ts';
import { oneRequest, requestList } from '../contract.ts';
import { requestPhotos } from '../photos/contract.ts';

export const live: LiveTable = [{ kind: 'requests', touches: () => [requestList, oneRequest, requestPhotos] }];
