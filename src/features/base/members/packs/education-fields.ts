/** What a member learns and how that is examined. */
import { LINE, PLATFORM, fieldsOf, type Profile } from './field.ts';

/** Read by the person, and by the office that holds the exam: the county's, a township's, or a branch's own. */
const EXAM: Profile = { ...PLATFORM, secrecy: 'sensitive', seenBy: LINE, sourceOfTruth: 'platform', recipients: [] };

export const educationFields = [
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
