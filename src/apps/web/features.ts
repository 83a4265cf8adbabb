import { jobPages } from '#features/base/jobs/web/index.ts';
import type { FeaturePages } from '#webkit/router.tsx';

/** Every feature that has pages. A new feature adds its line here and nowhere else. */
export const features: readonly FeaturePages[] = [jobPages];

/** Texts of the codes of all features, for pages that show another feature's codes. */
export const words = Object.assign({}, ...features.map((feature) => feature.words ?? {})) as NonNullable<
  FeaturePages['words']
>;
