import { catalogue } from '#shared/text.ts';

/** The branch's page of forms on paper. */
export const paperTexts = catalogue({
  title: ['学习需求问卷', 'Learning needs on paper'],
  intro: [
    '给不用手机的党员：打印问卷，勾选后由支部凭编号录入。问卷上只有姓名、编号和主题；录入后计入党员想学的主题，本人可在手机上查看和撤回。',
    'For members without a phone: print a form, have it ticked, enter it by its code. It holds a name, a code and topics. What is entered counts as asked for; the member sees it on the phone and can take it back.',
  ],
  print: ['打印问卷', 'Print'],
  who: ['打印给', 'For'],
  who_no_account: ['没有账号的（{count} 人）', 'Those without an account ({count})'],
  who_all: ['本支部全体（{count} 人）', 'All of the branch ({count})'],
  who_chosen: ['选定的人', 'Some of them'],
  people: ['党员', 'Members'],
  printVerb: ['生成 PDF', 'Make the PDF'],
  printHint: [
    '还没有录入的问卷重新打印，编号不变。',
    'A form that has not been entered keeps its code when it is printed again.',
  ],
  printed: ['已生成 {count} 份问卷', '{count} {count?sheet:sheets} made'],
  out: ['已打印、还没有录入：{count} 份', 'Printed and not entered yet: {count}'],
  enter: ['录入问卷', 'Enter'],
  code: ['问卷编号（十位数字）', 'Code (ten digits)'],
  open: ['打开', 'Open'],
  enterOf: ['{name}的问卷，{day} 打印', 'The form of {name}, printed on {day}'],
  topics: ['勾选的主题', 'Topics ticked'],
  topicsHint: ['照问卷录入，最多五项', 'As on the form, five at most'],
  words: ['具体想学什么', 'What exactly'],
  wordsHint: ['记在上面选的第一个主题下', 'Kept with the first of the topics above'],
  save: ['录入', 'Enter'],
  entered: ['已录入，新增 {count} 项', 'Entered: {count} added'],
});
