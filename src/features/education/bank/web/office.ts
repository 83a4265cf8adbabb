import type { OfficePages } from '#webkit/router.tsx';

export const bankOffice: OfficePages = {
  pages: [
    {
      path: 'education/bank',
      title: ['题库', 'Question bank'],
      permission: 'bank.read',
      menu: { group: 'education', order: 20 },
      lazy: () => import('./pages/item-list.tsx'),
    },
    {
      path: 'education/bank/new',
      title: ['写新题', 'New question'],
      permission: 'bank.write',
      lazy: () => import('./pages/new-item.tsx'),
    },
    {
      path: 'education/bank/categories',
      title: ['题库分类', 'Categories of questions'],
      permission: 'bank.read',
      lazy: () => import('./pages/categories.tsx'),
    },
    {
      path: 'education/bank/imports',
      title: ['导入题目', 'Import questions'],
      permission: 'bank.write',
      lazy: () => import('./pages/import-list.tsx'),
    },
    {
      path: 'education/bank/imports/:id',
      title: ['导入题目', 'Import questions'],
      permission: 'bank.write',
      lazy: () => import('./pages/import.tsx'),
    },
    {
      path: 'education/bank/:id',
      title: ['题目', 'Question'],
      permission: 'bank.read',
      lazy: () => import('./pages/item.tsx'),
    },
    {
      path: 'education/bank/:id/edit',
      title: ['修改题目', 'Change a question'],
      permission: 'bank.write',
      lazy: () => import('./pages/edit-item.tsx'),
    },
  ],
};
