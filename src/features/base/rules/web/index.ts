import type { FeaturePages } from '#webkit/router.tsx';
import { citationTexts } from '../messages.ts';

export const rulePages: FeaturePages = {
  office: [
    {
      path: 'rules',
      title: ['规则库', 'Rules'],
      menu: { group: 'rules', order: 10 },
      lazy: () => import('./pages/rule-list.tsx'),
    },
    { path: 'rules/:id', title: ['规则', 'Rule'], lazy: () => import('./pages/rule.tsx') },
    {
      path: 'calendar',
      title: ['工作日历', 'Calendar'],
      menu: { group: 'rules', order: 20 },
      lazy: () => import('./pages/calendar.tsx'),
    },
  ],
  live: () => import('./live.ts'),
  words: Object.fromEntries(Object.entries(citationTexts).map(([cited, text]) => [`article.${cited}`, text])),
};
