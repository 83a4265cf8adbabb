export { transferCounts, transferPage } from './queries.ts';
