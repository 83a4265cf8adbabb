export { visibleCases } from './access.ts';
export {
  factOf,
  factsFor,
  keptOf,
  owesNothing,
  stepsOf,
  type CaseRow,
  type FactRow,
  type StandingRow,
} from './standing/queries.ts';
