import { catalogue } from '#shared/text.ts';

/** What is told about duties; `notice.<kind>` in the words of the pages says the same. */
export const dutyNotices = catalogue({
  'duty.reminder': [
    '{period} 还有 {count} 项应尽之事未办，{day} 到期',
    '{period}: {count} {count?duty:duties} still to do, due {day}',
  ],
  'duty.warning': [
    '{period} 有 {count} 项应尽之事到期未办，请补办补录',
    '{period}: {count} {count?duty was:duties were} missed; catch up and enter them',
  ],
  'duty.above': [
    '{period} 有 {count} 个党支部的应尽之事到期未办',
    '{period}: {count} {count?branch has:branches have} missed duties',
  ],
});
