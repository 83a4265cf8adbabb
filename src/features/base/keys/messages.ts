import { catalogue } from '#shared/text.ts';

/** Why a rotation is refused or could not end. */
export const keyRefusalTexts = catalogue({
  rotation_running: ['密钥轮换正在进行', 'A rotation is already under way'],
  rotation_unfinished: [
    '仍有程序在用旧密钥写入，请检查各服务进程后重试',
    'Something still writes with an old key. Please check the server processes and try again',
  ],
});
