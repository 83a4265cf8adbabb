export { createElection, setCandidates } from './commands.ts';
export { announceElection, enterCount } from './count/commands.ts';
