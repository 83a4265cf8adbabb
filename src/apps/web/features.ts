import { jobPages } from '#features/base/jobs/web/index.ts';
import type { FeaturePages } from '#webkit/router.tsx';

/** Every feature that has pages. A new feature adds its line here and nowhere else. */
export const features: readonly FeaturePages[] = [jobPages];
