import type { OfficePages } from '#webkit/router.tsx';

export const transferOffice: OfficePages = {
  pages: [
    {
      path: 'transfers',
      title: ['组织关系转接', 'Transfers'],
      permission: 'transfers.read',
      menu: { group: 'affairs', order: 10 },
      lazy: () => import('./pages/transfer-list.tsx'),
    },
    {
      path: 'transfers/new',
      title: ['办理转接', 'New transfer'],
      permission: 'transfers.prepare',
      lazy: () => import('./pages/new-transfer.tsx'),
    },
    {
      path: 'transfers/arrival',
      title: ['登记外来介绍信', 'Letter from outside'],
      permission: 'transfers.approve',
      lazy: () => import('./pages/new-arrival.tsx'),
    },
    {
      path: 'transfers/signers',
      title: ['外县签名', 'Signatures of other counties'],
      permission: 'transfers.approve',
      lazy: () => import('./pages/signers.tsx'),
    },
    {
      path: 'transfers/units',
      title: ['整建制转移', 'Whole units'],
      permission: 'transfers.read',
      lazy: () => import('./pages/units.tsx'),
    },
    {
      path: 'transfers/units/new',
      title: ['整建制转出', 'A unit leaves'],
      permission: 'transfers.prepare',
      lazy: () => import('./pages/new-unit.tsx'),
    },
    {
      path: 'transfers/units/arrival',
      title: ['整建制转入', 'A unit arrives'],
      permission: 'transfers.approve',
      lazy: () => import('./pages/unit-arrival.tsx'),
    },
    {
      path: 'transfers/units/:id',
      title: ['整建制转移', 'Whole unit'],
      permission: 'transfers.read',
      lazy: () => import('./pages/unit.tsx'),
    },
    {
      path: 'transfers/units/:id/letter',
      title: ['整建制介绍信', 'Letter of a unit'],
      permission: 'transfers.approve',
      lazy: () => import('./pages/unit-letter.tsx'),
    },
    {
      path: 'transfers/:id',
      title: ['组织关系转接', 'Transfer'],
      permission: 'transfers.read',
      lazy: () => import('./pages/transfer.tsx'),
    },
    {
      path: 'transfers/:id/letter',
      title: ['介绍信', 'Letter'],
      permission: 'transfers.approve',
      lazy: () => import('./pages/letter.tsx'),
    },
  ],
  workbench: [{ order: 20, permission: 'transfers.read', lazy: () => import('./parts/waiting-transfers.tsx') }],
};
