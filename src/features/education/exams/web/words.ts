import type { Words } from '#ui/words.tsx';

export const examWords: Words = {
  'todo.list.exams.take': ['待参加的考试', 'Exams to take'],
  'todo.list.exams.readings': ['待评阅的简答题', 'Answers to read'],
  'todo.list.exams.appeals': ['待复核的评分', 'Marks asked about'],
  'todo.list.exams.release': ['待公布的成绩', 'Results to release'],
  'action.exams.create': ['新建考试', 'Exam written'],
  'action.exams.change': ['修改考试', 'Exam changed'],
  'action.exams.step': ['发布、撤销考试或公布成绩', 'Exam published, withdrawn or released'],
  'action.exams.mark': ['按规则评卷', 'Exam marked by rule'],
  'action.exams.read': ['评阅简答题', 'Short answer read'],
  'action.exams.decideAppeal': ['复核评分', 'Mark looked at again'],
  'action.exams.setHelpers': ['指定答卷录入单位', 'Units named that enter papers'],
  'action.exams.printPaper': ['打印纸质试卷', 'Paper printed'],
  'action.exams.enterPaper': ['录入纸质答卷', 'Answers on paper entered'],
  'action.own.takeSeat': ['领取试卷', 'Place at an exam taken'],
  'action.own.beginExam': ['开始或继续答题', 'Exam begun or gone on with'],
  'action.own.keepAnswers': ['上传答题记录', 'Answers sent'],
  'action.own.handIn': ['交卷', 'Exam handed in'],
  'action.own.appealMark': ['对评分提出疑问', 'Mark asked about'],
};
