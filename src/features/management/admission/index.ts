export { visibleCases } from './access.ts';
export {
  caseRow,
  factOf,
  factRows,
  factsFor,
  keptOf,
  stepsOf,
  type CaseRow,
  type FactRow,
} from './standing/queries.ts';
