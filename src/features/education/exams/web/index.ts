import type { FeaturePages } from '#webkit/router.tsx';

export const examPages: FeaturePages = {
  phone: [
    {
      path: 'study/exams',
      title: ['我的考试', 'My exams'],
      permission: 'own.exams',
      entry: { order: 42, hint: ['断网也能接着答', 'Goes on without a network'] },
      lazy: () => import('./phone/exam-list.tsx'),
    },
    {
      path: 'study/exams/:id',
      title: ['考试', 'Exam'],
      permission: 'own.exams',
      lazy: () => import('./phone/exam.tsx'),
    },
    {
      path: 'study/exams/results/:id',
      title: ['我的成绩', 'My result'],
      permission: 'own.exams',
      lazy: () => import('./phone/result.tsx'),
    },
  ],
  device: { permission: 'own.exams', lazy: () => import('./phone/kinds.ts') },
  live: () => import('./live.ts'),
  words: {
    'todo.exams.take': ['参加考试《{title}》', 'Take the exam “{title}”'],
    'todo.why.exams.take': ['您在考试范围内', 'You are among those who are asked'],
    'todo.why.exams.begun': ['已开始答题，还没有交卷', 'Begun and not handed in'],
    'todo.exams.readings': ['《{title}》有 {count} 份简答题待评阅', '“{title}”: {count} answers to read'],
    'todo.why.exams.readings': ['本单位组织的考试，您还没有评过', 'An exam of your office; you have not read them'],
    'todo.exams.appeals': ['《{title}》有 {count} 个评分疑问待复核', '“{title}”: {count} marks asked about'],
    'todo.why.exams.appeals': ['本单位组织的考试，由本单位复核', 'An exam of your office, which looks at it again'],
    'todo.exams.release': ['《{title}》成绩待公布', 'Release the results of “{title}”'],
    'todo.why.exams.release': ['考试已结束，答卷都已评完', 'It is over and everything is marked'],
    'notice.exam.asked': [
      '请您参加考试《{title}》，{day} 截止',
      'You are asked to take the exam “{title}”, which closes on {day}',
    ],
    'notice.exam.withdrawn': [
      '考试《{title}》已撤销，不用参加。原因：{reason}',
      'The exam “{title}” was withdrawn: {reason}',
    ],
    'notice.exam.released': ['考试《{title}》的成绩已公布', 'The results of the exam “{title}” are out'],
    'notice.exam.appealed': [
      '考试《{title}》有人对评分提出疑问，请复核',
      'Somebody asks about a mark of the exam “{title}”',
    ],
    'notice.exam.answered': [
      '您对考试《{title}》评分的疑问已答复',
      'Your question about a mark of the exam “{title}” was answered',
    ],
  },
};
