import type { OfficePages } from '#webkit/router.tsx';

export const auditOffice: OfficePages = {
  pages: [
    {
      path: 'audit',
      title: ['审计日志', 'Audit log'],
      permission: 'audit.read',
      menu: { group: 'system', order: 40 },
      lazy: () => import('./pages/audit-log.tsx'),
    },
    {
      path: 'audit/chain',
      title: ['审计链', 'Audit chain'],
      permission: 'audit.read',
      menu: { group: 'system', order: 50 },
      lazy: () => import('./pages/chain.tsx'),
    },
  ],
  workbench: [{ order: 20, permission: 'audit.read', lazy: () => import('./parts/audit-part.tsx') }],
};
