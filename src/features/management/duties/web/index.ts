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
    'notice.duty.reminder': [
      '{organisation} {period}未办：{duties}，{day} 到期',
      '{organisation}, {period}: still to do: {duties}, due {day}',
    ],
    'notice.name.duty.reminder': ['应尽之事到期提醒', 'Duties falling due'],
    'notice.duty.warning': [
      '{organisation} {period}到期未办：{duties}（{day} 到期），请补办补录',
      '{organisation}, {period}: missed: {duties} (due {day}); catch up and enter',
    ],
    'notice.name.duty.warning': ['应尽之事逾期提醒', 'Missed duties'],
    'notice.duty.above': [
      '{organisation} {period}有 {count} 个党支部到期未办（{day} 到期）：{duties}',
      '{organisation}, {period}: {count} {count?branch has:branches have} missed duties (due {day}): {duties}',
    ],
    'notice.name.duty.above': ['辖区应尽之事汇总', 'Missed duties below'],
    'todo.list.duties.open': ['本支部应尽之事', 'Duties of the branch'],
    'todo.duties.open': ['{what}（{period}）', '{what} ({period})'],
    'todo.list.duties.below': ['辖区未办的应尽之事', 'Missed duties below'],
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
