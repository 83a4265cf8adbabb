export { saySatisfied } from './launching/commands.ts';
export { checkZip, keepPackage } from './reading/commands.ts';
export { keepRun, openRun } from './running/commands.ts';
export { lookedAt, openedPackage } from './running/queries.ts';
