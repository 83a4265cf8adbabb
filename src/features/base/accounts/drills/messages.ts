import { catalogue } from '#shared/text.ts';

/** The words of what drills open, for the administrators' pages. */
export const drillTexts = catalogue({
  title: ['演练资格', 'Drills'],
  caption: ['该账号现有的演练资格', 'What drills have opened for this account'],
  empty: ['没有通过演练，难以挽回的事项不能办理', 'None passed: what is hard to take back is closed'],
  drill: ['演练', 'Drill'],
  roster: ['导入有错的花名册', 'Import a faulty roster'],
  transfer: ['拦下错误的整建制转出', 'Stop a wrong transfer of a unit'],
  request: ['答复逾期的诉求', 'Answer an overdue request'],
  withdrawal: ['撤下错误的公开内容', 'Withdraw a wrong publication'],
  how: ['来由', 'By'],
  byRun: ['通过演练', 'Passed'],
  byException: ['例外准许：{reason}', 'Exception: {reason}'],
  until: ['有效至', 'Until'],
  reason: ['理由', 'Reason'],
  give: ['例外准许', 'Give an exception'],
  giveHint: [
    '不经演练即可办理，最长九十日，理由留在审计日志中。应尽快通过演练。',
    'Opens it without the drill, for ninety days at most; the reason stays in the audit log. The drill should follow soon.',
  ],
  given: ['已准许', 'Given'],
  end: ['收回', 'End'],
  endTitle: ['收回“{drill}”的资格？', 'End what “{drill}” has opened?'],
  endHint: [
    '立即生效，重新通过演练后才能再办理。',
    'Takes effect at once. It is open again after the drill has been passed anew.',
  ],
  ended: ['已收回', 'Ended'],
  'drill.past': ['期限不能早于今天', 'The end cannot lie before today'],
  'drill.too_long': ['最长{days}日', '{days} days at most'],
  'drill.over': ['该资格已经收回', 'It has been ended already'],
});
