/** What somebody was told: the kinds of the notices, the newest first. */
import { noticeList } from '#features/base/inbox/contract.ts';
import type { Client } from './client.ts';

export const toldTo = async (who: Client): Promise<string[]> =>
  (await who.call(noticeList, { query: {} })).items.map(({ kind }) => kind);

/** The same without what is over. */
export const openTo = async (who: Client): Promise<string[]> =>
  (await who.call(noticeList, { query: { state: 'unread' } })).items.map(({ kind }) => kind);
