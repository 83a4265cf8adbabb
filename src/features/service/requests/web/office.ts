import type { OfficePages } from '#webkit/router.tsx';

export const requestOffice: OfficePages = {
  pages: [
    {
      path: 'requests',
      title: ['群众诉求', 'Requests'],
      permission: 'requests.read',
      menu: { group: 'service', order: 10 },
      lazy: () => import('./pages/request-list.tsx'),
    },
    {
      path: 'requests/publications',
      title: ['答复选登', 'Published answers'],
      permission: 'requests.publish',
      menu: { group: 'service', order: 60 },
      lazy: () => import('./pages/publications.tsx'),
    },
    {
      path: 'requests/routing',
      title: ['诉求分派', 'Routing'],
      permission: 'requests.configure',
      menu: { group: 'service', order: 90 },
      lazy: () => import('./pages/routing.tsx'),
    },
    {
      path: 'requests/enter',
      title: ['代为登记诉求', 'Enter a request'],
      permission: 'requests.handle',
      lazy: () => import('./pages/enter-request.tsx'),
    },
    {
      path: 'requests/forms',
      title: ['印制登记表', 'Print forms'],
      permission: 'requests.handle',
      lazy: () => import('./pages/request-forms.tsx'),
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
      title: ['答复模板', 'Templates'],
      permission: 'requests.templates',
      menu: { group: 'service', order: 80 },
      lazy: () => import('./pages/template-list.tsx'),
    },
    {
      path: 'requests/figures',
      title: ['诉求统计', 'Figures'],
      permission: 'requests.read',
      menu: { group: 'service', order: 40 },
      lazy: () => import('./pages/figures.tsx'),
    },
    {
      path: 'requests/figures/list',
      title: ['统计清单', 'Behind the number'],
      permission: 'requests.read',
      lazy: () => import('./pages/figure-list.tsx'),
    },
    {
      path: 'requests/callbacks',
      title: ['随机回访', 'Calls at random'],
      permission: 'requests.callBack',
      menu: { group: 'service', order: 50 },
      lazy: () => import('./pages/callbacks.tsx'),
    },
    {
      path: 'requests/callbacks/:id',
      title: ['回访名单', 'List to call back'],
      permission: 'requests.callBack',
      lazy: () => import('./pages/callback.tsx'),
    },
    {
      path: 'requests/:id',
      title: ['诉求', 'Request'],
      permission: 'requests.read',
      lazy: () => import('./pages/request.tsx'),
    },
  ],
};
