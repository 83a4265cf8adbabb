import type { OfficePages } from '#webkit/router.tsx';

export const requestOffice: OfficePages = {
  pages: [
    {
      path: 'requests',
      title: ['群众诉求', 'Requests'],
      permission: 'requests.read',
      menu: { group: 'affairs', order: 40 },
      lazy: () => import('./pages/request-list.tsx'),
    },
    {
      path: 'requests/tasks',
      title: ['协办与退单', 'Support and returns'],
      permission: 'requests.read',
      lazy: () => import('./pages/task-list.tsx'),
    },
    {
      path: 'requests/tasks/:id',
      title: ['协办事项', 'Support'],
      permission: 'requests.read',
      lazy: () => import('./pages/task.tsx'),
    },
    {
      path: 'requests/templates',
      title: ['答复模板', 'Texts to begin from'],
      permission: 'requests.templates',
      lazy: () => import('./pages/template-list.tsx'),
    },
    {
      path: 'requests/:id',
      title: ['诉求', 'Request'],
      permission: 'requests.read',
      lazy: () => import('./pages/request.tsx'),
    },
  ],
};
