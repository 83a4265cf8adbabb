import type { FeaturePages } from '#webkit/router.tsx';

export const bankPages: FeaturePages = {
  live: () => import('./live.ts'),
  words: {
    'todo.bank.review': ['题目：{stem}', 'Question: {stem}'],
    'todo.why.bank.review': ['已送审，您没有参与编写', 'Submitted, and you wrote none of it'],
  },
};

/** A question with what is right, for pages of what asks it: loaded when it is drawn. */
export const loadQuestion = () => import('./parts/question.tsx');
