import type { OfficePages } from '#webkit/router.tsx';

export const examOffice: OfficePages = {
  pages: [
    {
      path: 'education/exams',
      title: ['考试', 'Exams'],
      permission: 'exams.read',
      menu: { group: 'education', order: 30 },
      lazy: () => import('./pages/exam-list.tsx'),
    },
    {
      path: 'education/exams/new',
      title: ['新建考试', 'New exam'],
      permission: 'exams.edit',
      lazy: () => import('./pages/new-exam.tsx'),
    },
    {
      path: 'education/exams/topics',
      title: ['下一步学什么', 'What to teach next'],
      permission: 'exams.topics',
      lazy: () => import('./pages/topics.tsx'),
    },
    {
      path: 'education/exams/:id',
      title: ['考试', 'Exam'],
      permission: 'exams.read',
      lazy: () => import('./pages/exam.tsx'),
    },
    {
      path: 'education/exams/:id/edit',
      title: ['修改考试', 'Change an exam'],
      permission: 'exams.edit',
      lazy: () => import('./pages/edit-exam.tsx'),
    },
  ],
};
