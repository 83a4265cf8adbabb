import type { FeaturePages } from '#webkit/router.tsx';

export const duesPages: FeaturePages = {
  office: [
    {
      path: 'dues',
      title: ['党费收缴', 'Dues'],
      permission: 'dues.keep',
      menu: { group: 'affairs', order: 20 },
      lazy: () => import('./pages/dues-sheet.tsx'),
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
      path: 'dues/overview',
      title: ['党费收缴情况', 'Dues of the branches'],
      permission: 'dues.overview',
      menu: { group: 'affairs', order: 21 },
      lazy: () => import('./pages/dues-overview.tsx'),
    },
  ],
  phone: [
    {
      path: 'dues',
      title: ['我的党费', 'My dues'],
      permission: 'own.dues',
      entry: { order: 40, hint: ['交到哪个月、交了多少', 'Months paid and amounts'] },
      lazy: () => import('./phone/own-dues.tsx'),
    },
  ],
  workbench: [{ order: 45, permission: 'dues.keep', lazy: () => import('./parts/dues-reminders.tsx') }],
  live: () => import('./live.ts'),
  words: {
    'action.dues.setBases': ['核定党费标准', 'Dues fixed'],
    'action.dues.pay': ['登记党费', 'Dues recorded'],
    'action.dues.void': ['作废党费记录', 'Payment of dues voided'],
    'action.dues.use': ['登记党费使用', 'Use of dues recorded'],
    'action.dues.book': ['党费记账', 'Dues booked'],
    'action.dues.reverse': ['冲销党费账', 'Booking of dues taken back'],
    'action.dues.askRelief': ['报请党费减免', 'Relief of dues asked for'],
    'action.dues.readBank': ['读入银行流水', 'Bank file read'],
    'action.dues.matchBank': ['核对银行流水', 'Bank line matched'],
    'action.dues.unmatchBank': ['取消银行流水核对', 'Match of a bank line taken back'],
    'approval.dues.relief.exempt': ['{name}：{from} 至 {to} 免交党费', '{name}: exempt from dues, {from} to {to}'],
    'approval.dues.relief.reduced': ['{name}：{from} 至 {to} 少交党费', '{name}: reduced dues, {from} to {to}'],
  },
};
