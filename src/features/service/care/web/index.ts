import type { FeaturePages } from '#webkit/router.tsx';

export const carePages: FeaturePages = {
  phone: [
    {
      path: 'care',
      title: ['走访慰问', 'Visits'],
      permission: 'care.keep',
      entry: { order: 62, hint: ['计划中的走访，走完就记', 'Planned visits, recorded at the door'] },
      lazy: () => import('./phone/visits.tsx'),
    },
    {
      path: 'care/own',
      title: ['组织对我的关怀', 'Care for me'],
      permission: 'own.care',
      entry: { order: 63, hint: ['为什么、来过几次、给过什么', 'Why, when, and what was given'] },
      lazy: () => import('./phone/own-care.tsx'),
    },
  ],
  live: () => import('./live.ts'),
  words: {
    'action.care.add': ['列入关怀帮扶', 'Put on the list of care'],
    'action.care.end': ['移出关怀帮扶', 'Taken off the list of care'],
    'action.care.plan': ['安排走访', 'Visit planned'],
    'action.care.record': ['记录走访', 'Visit recorded'],
    'action.care.cancel': ['取消走访', 'Visit called off'],
    'action.care.setAmount': ['登记慰问金物', 'What was given noted'],
    'todo.list.care.visits': ['计划中的走访', 'Planned visits'],
    'todo.care.visits': ['走访{name}', 'Visit {name}'],
    'todo.why.care': ['您的支部关怀', 'Your branch cares for the member'],
  },
};
