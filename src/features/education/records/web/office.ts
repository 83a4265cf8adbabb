import type { OfficePages } from '#webkit/router.tsx';

export const recordsOffice: OfficePages = {
  pages: [
    {
      path: 'education/records',
      title: ['学习记录接口', 'Learning record store'],
      permission: 'records.keys',
      menu: { group: 'system', order: 37 },
      lazy: () => import('./pages/programs.tsx'),
    },
  ],
};
