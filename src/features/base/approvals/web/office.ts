import type { OfficePages } from '#webkit/router.tsx';

export const approvalOffice: OfficePages = {
  pages: [
    {
      path: 'approvals',
      title: ['复核事项', 'Approvals'],
      // Whoever may export or change many files may have to ask; those who decide are among them.
      permission: 'members.export',
      menu: { group: 'members', order: 60 },
      lazy: () => import('./pages/approval-list.tsx'),
    },
    { path: 'approvals/:id', title: ['复核事项', 'Approval'], lazy: () => import('./pages/approval.tsx') },
  ],
  workbench: [{ order: 10, permission: 'approvals.decide', lazy: () => import('./parts/waiting-approvals.tsx') }],
};
