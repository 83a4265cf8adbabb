import type { OfficePages } from '#webkit/router.tsx';

export const organisationOffice: OfficePages = {
  pages: [
    {
      path: 'organisations',
      title: ['组织树', 'Organisation tree'],
      permission: 'organisations.read',
      menu: { group: 'organisations', order: 10 },
      lazy: () => import('./pages/organisation-tree.tsx'),
    },
    {
      path: 'organisations/terms',
      title: ['换届提醒', 'Terms that end'],
      permission: 'organisations.officers',
      menu: { group: 'organisations', order: 20 },
      lazy: () => import('./pages/due-terms.tsx'),
    },
    {
      path: 'organisations/advisories',
      title: ['规则提醒', 'Advice'],
      permission: 'organisations.officers',
      menu: { group: 'organisations', order: 30 },
      lazy: () => import('./pages/advisories.tsx'),
    },
    {
      path: 'organisations/exchange',
      title: ['组织导入导出', 'Exchange'],
      permission: 'organisations.exchange',
      menu: { group: 'organisations', order: 40 },
      lazy: () => import('./pages/exchange.tsx'),
    },
    {
      path: 'organisations/:id',
      title: ['组织', 'Organisation'],
      permission: 'organisations.read',
      lazy: () => import('./pages/organisation.tsx'),
    },
    {
      path: 'organisations/:id/change/:kind',
      title: ['办理变动', 'Change'],
      permission: 'organisations.edit',
      lazy: () => import('./pages/organisation-event.tsx'),
    },
  ],
  workbench: [{ order: 30, permission: 'organisations.officers', lazy: () => import('./parts/terms-and-advice.tsx') }],
};
