import type { OfficePages } from '#webkit/router.tsx';

export const studyOffice: OfficePages = {
  pages: [
    {
      path: 'education/hours',
      title: ['支部学时', 'Hours of the branch'],
      permission: 'study.keep',
      menu: { group: 'education', order: 40 },
      lazy: () => import('./pages/branch-hours.tsx'),
    },
    {
      path: 'education/hours/:id',
      title: ['党员学时', 'Hours of a member'],
      permission: 'study.keep',
      lazy: () => import('./pages/person-hours.tsx'),
    },
  ],
};
