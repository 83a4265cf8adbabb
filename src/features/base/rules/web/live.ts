import type { LiveTable } from '#webkit/live.ts';
import { calendarYear } from '../contract.ts';

export const live: LiveTable = [{ kind: 'calendar', touches: (year) => [[calendarYear, { params: { year } }]] }];
