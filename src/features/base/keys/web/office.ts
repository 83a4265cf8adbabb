import type { OfficePages } from '#webkit/router.tsx';

export const keyOffice: OfficePages = {
  pages: [
    {
      path: 'keys',
      title: ['密钥', 'Keys'],
      permission: 'keys.rotate',
      menu: { group: 'system', order: 35 },
      lazy: () => import('./pages/keys.tsx'),
    },
  ],
};
