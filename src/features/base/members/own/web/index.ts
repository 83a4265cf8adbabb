import type { FeaturePages } from '#webkit/router.tsx';

/** The phone's pages about the own file, and what its home page says about it. */
export const ownPages: FeaturePages = {
  phone: [
    { path: 'file', title: ['我的档案', 'My file'], permission: 'own.read', lazy: () => import('./phone/file.tsx') },
    {
      path: 'file/readings',
      title: ['谁看过我的档案', 'Who opened my file'],
      permission: 'own.read',
      entry: { order: 10, hint: ['查阅人、时间和理由', 'Who, when and why'] },
      lazy: () => import('./phone/readings.tsx'),
    },
    {
      path: 'file/corrections',
      title: ['我的更正申请', 'My corrections'],
      permission: 'own.read',
      entry: { order: 20, hint: ['档案有误时申请更正', 'Ask where the file is wrong'] },
      lazy: () => import('./phone/correction-list.tsx'),
    },
    {
      path: 'file/corrections/new',
      title: ['申请更正', 'Ask for a correction'],
      permission: 'own.correct',
      lazy: () => import('./phone/new-correction.tsx'),
    },
    {
      path: 'file/history',
      title: ['变更记录', 'What was changed'],
      permission: 'own.read',
      entry: { order: 30, hint: ['档案由谁改了什么', 'Who changed what'] },
      lazy: () => import('./phone/history.tsx'),
    },
    {
      path: 'branch',
      title: ['我的支部', 'My branch'],
      permission: 'own.read',
      entry: { order: 8, hint: ['支部的班子和党员', 'Its committee and members'] },
      lazy: () => import('./phone/branch.tsx'),
    },
  ],
  home: [{ order: 10, permission: 'own.read', lazy: () => import('./phone/home-file.tsx') }],
  live: () => import('./live.ts'),
};
