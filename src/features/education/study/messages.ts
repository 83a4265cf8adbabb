import { catalogue } from '#shared/text.ts';

/** The branch's pages in the office. */
export const studyTexts = catalogue({
  branchTitle: ['支部学时', 'Hours of the branch'],
  branchIntro: [
    '谁还差多少，只有本支部看得到；上级只看人数。学时由到会记录自动得来，不用另外登记。',
    'Who lacks what is seen by the own branch alone; those above see numbers. Hours follow from attendance: nothing is entered twice.',
  ],
  met: ['达标 {met} 人，应达标 {required} 人', '{met} of {required} have enough hours'],
  name: ['姓名', 'Name'],
  audience: ['对象', 'As'],
  trainings: ['培训', 'Trainings'],
  state: ['情况', 'State'],
  noMembers: ['本支部没有党员', 'The branch has no members'],
  personTitle: ['{name}的学时', 'Study hours of {name}'],
  notBranch: ['只有党支部查看本支部党员的学时', 'Only a branch sees the hours of its own members'],
});
