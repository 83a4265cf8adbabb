import type { LiveTable } from '#webkit/live.ts';
import { programs } from '../contract.ts';

export const live: LiveTable = [{ kind: 'records', touches: () => [programs] }];
