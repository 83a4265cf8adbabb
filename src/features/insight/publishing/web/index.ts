import type { FeaturePages } from '#webkit/router.tsx';

export const publishingPages: FeaturePages = {
  live: () => import('./live.ts'),
};
