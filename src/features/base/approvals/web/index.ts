import type { FeaturePages } from '#webkit/router.tsx';

export const approvalPages: FeaturePages = {
  live: () => import('./live.ts'),
  words: {
    'started.approvals': ['请第二人复核：{reason}', 'Asked for an approval: {reason}'],
    'started.state.approvals.waiting': ['待复核', 'waiting'],
    'started.state.approvals.approved': ['已同意', 'approved'],
    'started.state.approvals.refused': ['已退回', 'refused'],
    'started.state.approvals.withdrawn': ['已撤回', 'withdrawn'],
    'started.state.approvals.expired': ['已过期', 'expired'],
    'todo.list.approvals.waiting': ['待我复核', 'Approvals waiting'],
    'todo.approvals.waiting': ['复核{asker}提出的事项', 'Decide what {asker} asks for'],
    'todo.why.approvals': ['您有权复核，且不是提出人', 'You may decide it, and did not ask for it'],
  },
};
