export { sayForUnit } from './attending/commands.ts';
export { messageKey, say, type Said } from './commands.ts';
export { askersTalk, officeTalk, type TalkPlace } from './queries.ts';
