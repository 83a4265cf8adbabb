/** What somebody has learnt: evidence alone, no minute of it. */
import { LINE, PLATFORM, fieldsOf, type Profile } from './field.ts';

/** Answers are the person's own: nobody else is shown them. */
const ANSWERS: Profile = { ...PLATFORM, seenBy: ['self'], recipients: [] };

/** Read by the person, and by the office that holds the exam: the county's, a township's, or a branch's own. */
const EXAM: Profile = { ...PLATFORM, secrecy: 'sensitive', seenBy: LINE, sourceOfTruth: 'platform', recipients: [] };

export const educationFields = [
  ...fieldsOf('course_taking', PLATFORM, [
    ['begun_on', '开始学习日期', 'Begun on', 'date'],
    ['finished_on', '学完日期', 'Finished on', 'date'],
  ]),
  ...fieldsOf('course_done', PLATFORM, [
    ['asked_on', '提出确认日期', 'Said on', 'date'],
    ['done_on', '完成日期', 'Done on', 'date'],
    ['actor', '确认人', 'Confirmed by', 'text'],
  ]),
  ...fieldsOf('course_attempt', ANSWERS, [
    ['answers', '自测答案', 'Answers to questions of courses', 'list'],
    ['marks', '每题对错', 'Which were right', 'list'],
    ['passed', '自测合格', 'Passed', 'bool'],
    ['answered_on', '自测日期', 'Answered on', 'date'],
  ]),
  ...fieldsOf('package_run', ANSWERS, [
    ['kept', '课件包进度', 'How far somebody is in a package', 'list'],
    ['done', '课件已学完', 'Learnt', 'bool'],
    ['opened_on', '首次打开日期', 'First opened on', 'date'],
  ]),
  // The words of a branch among itself.
  ...fieldsOf('course_post', { ...PLATFORM, recipients: [] }, [
    ['sealed', '课程讨论发言', 'What was said about a course', 'encrypted'],
    ['removed_by', '删去发言的人', 'Who took it out', 'text'],
  ]),
  ...fieldsOf('exam_attempt', EXAM, [
    ['round', '第几次作答', 'Attempt', 'int'],
    ['begun_at', '开始作答时间', 'Begun', 'date'],
    ['handed_in_at', '交卷时间', 'Handed in', 'date'],
    ['won', '考试得分', 'Points', 'int'],
    ['passed', '是否及格', 'Passed', 'bool'],
    ['late', '结束后补送的题数', 'Answers that came in late', 'int'],
  ]),
  ...fieldsOf('exam_entry', EXAM, [
    ['item', '题号', 'Item', 'int'],
    ['answer', '写下的答案', 'Answer as written', 'text'],
    ['written_at', '写下的时间', 'Written', 'date'],
  ]),
  ...fieldsOf('exam_sitting', EXAM, [['device', '作答设备', 'Device', 'text']]),
  ...fieldsOf('exam_mark', EXAM, [
    ['answer', '计分的答案', 'Answer that counts', 'text'],
    ['share', '得分比例', 'Share of the points', 'int'],
  ]),
  ...fieldsOf('exam_reading', EXAM, [
    ['given', '评阅给分', 'Points of a reading', 'int'],
    ['actor', '评阅人', 'Read by', 'text'],
  ]),
  ...fieldsOf('exam_appeal', EXAM, [
    ['words', '对评分的疑问', 'What was asked about a mark', 'text'],
    ['answer', '复核答复', 'Answer to it', 'text'],
    ['settled', '复核后的分', 'Points after it', 'int'],
    ['actor', '复核人', 'Decided by', 'text'],
  ]),
];
