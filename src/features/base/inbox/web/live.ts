import type { LiveTable } from '#webkit/live.ts';
import { noticeList, todoList, unreadNotices } from '../contract.ts';
import { noticeLoad } from '../load/contract.ts';
import { startedList } from '../started/contract.ts';
import { noticeSettings } from '../settings/contract.ts';

/** To-dos are derived, so they grow old with what they are derived from. */
const sources = [
  'admission',
  'appraisals',
  'approvals',
  'corrections',
  'dues',
  'elections',
  'handovers',
  'imports',
  'meetings',
  'organisations',
  'outflow',
  'requests',
  'transfers',
] as const;

export const live: LiveTable = [
  { kind: 'notices', touches: () => [noticeList, unreadNotices, noticeLoad] },
  { kind: 'noticeSettings', touches: () => [noticeSettings] },
  ...sources.map((kind) => ({ kind, touches: () => [todoList, startedList] })),
];
