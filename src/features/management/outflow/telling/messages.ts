import { catalogue } from '#shared/text.ts';

/** What a branch is told about its outflow members: a number, no names; `notice.<kind>` in the words of the pages says the same. */
export const outflowNotices = catalogue({
  'outflow.due': ['有 {count} 名流动党员请在 {day} 前联系', 'Contact {count} outflow {count?member:members} by {day}'],
  'outflow.overdue': [
    '有 {count} 名流动党员应在 {day} 前联系，尚未联系',
    '{count} outflow {count?member was:members were} to be contacted by {day}',
  ],
});
