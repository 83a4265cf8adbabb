import type { FeaturePages } from '#webkit/router.tsx';

export const requestPages: FeaturePages = {
  phone: [
    {
      path: 'requests',
      title: ['群众诉求', 'Requests'],
      permission: 'requests.handle',
      entry: { order: 7, hint: ['看、受理、答复', 'Read, take, answer'] },
      lazy: () => import('./phone/requests.tsx'),
    },
    {
      path: 'requests/:id',
      title: ['诉求', 'Request'],
      permission: 'requests.handle',
      lazy: () => import('./phone/request.tsx'),
    },
  ],
  live: () => import('./live.ts'),
  words: {
    'todo.requests.publication': ['{unit}提出选登的答复', 'An answer of {unit}, proposed for publishing'],
    'todo.why.publication': ['提出人以外的人审核', 'Somebody else than who proposed it reviews'],
    'todo.requests.late': ['{unit}超期未答复{area}的诉求', '{unit} has not answered a request about {area}'],
    'todo.requests.asked': ['{unit}承办的{area}诉求', 'Request about {area} at {unit}'],
    'todo.why.requestsAbove': ['您的单位是上一级', 'Your unit stands above'],
    'todo.requests.tasks': ['{unit}请协办：{area}的诉求', '{unit} asks for support: request about {area}'],
    'todo.why.requestTask': ['您的单位协办', 'Your unit supports'],
    'todo.requests.returns': ['{unit}申请退单', '{unit} asks to return a request'],
    'todo.why.requestReturn': ['由您的单位核定', 'Your unit decides'],
    'todo.requests.open': ['{area}的诉求：{category}', 'Request about {area}: {category}'],
    'todo.why.requests': ['您的单位承办', 'Your unit is in charge'],
  },
};
