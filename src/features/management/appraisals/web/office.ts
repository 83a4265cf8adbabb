import type { OfficePages } from '#webkit/router.tsx';

export const appraisalOffice: OfficePages = {
  pages: [
    {
      path: 'appraisals',
      title: ['民主评议', 'Appraisal'],
      permission: 'appraisals.read',
      menu: { group: 'affairs', order: 35 },
      lazy: () => import('./pages/appraisal-list.tsx'),
    },
    {
      path: 'appraisals/:id',
      title: ['民主评议', 'Appraisal'],
      permission: 'appraisals.read',
      lazy: () => import('./pages/appraisal.tsx'),
    },
  ],
};
