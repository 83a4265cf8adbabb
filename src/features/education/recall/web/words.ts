import type { Words } from '#ui/words.tsx';

export const recallWords: Words = {
  'action.own.chooseRecall': ['开启或调整间隔复习', 'Recall switched on or changed'],
  'action.own.leaveRecall': ['关闭间隔复习并删除记录', 'Recall left and deleted'],
  'action.own.answerRecall': ['回答复习题', 'Question of recall answered'],
  'action.own.stateContribution': ['填写学习贡献', 'Contribution stated'],
  'action.contributions.decide': ['签认学习贡献', 'Contribution signed or not'],
};
