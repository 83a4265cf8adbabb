import type { FeaturePages } from '#webkit/router.tsx';

export const inboxPages: FeaturePages = {
  phone: [
    {
      path: 'inbox',
      title: ['待办', 'Inbox'],
      entry: { order: 5, hint: ['等我办理的事项和通知', 'What waits for me, and notices'] },
      lazy: () => import('./phone/inbox.tsx'),
    },
  ],
  home: [{ order: 1, lazy: () => import('./phone/home-todos.tsx') }],
  live: () => import('./live.ts'),
};
