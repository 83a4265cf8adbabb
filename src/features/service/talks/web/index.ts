import type { FeaturePages } from '#webkit/router.tsx';

export const talkPages: FeaturePages = {
  phone: [
    {
      path: 'talk',
      title: ['联系支部', 'My branch'],
      permission: 'talks.own',
      entry: { order: 45, hint: ['有话对支部说，支部在这里回复', 'Say something to the branch, and be answered'] },
      lazy: () => import('./phone/own-talk.tsx'),
    },
  ],
  live: () => import('./live.ts'),
  words: {
    'todo.talks.waiting': ['{unit}：有人等候回复', '{unit}: somebody waits for an answer'],
    'todo.why.talks': ['由您单位接待', 'Your unit answers'],
  },
};

/** Its messages alone, for phones. */
export const loadTalkLog = () => import('./parts/talk-log.tsx');

/** The thread as the office shows it, for pages of what it is about: loaded when it is drawn. */
export const loadTalkPanel = () => import('./parts/talk-panel.tsx');
