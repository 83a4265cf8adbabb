import { systemScope } from '#platform/access/scope.ts';
import type { TaskHandler } from '#platform/jobs/runner.ts';
import { renew } from './commands.ts';

/** What open cases owe: once a day, within the hour after an upgrade, and for all of them when the calendar has changed. */
export const renewCases: TaskHandler = (county, payload) =>
  renew(county, systemScope(county.entry.code, 'admission.renew'), payload['year'] !== undefined);
