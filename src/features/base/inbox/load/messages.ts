import { catalogue } from '#shared/text.ts';

export const loadTexts = catalogue({
  title: ['本周通知', 'Notices this week'],
  each: ['人均 {each} 条', '{each} per person'],
  of: [
    '{name} {people} 名党员，本周（{since} 起）收到通知 {notices} 条',
    '{name}: {people} members, {notices} notices since {since}',
  ],
  within: ['在每人每周 {budget} 条以内', 'Within the budget of {budget} a week'],
  over: [
    '超过每人每周 {budget} 条的标准：能合并的通知请合并，能不发的不发',
    'Above the budget of {budget} a week: put together what can be, leave out what need not be told',
  ],
  rule: ['标准从哪里来', 'Where the budget comes from'],
});
