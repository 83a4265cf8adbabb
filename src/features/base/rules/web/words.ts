import type { Words } from '#ui/words.tsx';
import { citationTexts } from '../packs/citations.ts';

export const ruleWords: Words = Object.fromEntries(
  Object.entries(citationTexts).map(([cited, text]) => [`article.${cited}`, text]),
);
