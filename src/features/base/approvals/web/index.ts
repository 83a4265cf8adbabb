import type { FeaturePages } from '#webkit/router.tsx';

export const approvalPages: FeaturePages = {
  live: () => import('./live.ts'),
  words: {
    'todo.approvals.waiting': ['复核{asker}提出的事项', 'Decide what {asker} asks for'],
    'todo.why.approvals': ['您有权复核，且不是提出人', 'You may decide it, and did not ask for it'],
  },
};
