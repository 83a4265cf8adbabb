/** What somebody has learnt: evidence alone, no minute of it. */
import { PLATFORM, fieldsOf, type Profile } from './field.ts';

/** Answers are the person's own: nobody else is shown them. */
const ANSWERS: Profile = { ...PLATFORM, seenBy: ['self'], recipients: [] };

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
  // The words of a branch among itself.
  ...fieldsOf('course_post', { ...PLATFORM, recipients: [] }, [
    ['sealed', '课程讨论发言', 'What was said about a course', 'encrypted'],
    ['removed_by', '删去发言的人', 'Who took it out', 'text'],
  ]),
];
