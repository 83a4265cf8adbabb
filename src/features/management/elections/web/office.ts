import type { OfficePages } from '#webkit/router.tsx';

export const electionOffice: OfficePages = {
  pages: [
    {
      path: 'elections',
      title: ['换届选举', 'Elections'],
      permission: 'elections.read',
      menu: { group: 'affairs', order: 30 },
      lazy: () => import('./pages/election-list.tsx'),
    },
    {
      path: 'elections/new',
      title: ['筹备选举', 'Prepare an election'],
      permission: 'elections.edit',
      lazy: () => import('./pages/new-election.tsx'),
    },
    {
      path: 'elections/:id',
      title: ['选举', 'Election'],
      permission: 'elections.read',
      lazy: () => import('./pages/election.tsx'),
    },
    {
      path: 'elections/:id/print',
      title: ['选票和名册', 'Ballots and roll'],
      permission: 'elections.read',
      lazy: () => import('./pages/print-election.tsx'),
    },
  ],
};
