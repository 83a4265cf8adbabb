export { visibleCases } from './access.ts';
export {
  caseRow,
  factOf,
  factRows,
  factsFor,
  keptOf,
  owesNothing,
  stepsOf,
  type CaseRow,
  type FactRow,
  type StandingRow,
} from './standing/queries.ts';
