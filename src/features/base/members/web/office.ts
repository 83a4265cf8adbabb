import type { OfficePages } from '#webkit/router.tsx';

export const memberOffice: OfficePages = {
  pages: [
    {
      path: 'members',
      title: ['党员名册', 'Members'],
      permission: 'members.read',
      menu: { group: 'members', order: 10 },
      lazy: () => import('./pages/member-list.tsx'),
    },
    {
      path: 'members/new',
      title: ['新增党员', 'Add a member'],
      permission: 'members.edit',
      lazy: () => import('./pages/new-member.tsx'),
    },
    {
      path: 'members/corrections',
      title: ['更正申请', 'Corrections'],
      permission: 'corrections.decide',
      menu: { group: 'members', order: 20 },
      lazy: () => import('./pages/correction-list.tsx'),
    },
    {
      path: 'members/twins',
      title: ['疑似重复档案', 'Duplicate files'],
      permission: 'members.merge',
      menu: { group: 'members', order: 30 },
      lazy: () => import('./pages/twin-list.tsx'),
    },
    {
      path: 'members/twins/merge',
      title: ['合并档案', 'Merge two files'],
      permission: 'members.merge',
      lazy: () => import('./pages/merge.tsx'),
    },
    {
      path: 'members/bulk',
      title: ['批量修改', 'Bulk changes'],
      permission: 'members.bulk',
      menu: { group: 'members', order: 40 },
      lazy: () => import('./pages/bulk-list.tsx'),
    },
    {
      path: 'members/bulk/new',
      title: ['新的批量修改', 'New bulk change'],
      permission: 'members.bulk',
      lazy: () => import('./pages/new-bulk.tsx'),
    },
    {
      path: 'members/bulk/:id',
      title: ['批量修改', 'Bulk change'],
      permission: 'members.bulk',
      lazy: () => import('./pages/bulk.tsx'),
    },
    {
      path: 'members/exports',
      title: ['名单导出', 'Exports'],
      permission: 'members.export',
      menu: { group: 'members', order: 50 },
      lazy: () => import('./pages/export-list.tsx'),
    },
    {
      path: 'members/:id',
      title: ['党员档案', 'Member file'],
      permission: 'members.read',
      lazy: () => import('./pages/member-file.tsx'),
    },
    {
      path: 'fields',
      title: ['信息目录', 'Personal data'],
      menu: { group: 'rules', order: 30 },
      lazy: () => import('./pages/field-list.tsx'),
    },
  ],
  workbench: [
    { order: 20, permission: 'corrections.decide', lazy: () => import('./parts/waiting-corrections.tsx') },
    { order: 25, permission: 'members.edit', lazy: () => import('./parts/files-to-mend.tsx') },
  ],
};
