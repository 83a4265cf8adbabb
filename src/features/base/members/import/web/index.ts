import type { FeaturePages } from '#webkit/router.tsx';

/** Imports of rosters: the office's pages, and what other pages say about them. */
export const importPages: FeaturePages = {
  live: () => import('./live.ts'),
  words: {
    'todo.imports.open': ['完成花名册导入：{file}', 'Finish the roster import {file}'],
    'todo.why.imports': [
      '您有权导入，名册已读取，等待核对',
      'You may import; the roster was read and waits to be checked',
    ],
  },
};
