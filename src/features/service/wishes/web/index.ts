import type { FeaturePages } from '#webkit/router.tsx';

export const wishPages: FeaturePages = {
  phone: [
    {
      path: 'wishes',
      title: ['我的心愿', 'My wishes'],
      permission: 'own.wishes',
      entry: { order: 60, hint: ['需要帮一把，向支部说', 'Tell the branch what you need'] },
      lazy: () => import('./phone/own-wishes.tsx'),
    },
    {
      path: 'wishes/help',
      title: ['帮人圆心愿', 'Help with wishes'],
      permission: 'own.wishes',
      entry: { order: 61, hint: ['看等人认领的心愿，报名帮办', 'Wishes that wait, and yours to help with'] },
      lazy: () => import('./phone/help.tsx'),
    },
  ],
  live: () => import('./live.ts'),
  words: {
    'todo.wishes.open': ['{area}的心愿', 'Wish from {area}'],
    'todo.why.wishes': ['您的单位受理', 'Your unit is in charge'],
  },
};
