export { visibleCases } from './access.ts';
export { caseRow, factRows, factsFor, stepsOf, type CaseRow, type FactRow } from './standing/queries.ts';
