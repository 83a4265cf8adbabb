export { senderOf } from './channels/commands.ts';
export { endMatter, endNotices, notify, type NoticeDraft } from './commands.ts';
export { keepers, type FoundKeeper, type Keeper } from './keepers/queries.ts';
