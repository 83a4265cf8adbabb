import type { FeaturePages } from '#webkit/router.tsx';

export const dutyPages: FeaturePages = {
  phone: [
    {
      path: 'duties',
      title: ['应尽之事', 'Duties'],
      permission: 'duties.read',
      entry: { order: 15, hint: ['本支部按期要办的组织生活', 'What the branch owes, and by when'] },
      lazy: () => import('./phone/duties.tsx'),
    },
  ],
  live: () => import('./live.ts'),
  words: {
    'todo.duties.open': ['{what}（{period}）', '{what} ({period})'],
    'todo.duties.below': [
      '{what}（{period}）：{count} 个党支部未办',
      '{what} ({period}): {count} {count?branch:branches}',
    ],
    'todo.why.duties.soon': ['本支部应办，快到期', 'Your branch owes it soon'],
    'todo.why.duties.missed': ['本支部应办，已过期限', 'Your branch missed it'],
    'todo.why.duties.above': ['这些党支部在您的管理范围内', 'The branches are in your range'],
    'duty.members_meeting': ['党员大会', 'Members’ meeting'],
    'duty.committee_meeting': ['支部委员会会议', 'Committee meeting'],
    'duty.group_meeting': ['党小组会', 'Group meetings'],
    'duty.party_lesson': ['党课', 'Party lesson'],
    'duty.party_day': ['主题党日', 'Party day'],
    'duty.organisation_life': ['组织生活会', 'Organisation-life meeting'],
    'duty.appraisal': ['民主评议', 'Appraisal'],
    'duty.heart_talk': ['谈心谈话', 'Heart-to-heart talks'],
    'duty.secretary_lesson': ['党委书记讲党课', 'Lesson by the committee’s secretary'],
  },
};
