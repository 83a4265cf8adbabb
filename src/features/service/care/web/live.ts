import type { LiveTable } from '#webkit/live.ts';
import { careList, oneCare, plannedVisits } from '../contract.ts';

export const live: LiveTable = [{ kind: 'care', touches: () => [careList, oneCare, plannedVisits] }];
