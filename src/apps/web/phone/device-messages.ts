import { catalogue } from '#shared/text.ts';

/** The words of what waits on this device. */
export const deviceTexts = catalogue({
  title: ['未发送', 'Not sent yet'],
  intro: [
    '这些内容已记在本机，有网络时按顺序自动发送。关闭页面不会丢失。',
    'This is kept on the device and sent in order with the next network. Closing the page loses nothing.',
  ],
  unsent: ['未发送 {count} 项', '{count} not sent yet'],
  sending: ['正在发送，还有 {count} 项', 'Sending, {count} to go'],
  offline: ['没有网络', 'No network'],
  offlineUnsent: ['没有网络，未发送 {count} 项', 'No network, {count} not sent yet'],
  conflicts: ['有 {count} 项内容不一致，请选定', '{count} {count?differs:differ} from the platform; decide'],
  refused: ['有 {count} 项未被接受，请查看', '{count} not accepted; have a look'],
  look: ['查看', 'Look'],
  empty: ['都已发送', 'Everything is sent'],
  emptyHint: ['本机没有未发送的内容。', 'Nothing on this device waits to be sent.'],
  now: ['立即发送', 'Send now'],
  state_waiting: ['等待发送', 'Waits'],
  state_sending: ['正在发送', 'Being sent'],
  state_conflict: ['内容不一致', 'Two versions'],
  state_refused: ['未被接受', 'Not accepted'],
  decide: ['选定', 'Decide'],
  open: ['打开', 'Open'],
  drop: ['删除', 'Delete'],
  dropOf: ['删除：{name}', 'Delete: {name}'],
  dropHint: [
    '本机的这一项将删除，不再发送；如果是新安排的会议，后面的登记一并删除。此操作不能撤回。',
    'This is deleted and not sent. With a newly planned meeting everything after it goes too. This cannot be taken back.',
  ],
  again: ['再次发送', 'Send again'],
  lock: ['锁上本机', 'Lock this device'],
  lockHint: [
    '没有网络，暂时不能退出。可以先锁上本机：会议内容和草稿随即清除，未发送的加密留存；有网后请再退出一次。',
    'Signing out needs a network. Lock this device first: meetings and drafts go, what was not sent stays sealed. Sign out again with a network.',
  ],
  staysSealed: [
    '未发送的内容加密留在本机，只有您再次登录后才能打开并继续发送；30 天内未登录则删除。',
    'It stays on the device, sealed: it opens and is sent only when you sign in again, and is deleted after 30 days.',
  ],
});
