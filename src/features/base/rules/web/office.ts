import type { OfficePages } from '#webkit/router.tsx';

export const ruleOffice: OfficePages = {
  pages: [
    {
      path: 'rules',
      title: ['规则库', 'Rules'],
      menu: { group: 'rules', order: 10 },
      lazy: () => import('./pages/rule-list.tsx'),
    },
    { path: 'rules/:id', title: ['规则', 'Rule'], lazy: () => import('./pages/rule.tsx') },
    {
      path: 'calendar',
      title: ['工作日历', 'Calendar'],
      menu: { group: 'rules', order: 20 },
      lazy: () => import('./pages/calendar.tsx'),
    },
  ],
};
