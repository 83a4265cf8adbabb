import type { FeaturePages } from '#webkit/router.tsx';

export const duesPages: FeaturePages = {
  phone: [
    {
      path: 'dues',
      title: ['我的党费', 'My dues'],
      permission: 'own.dues',
      entry: { order: 40, hint: ['交到哪个月、交了多少', 'Months paid and amounts'] },
      lazy: () => import('./phone/own-dues.tsx'),
    },
  ],
  live: () => import('./live.ts'),
  words: {
    'todo.dues.arrears': ['与{name}谈党费', 'Speak with {name} about dues'],
    'todo.why.dues': ['您管本支部的党费', 'You keep the branch’s dues'],
  },
};
