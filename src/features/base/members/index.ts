export { branchFor, createMember } from './file/commands.ts';
export { retally, tally, tallyDifferences } from './tallies/commands.ts';
