import type { OfficePages } from '#webkit/router.tsx';

export const admissionOffice: OfficePages = {
  pages: [
    {
      path: 'admission',
      title: ['发展党员', 'Admission'],
      permission: 'admission.read',
      menu: { group: 'members', order: 40 },
      lazy: () => import('./pages/case-list.tsx'),
    },
    {
      path: 'admission/new',
      title: ['登记入党申请', 'New application'],
      permission: 'admission.open',
      lazy: () => import('./pages/new-case.tsx'),
    },
    {
      path: 'admission/extras',
      title: ['地方自选环节', 'Local extras'],
      permission: 'admission.county',
      lazy: () => import('./pages/extra-settings.tsx'),
    },
    {
      path: 'admission/contradictions',
      title: ['材料日期核对', 'Check of the dates'],
      permission: 'admission.read',
      lazy: () => import('./checking/contradiction-list.tsx'),
    },
    {
      path: 'admission/taken-over',
      title: ['补录历史材料', 'Papers of before'],
      permission: 'admission.committee',
      lazy: () => import('./checking/take-over.tsx'),
    },
    {
      path: 'admission/templates',
      title: ['文书模板', 'Forms of admission'],
      permission: 'admission.templates',
      menu: { group: 'members', order: 42 },
      lazy: () => import('./templates/template-list.tsx'),
    },
    {
      path: 'admission/quotas',
      title: ['发展党员指标', 'Admission quotas'],
      permission: 'admission.quotas',
      menu: { group: 'members', order: 41 },
      lazy: () => import('./quotas/quota-list.tsx'),
    },
    {
      path: 'admission/:id',
      title: ['发展党员', 'Admission'],
      permission: 'admission.read',
      lazy: () => import('./pages/case.tsx'),
    },
  ],
};
