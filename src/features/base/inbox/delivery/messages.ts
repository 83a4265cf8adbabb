import { catalogue } from '#shared/text.ts';

/** What leaves the platform beside the text of the notice itself. */
export const deliveryTexts = catalogue({
  unknownKind: ['您有一条新通知', 'You have a new notice'],
  open: ['请登录平台查看和办理。', 'Sign in to the platform to read and settle it.'],
  why: [
    '您收到本消息，是因为事项与您有关；除法定通知外，可在“通知设置”中关闭。',
    'You get this because the matter concerns you. All but statutory notices can be switched off in the notice settings.',
  ],
  digest: ['{count} 条通知', '{count} {count?notice:notices}'],
});
