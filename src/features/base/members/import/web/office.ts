import type { OfficePages } from '#webkit/router.tsx';

export const importOffice: OfficePages = {
  pages: [
    {
      path: 'members/imports',
      title: ['花名册导入', 'Roster import'],
      permission: 'members.import',
      menu: { group: 'imports', order: 10 },
      lazy: () => import('./pages/import-list.tsx'),
    },
    {
      path: 'members/imports/:id',
      title: ['花名册导入', 'Roster import'],
      permission: 'members.import',
      lazy: () => import('./pages/import.tsx'),
    },
  ],
  workbench: [{ order: 15, permission: 'members.import', lazy: () => import('./parts/open-imports.tsx') }],
};
