import type { FeaturePages } from '#webkit/router.tsx';

export const appraisalPages: FeaturePages = {
  phone: [
    {
      path: 'own-appraisals',
      title: ['我的民主评议', 'My appraisal'],
      permission: 'own.appraisals',
      entry: { order: 12, hint: ['写自评、看结果', 'Write the self-appraisal, read the result'] },
      lazy: () => import('./phone/own-appraisals.tsx'),
    },
  ],
  live: () => import('./live.ts'),
  words: {
    'todo.appraisals.step': ['{year}年度民主评议', 'Appraisal of {year}'],
    'todo.appraisals.confirm': ['复核{branch}{year}年度民主测评统计', 'Second count of {branch}, {year}'],
    'todo.appraisals.follow': ['{year}年度民主评议跟进：{name}', 'Follow up the appraisal of {year}: {name}'],
    'todo.appraisals.own': ['{year}年度民主评议', 'Appraisal of {year}'],
    'todo.why.appraisal_study': ['待登记集中学习', 'The study is to be noted'],
    'todo.why.appraisal_self': ['待收集个人自评', 'Self-appraisals are missing'],
    'todo.why.appraisal_mutual': ['待登记党员互评', 'The mutual appraisal is to be noted'],
    'todo.why.appraisal_test': ['待测评并录入统计', 'The test is to be held and entered'],
    'todo.why.appraisal_grade': ['待综合评定等次', 'Grades are to be given'],
    'todo.why.appraisal_tell': ['待向本人反馈', 'Members are to be told'],
    'todo.why.appraisal_report': ['待报送上级', 'To be reported upward'],
    'todo.why.appraisal_confirm': ['须由第一次录入人以外的人复核', 'Somebody else than the first has to count'],
    'todo.why.appraisal_objection': ['本人有意见，待答复', 'An objection waits for an answer'],
    'todo.why.appraisal_talk': ['基本合格，待教育谈话', 'A talk is to be held'],
    'todo.why.appraisal_measure': ['不合格，待组织处置', 'Measures are to be taken'],
    'todo.why.appraisal_write': ['请填写个人自评', 'Please write your self-appraisal'],
    'todo.why.appraisal_respond': ['请查看结果并表示意见', 'Please read the result and respond'],
  },
};
