export { markAttempt } from './marking/commands.ts';
export { freezePapers } from './paper/commands.ts';
export { frozenItems, type FrozenItem } from './paper/queries.ts';
export { newPaperCode } from './printing/commands.ts';
export { drawnOf, itemsOfForm, journalKey, macOf } from './seat/queries.ts';
