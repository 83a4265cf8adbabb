export type { PlanForm } from './packs/study-kinds.ts';
export { recountLearnt } from './learnt/commands.ts';
export { retally, tallyDifferences } from './tallies/commands.ts';
