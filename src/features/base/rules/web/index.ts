import type { FeaturePages } from '#webkit/router.tsx';

export const rulePages: FeaturePages = {
  live: () => import('./live.ts'),
};
