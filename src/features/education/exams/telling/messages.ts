import { catalogue } from '#shared/text.ts';

/** What people are told about exams; `notice.<kind>` in the words of the pages says the same. */
export const examNotices = catalogue({
  'exam.asked': [
    '请您参加考试《{title}》，{day} 截止',
    'You are asked to take the exam “{title}”, which closes on {day}',
  ],
  'exam.withdrawn': ['考试《{title}》已撤销，不用参加。原因：{reason}', 'The exam “{title}” was withdrawn: {reason}'],
  'exam.released': ['考试《{title}》的成绩已公布', 'The results of the exam “{title}” are out'],
  'exam.appealed': ['考试《{title}》有人对评分提出疑问，请复核', 'Somebody asks about a mark of the exam “{title}”'],
  'exam.answered': [
    '您对考试《{title}》评分的疑问已答复',
    'Your question about a mark of the exam “{title}” was answered',
  ],
});
