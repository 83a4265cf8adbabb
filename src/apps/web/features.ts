import { jobPages } from '#features/base/jobs/web/index.ts';
import { rulePages } from '#features/base/rules/web/index.ts';
import type { LiveTable } from '#webkit/live.ts';
import type { FeaturePages } from '#webkit/router.tsx';

/** Every feature that has pages. A new feature adds its line here and nowhere else. */
export const features: readonly FeaturePages[] = [rulePages, jobPages];

/** Texts of the codes of all features, for pages that show another feature's codes. */
export const words = Object.assign({}, ...features.map((feature) => feature.words ?? {})) as NonNullable<
  FeaturePages['words']
>;

/** The live tables of all features, fetched once the first page stands. */
export const liveTables = async (): Promise<LiveTable[]> =>
  Promise.all(features.flatMap((feature) => feature.live ?? []).map(async (load) => (await load()).live));
