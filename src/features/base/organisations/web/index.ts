import type { FeaturePages } from '#webkit/router.tsx';

export const organisationPages: FeaturePages = {
  live: () => import('./live.ts'),
  words: {
    'todo.list.terms.ending': ['届满和将届满', 'Terms that end'],
    'todo.terms.ending': ['{organisation}筹备换届', 'Prepare the election of {organisation}'],
    'todo.why.terms': ['该组织在您的管理范围内', 'The organisation is in your range'],
  },
};
