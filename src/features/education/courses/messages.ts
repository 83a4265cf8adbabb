import { catalogue } from '#shared/text.ts';

/** What the server refuses, by its key. */
export const courseProblems = catalogue({
  'courses.topic_code': [
    '代码为2至30个小写字母、数字或下划线，以字母开头',
    'A code has 2 to 30 small letters, digits or underscores, and begins with a letter',
  ],
  'courses.topic_taken': ['此代码已被使用', 'This code is taken'],
});
