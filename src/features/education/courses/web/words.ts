import type { Words } from '#ui/words.tsx';

export const courseWords: Words = {
  'action.education.addTopic': ['新增学习主题', 'Topic of study added'],
  'action.education.editTopic': ['修改学习主题', 'Topic of study changed'],
  'action.education.retireTopic': ['停用或恢复学习主题', 'Topic of study retired or taken up again'],
};
