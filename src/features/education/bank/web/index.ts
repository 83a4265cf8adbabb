import type { FeaturePages } from '#webkit/router.tsx';

export const bankPages: FeaturePages = {
  live: () => import('./live.ts'),
};
