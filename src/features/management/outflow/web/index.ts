import type { FeaturePages } from '#webkit/router.tsx';

export const outflowPages: FeaturePages = {
  phone: [
    {
      path: 'outflow',
      title: ['流动党员', 'Mobile members'],
      permission: 'outflow.keep',
      entry: { order: 8, hint: ['联系外出党员，两次点击记下', 'Contact those away, two taps'] },
      lazy: () => import('./phone/away.tsx'),
    },
  ],
  live: () => import('./live.ts'),
  words: {
    'todo.outflow.due': ['联系{name}（{place}）', 'Contact {name} in {place}'],
    'todo.why.outflow': ['您的支部与其保持联系', 'Your branch keeps contact with the member'],
  },
};
