import { catalogue } from '#shared/text.ts';

/** What the portal says when it asks a resident how it was. */
export const ratingTexts = catalogue({
  ask: ['评价这次办理', 'Say how it was'],
  title: ['这次办得怎么样', 'How was it?'],
  grade: ['您满意吗', 'Are you satisfied?'],
  hint: [
    '评价直接交到县里，承办单位看不到是谁评的，也不能修改或撤销。',
    'What you say goes to the county; the unit sees neither who said it nor can it change or withdraw it.',
  ],
  very_satisfied: ['非常满意', 'Very satisfied'],
  satisfied: ['满意', 'Satisfied'],
  fair: ['基本满意', 'Fairly satisfied'],
  dissatisfied: ['不满意', 'Dissatisfied'],
  very_dissatisfied: ['非常不满意', 'Very dissatisfied'],
  send: ['提交评价', 'Send'],
  done: ['谢谢，您的评价已经收到。', 'Thank you: what you said has been received.'],
  rated: ['您已经评价过了，谢谢。', 'You have said how it was. Thank you.'],
  from: ['{day}起可以评价，请到时再来。', 'You can say how it was from {day} on: please come back then.'],
  notYet: ['办结以后再请您评价。', 'You will be asked once it has ended.'],
  // At most 35 characters with the code, and no link: what the gateway's template takes.
  message: ['诉求已办结，请到县门户评价页填评价码{code}', 'How was your request? Rating code {code}'],
  entryShort: ['评价', 'Rate'],
  entryTitle: ['评价办理情况', 'Say how it was'],
  ratingCode: ['评价码', 'Rating code'],
  ratingCodeHint: [
    '办结后短信发给您的 12 位字母和数字，只能用来评价一次',
    'The twelve letters and digits of the message that came after the end; they serve for one rating',
  ],
  noMessage: ['没有收到短信的，可以凭查询码评价。', 'Without a message, go by the code of your request.'],
  toCode: ['凭查询码评价', 'By the code of the request'],
  go: ['去评价', 'Go on'],
  back: ['回到这件诉求', 'Back to the request'],
});
