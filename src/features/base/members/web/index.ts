import type { FeaturePages } from '#webkit/router.tsx';

export const memberPages: FeaturePages = {
  phone: [
    {
      path: 'members',
      title: ['党员名册', 'Members'],
      permission: 'members.read',
      lazy: () => import('./phone/member-list.tsx'),
    },
    {
      path: 'members/:id',
      title: ['党员档案', 'Member file'],
      permission: 'members.read',
      lazy: () => import('./phone/member-file.tsx'),
    },
    {
      path: 'corrections',
      title: ['更正申请', 'Corrections'],
      permission: 'corrections.decide',
      entry: { order: 20, hint: ['党员提出的档案更正', 'What members ask to have corrected'] },
      lazy: () => import('./phone/correction-list.tsx'),
    },
  ],
  home: [{ order: 20, permission: 'corrections.decide', lazy: () => import('./phone/home-corrections.tsx') }],
  live: () => import('./live.ts'),
  words: {
    'todo.corrections.waiting': [
      '办理{name}（{branch}）的更正申请',
      'Decide the correction that {name} ({branch}) asks for',
    ],
    'todo.why.corrections': ['您管理该党员的档案', 'You keep the file of this member'],
  },
};
