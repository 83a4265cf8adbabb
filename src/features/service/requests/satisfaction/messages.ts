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
  back: ['回到这件诉求', 'Back to the request'],
});
