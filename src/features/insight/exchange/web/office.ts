import type { OfficePages } from '#webkit/router.tsx';

export const exchangeOffice: OfficePages = {
  pages: [
    {
      path: 'exchange',
      title: ['开放接口', 'Open interface'],
      permission: 'exchange.keys',
      menu: { group: 'system', order: 36 },
      lazy: () => import('./pages/exchange.tsx'),
    },
  ],
};
