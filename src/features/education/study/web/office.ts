import type { OfficePages } from '#webkit/router.tsx';

export const studyOffice: OfficePages = {
  pages: [
    {
      path: 'education/classes',
      title: ['培训班', 'Classes'],
      permission: 'study.read',
      menu: { group: 'education', order: 40 },
      lazy: () => import('./pages/class-list.tsx'),
    },
    {
      path: 'education/classes/new',
      title: ['开办培训班', 'Open a class'],
      permission: 'study.teach',
      lazy: () => import('./pages/new-class.tsx'),
    },
    {
      path: 'education/classes/:id',
      title: ['培训班', 'Class'],
      permission: 'study.read',
      lazy: () => import('./pages/class.tsx'),
    },
    {
      path: 'education/plans',
      title: ['学习计划', 'Plans'],
      permission: 'study.read',
      menu: { group: 'education', order: 41 },
      lazy: () => import('./pages/plans.tsx'),
    },
    {
      path: 'education/sessions',
      title: ['集中学习', 'Collective study'],
      permission: 'study.keep',
      menu: { group: 'education', order: 42 },
      lazy: () => import('./pages/sessions.tsx'),
    },
    {
      path: 'education/needs',
      title: ['学习需求问卷', 'Learning needs on paper'],
      permission: 'study.keep',
      lazy: () => import('./pages/needs-on-paper.tsx'),
    },
    {
      path: 'education/hours',
      title: ['支部学时', 'Hours of the branch'],
      permission: 'study.keep',
      menu: { group: 'education', order: 43 },
      lazy: () => import('./pages/branch-hours.tsx'),
    },
    {
      path: 'education/hours/:id',
      title: ['党员学时', 'Hours of a member'],
      permission: 'study.keep',
      lazy: () => import('./pages/person-hours.tsx'),
    },
    {
      path: 'education/status',
      title: ['学习状况', 'Learning status'],
      permission: 'study.status',
      menu: { group: 'education', order: 44 },
      lazy: () => import('./pages/status.tsx'),
    },
  ],
};
