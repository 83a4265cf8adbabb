import type { FeaturePages } from '#webkit/router.tsx';

export const exchangePages: FeaturePages = {
  live: () => import('./live.ts'),
};
