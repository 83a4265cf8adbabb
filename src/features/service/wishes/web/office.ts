import type { OfficePages } from '#webkit/router.tsx';

export const wishOffice: OfficePages = {
  pages: [
    {
      path: 'wishes',
      title: ['微心愿', 'Wishes'],
      permission: 'wishes.read',
      menu: { group: 'service', order: 30 },
      lazy: () => import('./pages/wish-list.tsx'),
    },
    {
      path: 'wishes/offers',
      title: ['服务清单', 'Offers'],
      permission: 'wishes.read',
      lazy: () => import('./pages/offer-list.tsx'),
    },
    {
      path: 'wishes/open',
      title: ['公开征集的心愿', 'Public list'],
      permission: 'wishes.read',
      lazy: () => import('./pages/open-list.tsx'),
    },
    {
      path: 'wishes/:id',
      title: ['心愿', 'Wish'],
      permission: 'wishes.read',
      lazy: () => import('./pages/wish.tsx'),
    },
  ],
};
