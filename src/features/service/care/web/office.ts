import type { OfficePages } from '#webkit/router.tsx';

export const careOffice: OfficePages = {
  pages: [
    {
      path: 'care',
      title: ['关怀帮扶', 'Care'],
      permission: 'care.read',
      menu: { group: 'affairs', order: 38 },
      lazy: () => import('./pages/care-list.tsx'),
    },
    {
      path: 'care/new',
      title: ['列入关怀帮扶', 'Put on the list'],
      permission: 'care.keep',
      lazy: () => import('./pages/new-care.tsx'),
    },
    {
      path: 'care/visits',
      title: ['计划中的走访', 'Planned visits'],
      permission: 'care.read',
      lazy: () => import('./pages/visit-list.tsx'),
    },
    {
      path: 'care/:id',
      title: ['关怀对象', 'Member'],
      permission: 'care.read',
      lazy: () => import('./pages/care.tsx'),
    },
  ],
};
