import { catalogue } from '#shared/text.ts';

/** What is told about duties; `notice.<kind>` in the words of the pages says the same. An SMS takes 35 characters: the duty first. */
export const dutyNotices = catalogue({
  'duty.reminder': [
    '{organisation} {period}未办：{duties}，{day} 到期',
    '{organisation}, {period}: still to do: {duties}, due {day}',
  ],
  'duty.warning': [
    '{organisation} {period}到期未办：{duties}（{day} 到期），请补办补录',
    '{organisation}, {period}: missed: {duties} (due {day}); catch up and enter',
  ],
  'duty.above': [
    '{organisation} {period}有 {count} 个党支部到期未办（{day} 到期）：{duties}',
    '{organisation}, {period}: {count} {count?branch has:branches have} missed duties (due {day}): {duties}',
  ],
});

/** One duty of the digest for those above. */
export const dutyCountTexts = catalogue({
  of: ['{kind} {count} 个', '{kind} ({count})'],
});
