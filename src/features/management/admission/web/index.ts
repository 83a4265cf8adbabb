import type { FeaturePages } from '#webkit/router.tsx';

export const admissionPages: FeaturePages = {
  office: [
    {
      path: 'admission',
      title: ['发展党员', 'Admission'],
      permission: 'admission.read',
      menu: { group: 'members', order: 40 },
      lazy: () => import('./pages/case-list.tsx'),
    },
    {
      path: 'admission/new',
      title: ['登记入党申请', 'New application'],
      permission: 'admission.open',
      lazy: () => import('./pages/new-case.tsx'),
    },
    {
      path: 'admission/extras',
      title: ['地方自选环节', 'Local extras'],
      permission: 'admission.settings',
      lazy: () => import('./pages/extra-settings.tsx'),
    },
    {
      path: 'admission/:id',
      title: ['发展党员', 'Admission'],
      permission: 'admission.read',
      lazy: () => import('./pages/case.tsx'),
    },
  ],
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
    'todo.list.admission.waiting': ['发展党员', 'Admission'],
    'todo.admission.waiting': ['办理{name}（{branch}）的发展党员步骤', 'Take the next step of {name} ({branch})'],
    'todo.why.admission': ['这一步由您所在组织办理', 'This step belongs to your organisation'],
    'notice.admission.next': ['{branch}有一件发展党员事项待您办理', 'A step of admission in {branch} waits for you'],
    'notice.name.admission.next': ['发展党员待办', 'Steps of admission'],
    'notice.admission.progress': ['您的入党申请有新的进展', 'Your application has moved on'],
    'notice.name.admission.progress': ['入党申请进展', 'Progress of an application'],
    'action.members.enterPerson': ['登记申请人', 'Applicant entered'],
    'action.members.movePerson': ['申请人调整党支部', 'Applicant moved'],
    'action.members.admit': ['成为预备党员', 'Admitted as probationary member'],
    'action.members.unadmit': ['撤回接收登记', 'Admission taken back'],
    'action.admission.open': ['登记入党申请', 'Application entered'],
    'action.admission.record': ['记录发展党员步骤', 'Step of admission recorded'],
    'action.admission.undo': ['撤销发展党员记录', 'Step of admission taken back'],
    'action.admission.close': ['终止发展', 'Case ended'],
    'action.admission.move': ['调出原党支部', 'Case left its branch'],
    'action.admission.moved': ['调入新党支部', 'Case came to a branch'],
    'action.admission.setExtra': ['设置地方自选环节', 'Local extra set'],
    'action.admission.recordExtra': ['记录地方自选环节', 'Local extra recorded'],
    'action.admission.undoExtra': ['撤销地方自选环节记录', 'Local extra taken back'],
  },
};
