import type { Words } from '#ui/words.tsx';

export const practiceWords: Words = {
  'todo.practice.due': ['有{count}项演练要通过', '{count} {count?drill:drills} to pass'],
  'todo.list.practice.due': ['演练', 'Drills'],
  'todo.why.practice.due': [
    '本岗位要办的事须先通过演练，有的尚未通过或快到期',
    'Acts of your role need a drill that is not passed, or ends soon',
  ],
  'action.practice.prepare': ['准备演练', 'Drill prepared'],
  'action.practice.begin': ['开始演练', 'Drill begun'],
  'action.practice.enter': ['进入演练县', 'Practice county entered'],
  'action.practice.finish': ['演练交卷评分', 'Drill graded'],
  'action.practice.leave': ['离开演练县', 'Practice county left'],
  'action.practice.giveUp': ['放弃演练', 'Drill given up'],
};
