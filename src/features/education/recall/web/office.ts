import type { OfficePages } from '#webkit/router.tsx';

export const recallOffice: OfficePages = {
  pages: [
    {
      path: 'education/contributions',
      title: ['学习贡献签认', 'Contributions to sign'],
      permission: 'contributions.sign',
      menu: { group: 'education', order: 60 },
      lazy: () => import('./pages/contributions.tsx'),
    },
  ],
};
