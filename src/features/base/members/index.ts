export { admitPerson, enterPerson, movePerson, takeBackAdmission, type NewPerson } from './admitting/commands.ts';
export { endMembership, undoLeave } from './affiliations/commands.ts';
export { handOver, type HandOver } from './custody/commands.ts';
export { hasSecrecyMark, scanTypeOf } from './attachments/rules.ts';
export { branchFor, createMember, editMember, refuseTwin } from './file/commands.ts';
export { openFile } from './file/queries.ts';
export { noteReading } from './readings/commands.ts';
export { noteReveal } from './reveal/commands.ts';
export { retally, tally, tallyDifferences } from './tallies/commands.ts';
