import type { LiveTable } from '#webkit/live.ts';
import { areaPoints, programKeys } from '../contract.ts';

export const live: LiveTable = [{ kind: 'exchange', touches: () => [programKeys, areaPoints] }];
