import type { OfficePages } from '#webkit/router.tsx';

export const residentOffice: OfficePages = {
  pages: [
    {
      path: 'residents/desk',
      title: ['群众账号', 'Residents'],
      permission: 'requests.handle',
      menu: { group: 'service', order: 70 },
      lazy: () => import('./pages/desk.tsx'),
    },
  ],
};
