import type { OfficePages } from '#webkit/router.tsx';

export const inboxOffice: OfficePages = {
  pages: [
    {
      path: 'inbox',
      title: ['待办与通知', 'Inbox'],
      menu: { group: 'life', order: 5 },
      lazy: () => import('./pages/inbox.tsx'),
    },
    { path: 'inbox/settings', title: ['通知设置', 'Notice settings'], lazy: () => import('./pages/settings.tsx') },
  ],
  workbench: [
    { order: 1, lazy: () => import('./parts/waiting-todos.tsx') },
    { order: 11, lazy: () => import('./parts/started.tsx') },
    { order: 48, permission: 'duties.read', lazy: () => import('./parts/notice-load.tsx') },
  ],
};
