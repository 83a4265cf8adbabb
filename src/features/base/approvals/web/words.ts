import type { Words } from '#ui/words.tsx';

export const approvalWords: Words = {
  'started.approvals': ['请第二人复核：{reason}', 'Asked for an approval: {reason}'],
  'started.state.approvals.waiting': ['待复核', 'waiting'],
  'started.state.approvals.approved': ['已同意', 'approved'],
  'started.state.approvals.refused': ['已退回', 'refused'],
  'started.state.approvals.withdrawn': ['已撤回', 'withdrawn'],
  'started.state.approvals.expired': ['已过期', 'expired'],
  'todo.list.approvals.waiting': ['待我复核', 'Approvals waiting'],
};
