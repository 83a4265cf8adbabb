import type { OfficePages } from '#webkit/router.tsx';

export const practiceOffice: OfficePages = {
  pages: [
    {
      path: 'education/drills',
      title: ['演练', 'Drills'],
      permission: 'practice.drill',
      menu: { group: 'education', order: 60 },
      lazy: () => import('./pages/drill-list.tsx'),
    },
    {
      path: 'education/administrators',
      title: ['管理员配备', 'Administrators'],
      permission: 'practice.administrators',
      menu: { group: 'education', order: 70 },
      lazy: () => import('./pages/administrator-list.tsx'),
    },
  ],
};
