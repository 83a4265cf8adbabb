import type { OfficePages } from '#webkit/router.tsx';

export const outflowOffice: OfficePages = {
  pages: [
    {
      path: 'outflow',
      title: ['流动党员', 'Mobile members'],
      permission: 'outflow.read',
      menu: { group: 'affairs', order: 15 },
      lazy: () => import('./pages/away.tsx'),
    },
    {
      path: 'outflow/arrivals',
      title: ['流入党员', 'Members living here'],
      permission: 'outflow.read',
      lazy: () => import('./pages/arrivals.tsx'),
    },
  ],
  workbench: [{ order: 25, permission: 'outflow.keep', lazy: () => import('./parts/due-contacts.tsx') }],
};
