import type { Words } from '#ui/words.tsx';

export const studyWords: Words = {
  'action.study.noteSession': ['记学习主题', 'Topics of a session noted'],
  'action.study.createClass': ['开办培训班', 'Class opened'],
  'action.study.changeClass': ['修改培训班', 'Class changed'],
  'action.study.cancelClass': ['取消培训班', 'Class called off'],
  'action.study.endClass': ['培训班结业', 'Class ended'],
  'action.study.callRoll': ['培训班点名', 'Roll of a class called'],
  'action.study.enrol': ['推荐参加培训班', 'Member named for a class'],
  'action.study.withdraw': ['退出培训班', 'Taken out of a class'],
  'action.study.withdrawCertificate': ['撤销培训证书', 'Certificate withdrawn'],
  'action.study.createPlan': ['制定学习计划', 'Plan of study made'],
  'action.study.changePlan': ['修改学习计划', 'Plan of study changed'],
  'action.study.issuePlan': ['下发学习计划', 'Plan of study issued'],
  'action.study.endPlan': ['停用学习计划', 'Plan of study ended'],
  'action.own.applyForClass': ['本人报名培训班', 'Applied for a class'],
  'action.own.leaveClass': ['本人退出培训班', 'Left a class'],
  'action.own.askStudy': ['提学习需求', 'Asked to learn something'],
  'action.own.dropStudyNeed': ['撤回学习需求', 'Need taken back'],
};
