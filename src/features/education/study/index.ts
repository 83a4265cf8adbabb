export { retally, tallyDifferences } from './tallies/commands.ts';
