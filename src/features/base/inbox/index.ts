export { endNotices, notify, type NoticeDraft } from './commands.ts';
