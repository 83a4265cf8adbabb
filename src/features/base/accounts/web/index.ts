import type { Text } from '#shared/text.ts';
import type { FeaturePages } from '#webkit/router.tsx';
import { roleFacts, roles } from '../permissions/rules.ts';

/** `role.<key>` for pages that show who did something. The table of roles is part of the first load anyway. */
const roleWords = Object.fromEntries(
  roles.map((role): [string, Text] => [`role.${role}`, [roleFacts[role].label.zh, roleFacts[role].label.en]]),
);

export const accountPages: FeaturePages = {
  phone: [
    { path: 'me/devices', title: ['登录设备', 'Devices'], lazy: () => import('./phone/devices.tsx') },
    { path: 'me/password', title: ['修改密码', 'Change the password'], lazy: () => import('./phone/password.tsx') },
    { path: 'me/factor', title: ['动态验证码', 'Second step'], lazy: () => import('./phone/factor.tsx') },
  ],
  words: {
    'source.command line': ['命令行', 'Command line'],
    'source.public': ['登录前', 'Before sign-in'],
    'source.seed': ['演示数据', 'Demonstration data'],
    ...roleWords,
    'role.system': ['系统', 'System'],
    'role.none': ['未选身份', 'No role'],
    'role.public': ['未登录者', 'Nobody signed in'],
  },
};
