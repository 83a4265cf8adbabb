import type { LiveTable } from '#webkit/live.ts';
import { touchedByTree } from './parts/reads.ts';

export const live: LiveTable = [{ kind: 'organisations', touches: () => touchedByTree }];
