import type { LiveTable } from '#webkit/live.ts';
import { arrivalList, awayList } from '../contract.ts';

export const live: LiveTable = [{ kind: 'outflow', touches: () => [awayList, arrivalList] }];
