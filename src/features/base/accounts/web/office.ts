import type { OfficePages } from '#webkit/router.tsx';

export const accountOffice: OfficePages = {
  pages: [
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
      path: 'accounts/drills',
      title: ['演练资格', 'Drill rights'],
      permission: 'accounts.read',
      menu: { group: 'system', order: 15 },
      lazy: () => import('./pages/drill-rights.tsx'),
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
  workbench: [{ order: 20, permission: 'accounts.read', lazy: () => import('./parts/accounts-part.tsx') }],
};
