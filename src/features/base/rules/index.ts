export { readCalendar } from './calendar/queries.ts';
