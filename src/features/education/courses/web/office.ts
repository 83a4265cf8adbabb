import type { OfficePages } from '#webkit/router.tsx';

export const courseOffice: OfficePages = {
  pages: [
    {
      path: 'education/courses',
      title: ['课程', 'Courses'],
      permission: 'courses.read',
      menu: { group: 'education', order: 10 },
      lazy: () => import('./pages/course-list.tsx'),
    },
    {
      path: 'education/courses/new',
      title: ['新建课程', 'New course'],
      permission: 'courses.write',
      lazy: () => import('./pages/new-course.tsx'),
    },
    {
      path: 'education/courses/:id',
      title: ['课程', 'Course'],
      permission: 'courses.read',
      lazy: () => import('./pages/course.tsx'),
    },
    {
      path: 'education/courses/:id/edit',
      title: ['编辑课程', 'Edit a course'],
      permission: 'courses.write',
      lazy: () => import('./pages/edit-course.tsx'),
    },
    {
      path: 'education/courses/:id/packages/:file',
      title: ['试看课件', 'Look at a package'],
      permission: 'courses.read',
      lazy: () => import('./pages/package.tsx'),
    },
    {
      path: 'education/tasks',
      title: ['现场教学确认', 'Tasks on site'],
      permission: 'courses.confirm',
      menu: { group: 'education', order: 15 },
      lazy: () => import('./pages/task-list.tsx'),
    },
    {
      path: 'education/topics',
      title: ['学习主题', 'Topics of study'],
      permission: 'courses.topics',
      menu: { group: 'education', order: 90 },
      lazy: () => import('./pages/topic-list.tsx'),
    },
  ],
};
