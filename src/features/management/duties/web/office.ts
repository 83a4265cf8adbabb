import type { OfficePages } from '#webkit/router.tsx';

export const dutyOffice: OfficePages = {
  pages: [
    {
      path: 'duties',
      title: ['应尽之事', 'Duties'],
      permission: 'duties.read',
      menu: { group: 'life', order: 20 },
      lazy: () => import('./pages/duties.tsx'),
    },
    {
      path: 'duties/list',
      title: ['应尽之事名单', 'Branches of a duty'],
      permission: 'duties.read',
      lazy: () => import('./pages/duty-list.tsx'),
    },
    {
      path: 'duties/:id',
      title: ['党支部的应尽之事', 'Duties of a branch'],
      permission: 'duties.read',
      lazy: () => import('./pages/branch-duties.tsx'),
    },
  ],
  workbench: [{ order: 12, permission: 'duties.read', lazy: () => import('./parts/duties-part.tsx') }],
};
