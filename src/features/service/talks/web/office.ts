import type { OfficePages } from '#webkit/router.tsx';

export const talkOffice: OfficePages = {
  pages: [
    {
      path: 'talks',
      title: ['在线交流', 'Live threads'],
      permission: 'talks.answer',
      menu: { group: 'service', order: 20 },
      lazy: () => import('./pages/talk-list.tsx'),
    },
    {
      path: 'talks/hours',
      title: ['办公时间和答复承诺', 'Office hours and promise'],
      permission: 'talks.hours',
      lazy: () => import('./pages/talk-hours.tsx'),
    },
    {
      path: 'talks/:id',
      title: ['在线交流', 'Live thread'],
      permission: 'talks.answer',
      lazy: () => import('./pages/talk.tsx'),
    },
  ],
};
