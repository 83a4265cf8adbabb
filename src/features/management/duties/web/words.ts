import type { Words } from '#ui/words.tsx';

export const dutyWords: Words = {
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
  'todo.list.duties.below': ['辖区未办的应尽之事', 'Missed duties below'],
};
