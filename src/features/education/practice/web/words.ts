import type { Words } from '#ui/words.tsx';

export const practiceWords: Words = {
  'action.practice.prepare': ['准备演练', 'Drill prepared'],
  'action.practice.begin': ['开始演练', 'Drill begun'],
  'action.practice.enter': ['进入演练县', 'Practice county entered'],
  'action.practice.finish': ['演练交卷评分', 'Drill graded'],
  'action.practice.leave': ['离开演练县', 'Practice county left'],
  'action.practice.giveUp': ['放弃演练', 'Drill given up'],
};
