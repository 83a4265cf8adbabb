import type { OfficePages } from '#webkit/router.tsx';

export const duesOffice: OfficePages = {
  pages: [
    {
      path: 'dues',
      title: ['党费收缴', 'Dues'],
      permission: 'dues.keep',
      menu: { group: 'affairs', order: 20 },
      lazy: () => import('./pages/dues-sheet.tsx'),
    },
    {
      path: 'dues/treasurers',
      title: ['党费管理人', 'Who keeps the dues'],
      permission: 'dues.keep',
      lazy: () => import('./pages/treasurers.tsx'),
    },
    {
      path: 'dues/bases',
      title: ['核定党费标准', 'Standards of dues'],
      permission: 'dues.keep',
      lazy: () => import('./pages/dues-bases.tsx'),
    },
    {
      path: 'dues/payments',
      title: ['党费收缴记录', 'Payments of dues'],
      permission: 'dues.keep',
      lazy: () => import('./pages/payment-list.tsx'),
    },
    {
      path: 'dues/payments/:id',
      title: ['党费收据', 'Receipt of dues'],
      permission: 'dues.keep',
      lazy: () => import('./pages/receipt.tsx'),
    },
    {
      path: 'dues/ledger',
      title: ['党费收支账', 'Ledger of dues'],
      permission: 'dues.keep',
      lazy: () => import('./pages/dues-ledger.tsx'),
    },
    {
      path: 'dues/bank',
      title: ['银行流水核对', 'Reconciling with the bank'],
      permission: 'dues.keep',
      lazy: () => import('./pages/bank.tsx'),
    },
    {
      path: 'dues/reliefs',
      title: ['党费减免', 'Reliefs of dues'],
      permission: 'dues.keep',
      lazy: () => import('./pages/relief-list.tsx'),
    },
    {
      path: 'dues/consents',
      title: ['按季交纳党费', 'Dues by the quarter'],
      permission: 'dues.keep',
      lazy: () => import('./pages/consent-list.tsx'),
    },
    {
      path: 'dues/overview',
      title: ['党费收缴情况', 'Dues of the branches'],
      permission: 'dues.overview',
      menu: { group: 'affairs', order: 21 },
      lazy: () => import('./pages/dues-overview.tsx'),
    },
  ],
  workbench: [{ order: 45, permission: 'dues.keep', lazy: () => import('./parts/dues-reminders.tsx') }],
};
