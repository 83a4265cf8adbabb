import type { FeaturePages } from '#webkit/router.tsx';
import { citationTexts } from '../packs/citations.ts';

export const rulePages: FeaturePages = {
  live: () => import('./live.ts'),
  words: Object.fromEntries(Object.entries(citationTexts).map(([cited, text]) => [`article.${cited}`, text])),
};
