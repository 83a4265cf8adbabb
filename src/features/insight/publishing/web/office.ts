import type { OfficePages } from '#webkit/router.tsx';

export const publishingOffice: OfficePages = {
  pages: [
    {
      path: 'publishing',
      title: ['稿件', 'Articles'],
      permission: 'publishing.read',
      menu: { group: 'publishing', order: 10 },
      lazy: () => import('./pages/article-list.tsx'),
    },
    {
      path: 'publishing/new',
      title: ['写新稿', 'New article'],
      permission: 'publishing.write',
      lazy: () => import('./pages/new-article.tsx'),
    },
    {
      path: 'publishing/columns',
      title: ['栏目', 'Columns'],
      permission: 'publishing.read',
      menu: { group: 'publishing', order: 20 },
      lazy: () => import('./pages/columns.tsx'),
    },
    {
      path: 'publishing/contacts',
      title: ['对外联系方式', 'Public contacts'],
      permission: 'publishing.contacts',
      menu: { group: 'publishing', order: 30 },
      lazy: () => import('./pages/contacts.tsx'),
    },
    {
      path: 'publishing/:id',
      title: ['稿件', 'Article'],
      permission: 'publishing.read',
      lazy: () => import('./pages/article.tsx'),
    },
    {
      path: 'publishing/:id/edit',
      title: ['修改稿件', 'Edit an article'],
      permission: 'publishing.write',
      lazy: () => import('./pages/edit-article.tsx'),
    },
  ],
};
