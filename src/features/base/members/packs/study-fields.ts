/** What is kept of somebody's study: classes, rolls, certificates, needs, and the sum of hours. No time on a screen. */
import { fieldsOf, PLATFORM } from './field.ts';

export const studyFields = [
  ...fieldsOf('study_enrolment', PLATFORM, [
    ['name', '学员姓名', 'Name in the class', 'text'],
    ['branch_name', '所在支部', 'Branch', 'text'],
    ['state', '录取情况', 'Place in the class', 'text'],
    ['asked_by', '报名人', 'Who applied', 'text'],
    ['asked_at', '报名时间', 'Applied at', 'time'],
  ]),
  ...fieldsOf('study_roll', PLATFORM, [
    ['present', '到课', 'Was there', 'bool'],
    ['marked_by', '点名人', 'Who called the roll', 'text'],
  ]),
  ...fieldsOf('study_certificate', PLATFORM, [
    ['number', '证书编号', 'Number of the certificate', 'text'],
    ['masked_name', '核验页显示的姓名', 'Name on the public page', 'text'],
    ['hours', '证书学时', 'Study hours of the certificate', 'int'],
    ['issued_on', '发证日期', 'Issued on', 'date'],
    ['expires_on', '有效期至', 'Holds until', 'date'],
    ['withdrawn_on', '撤销日期', 'Withdrawn on', 'date'],
    ['why', '撤销理由', 'Why withdrawn', 'text'],
  ]),
  ...fieldsOf('study_need', PLATFORM, [
    ['topic', '想学的主题', 'Topic asked for', 'text'],
    ['words', '具体想学什么', 'What exactly', 'text'],
    ['asked_on', '提出日期', 'Asked on', 'date'],
    ['ended_on', '撤回日期', 'Taken back on', 'date'],
  ]),
  ...fieldsOf('study_need_paper', PLATFORM, [
    ['printed_on', '问卷打印日期', 'Sheet printed on', 'date'],
    ['printed_by', '打印人', 'Who printed it', 'text'],
    ['entered_on', '录入日期', 'Entered on', 'date'],
    ['entered_by', '录入人', 'Who entered it', 'text'],
  ]),
  ...fieldsOf('study_tally', PLATFORM, [
    ['year', '年度', 'Year', 'int'],
    ['hours', '集中学习学时', 'Collective study hours', 'int'],
    ['alone', '自主学习学时', 'Hours of self-study', 'int'],
    ['classes', '参加集中培训次数', 'Trainings attended', 'int'],
  ]),
];
