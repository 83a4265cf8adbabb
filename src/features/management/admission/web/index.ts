import type { FeaturePages } from '#webkit/router.tsx';

export const admissionPages: FeaturePages = {
  phone: [
    {
      path: 'admission',
      title: ['我的入党历程', 'My path to membership'],
      permission: 'own.read',
      entry: { order: 45, hint: ['各阶段日期和下一步', 'Stages, days, what comes next'] },
      lazy: () => import('./phone/own-admission.tsx'),
    },
  ],
  live: () => import('./live.ts'),
  words: {
    'todo.admission.waiting': ['{step}：{name}（{branch}）', '{step}: {name} ({branch})'],
    'todo.why.admission': ['这一步由您所在组织办理', 'This step belongs to your organisation'],
    // Steps without a rule of their own say their article.
    'todo.why.admission.article8': [
      '发展党员工作细则第八条，这一步由您所在组织办理',
      'Rules on admission, Article 8: your organisation takes this step',
    ],
    'todo.why.admission.article16': [
      '发展党员工作细则第十六条，这一步由您所在组织办理',
      'Rules on admission, Article 16: your organisation takes this step',
    ],
    'todo.why.admission.article18': [
      '发展党员工作细则第十八条，这一步由您所在组织办理',
      'Rules on admission, Article 18: your organisation takes this step',
    ],
    'todo.why.admission.article25': [
      '发展党员工作细则第二十五条，这一步由您所在组织办理',
      'Rules on admission, Article 25: your organisation takes this step',
    ],
    'todo.why.admission.article28': [
      '发展党员工作细则第二十八条，这一步由您所在组织办理',
      'Rules on admission, Article 28: your organisation takes this step',
    ],
    'todo.why.admission.article36': [
      '发展党员工作细则第三十六条，这一步由您所在组织办理',
      'Rules on admission, Article 36: your organisation takes this step',
    ],
    // The steps by their names, as in `rules/messages.ts`.
    'admission.step.application': ['递交入党申请书', 'Application'],
    'admission.step.talk': ['派人谈话', 'First talk'],
    'admission.step.activist': ['推荐和确定入党积极分子', 'Chosen as activist'],
    'admission.step.activistFiling': ['积极分子报上级党委备案', 'Activist filed with the committee'],
    'admission.step.contacts': ['指定培养联系人', 'Contacts named'],
    'admission.step.cultivation': ['培养教育考察', 'Cultivation and inspection'],
    'admission.step.candidate': ['确定发展对象', 'Chosen as candidate'],
    'admission.step.candidateConsent': ['报上级党委同意并公示', 'Committee’s agreement and public notice'],
    'admission.step.introducers': ['确定入党介绍人', 'Introducers named'],
    'admission.step.vetting': ['政治审查', 'Political vetting'],
    'admission.step.training': ['集中培训', 'Training'],
    'admission.step.committeeReview': ['支部委员会审查', 'Review by the branch committee'],
    'admission.step.precheck': ['基层党委预审', 'Pre-check by the committee'],
    'admission.step.applicationBook': ['填写入党志愿书', 'Application book filled in'],
    'admission.step.admissionMeeting': ['支部大会讨论接收', 'Meeting on admission'],
    'admission.step.superiorTalk': ['上级党委派人谈话', 'Talk by the committee'],
    'admission.step.approval': ['上级党委审批', 'Approval by the committee'],
    'admission.step.filing': ['再上一级党委组织部门备案', 'Filed with the organisation department'],
    'admission.step.assignment': ['编入党支部和党小组', 'Assigned to branch and group'],
    'admission.step.oath': ['入党宣誓', 'Oath'],
    'admission.step.probationInspection': ['继续教育考察', 'Inspection during probation'],
    'admission.step.conversionRequest': ['提出转正申请', 'Request for conversion'],
    'admission.step.conversionMeeting': ['支部大会讨论转正', 'Meeting on conversion'],
    'admission.step.conversionApproval': ['上级党委审批转正', 'Approval of the conversion'],
    'admission.step.archive': ['材料归档', 'Papers archived'],
  },
};
