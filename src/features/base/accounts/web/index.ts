import type { Text } from '#shared/text.ts';
import type { FeaturePages } from '#webkit/router.tsx';
import { roleFacts, roles } from '../permissions/rules.ts';

/** `role.<key>` for pages that show who did something. The table of roles is part of the first load anyway. */
const roleWords = Object.fromEntries(
  roles.map((role): [string, Text] => [`role.${role}`, [roleFacts[role].label.zh, roleFacts[role].label.en]]),
);

export const accountPages: FeaturePages = {
  office: [
    {
      path: 'accounts',
      title: ['账号', 'Accounts'],
      permission: 'accounts.read',
      menu: { group: 'system', order: 10 },
      lazy: () => import('./pages/account-list.tsx'),
    },
    {
      path: 'accounts/new',
      title: ['开通账号', 'Create an account'],
      permission: 'accounts.manage',
      lazy: () => import('./pages/new-account.tsx'),
    },
    {
      path: 'accounts/:id',
      title: ['账号', 'Account'],
      permission: 'accounts.read',
      lazy: () => import('./pages/account.tsx'),
    },
    {
      path: 'permissions',
      title: ['权限表', 'Permissions'],
      menu: { group: 'system', order: 30 },
      lazy: () => import('./pages/permissions.tsx'),
    },
    { path: 'account', title: ['我的账号', 'My account'], lazy: () => import('./pages/own-account.tsx') },
  ],
  phone: [
    { path: 'me/devices', title: ['登录设备', 'Devices'], lazy: () => import('./phone/devices.tsx') },
    { path: 'me/password', title: ['修改密码', 'Change the password'], lazy: () => import('./phone/password.tsx') },
    { path: 'me/factor', title: ['动态验证码', 'Second step'], lazy: () => import('./phone/factor.tsx') },
  ],
  workbench: [{ order: 20, permission: 'accounts.read', lazy: () => import('./parts/accounts-part.tsx') }],
  words: {
    ...roleWords,
    'role.system': ['系统', 'System'],
    'role.none': ['未选身份', 'No role'],
    'role.public': ['未登录者', 'Nobody signed in'],
  },
};
