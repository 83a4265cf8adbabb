export { alertCount, paidToOf } from './queries.ts';
