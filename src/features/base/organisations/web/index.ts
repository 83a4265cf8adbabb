import type { FeaturePages } from '#webkit/router.tsx';

export const organisationPages: FeaturePages = {
  live: () => import('./live.ts'),
};
