export { allOffered, topicRows } from './topics/queries.ts';
