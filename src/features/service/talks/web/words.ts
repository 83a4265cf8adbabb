import type { Words } from '#ui/words.tsx';

export const talkWords: Words = {
  'action.talks.say': ['党员对支部留言', 'Member wrote to the branch'],
  'action.talks.answer': ['回复在线交流', 'Live thread answered'],
  'action.talks.attend': ['接待在线交流', 'Live thread seen to'],
  'action.talks.handOver': ['移交在线交流', 'Live thread given to a colleague'],
  'action.talks.setHours': ['设定办公时间', 'Office hours set'],
  'action.requests.say': ['群众在线留言', 'Resident wrote in a live thread'],
  'action.requests.tell': ['向群众在线留言', 'Live thread answered'],
  'notice.talks.waiting': ['有人在线交流等候回复', 'Somebody waits for an answer in a live thread'],
  'notice.name.talks.waiting': ['在线交流等候', 'Live threads that wait'],
  'notice.talks.answered': ['{unit}回复了您', '{unit} has answered you'],
  'notice.name.talks.answered': ['支部回复', 'Answers of the branch'],
  'notice.talks.handed': ['同事把一个在线交流移交给您', 'A colleague has given you a live thread'],
  'notice.name.talks.handed': ['在线交流移交', 'Live threads given on'],
  'todo.list.talks.waiting': ['等候回复的在线交流', 'Live threads that wait'],
};
