import { catalogue } from '#shared/text.ts';

/** The checker of dates and the entry of old papers. */
export const checkingTexts = catalogue({
  title: ['材料日期核对', 'Check of the dates'],
  intro: [
    '按各件开始时的细则逐条核对已登记的日期、人数和票数，只列依据和证据，不作判断。有误的由经办组织更正或说明。',
    'Recorded days, people and votes of each open case are held against the edition it was begun under. Article and evidence are listed, nothing is decided; whoever recorded them puts them right or explains.',
  ],
  caption: ['与规定不符之处', 'Contradictions'],
  rule: ['核对事项', 'What was checked'],
  allRules: ['全部（{count}）', 'All ({count})'],
  ruleCount: ['{rule}（{count}）', '{rule} ({count})'],
  within: ['组织范围', 'Within'],
  article: ['依据', 'Article'],
  evidence: ['证据', 'Evidence'],
  summary: [
    '已核对在办事项 {read} 件，其中 {found} 件有与规定不符之处。',
    '{read} open {read?case was:cases were} read; {found} {found?has:have} contradictions.',
  ],
  empty: ['没有发现与规定不符之处。', 'Nothing contradicts.'],
  papersTitle: ['补录历史材料', 'Papers of before'],
  papersIntro: [
    '平台启用前已经开始的，一次登记各阶段的日期。只填材料上有的；不清楚的留空。与规定不符的照实登记，由核对页面列出。',
    'For a case begun before the platform: all days in one form. Enter what the papers say and leave the rest empty. What contradicts the rules is entered as it stands, and listed by the check.',
  ],
  person: ['人员', 'Person'],
  onFile: ['名册中的预备党员', 'Probationary member on file'],
  onFileHint: [
    '名册中已有的预备党员从这里选择；其他人填写下面的姓名和身份号码。',
    'Choose a probationary member of the branch here; for others give name and ID number below.',
  ],
  papersVerb: ['登记', 'Enter'],
  papersDone: ['已补录', 'Taken over'],
  first: ['日期', 'Day'],
  last: ['截止日期', 'Last day'],
  notBefore: ['截止日期不能早于开始日期', 'The last day lies before the first'],
  many: ['各次日期（每行一个）', 'Days, one a line'],
  manyHint: ['如 2024-03-15，一行一个', 'Such as 2024-03-15, one a line'],
  notYet: ['日期还没有到', 'This day is still to come'],
  receivedHint: [
    '材料上有的才填；审批期限从收到之日算起。',
    'Only where the papers name it: the term of the approval counts from that day.',
  ],
  notDays: ['有不是日期的内容', 'Not all of these are days'],
  dayMissing: ['请填写这一步的日期', 'Give the day of this step'],
  names: ['姓名（一行一人）', 'Names, one a line'],
  concluded: ['作出结论的人', 'Who concluded'],
  outcome: ['结果', 'Outcome'],
});
