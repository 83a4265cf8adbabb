import type { FeaturePages } from '#webkit/router.tsx';

export const transferPages: FeaturePages = {
  phone: [
    {
      path: 'transfers',
      title: ['我的组织关系转接', 'My transfers'],
      permission: 'own.read',
      entry: { order: 40, hint: ['转到哪一步了', 'Where it stands'] },
      lazy: () => import('./phone/own-transfers.tsx'),
    },
  ],
  live: () => import('./live.ts'),
  words: {
    'todo.transfers.waiting': ['{name}的组织关系转接', 'Transfer of {name}'],
    'todo.why.transfers.origin_branch': ['转出支部为您所在支部', 'Your branch lets go'],
    'todo.why.transfers.origin_committee': ['转出手续由您所在党委办理', 'Your committee issues it'],
    'todo.why.transfers.receiving_committee': ['接收手续由您所在党委办理', 'Your committee receives it'],
    'todo.why.transfers.receiving_branch': ['接收支部为您所在支部', 'Your branch receives it'],
  },
};
