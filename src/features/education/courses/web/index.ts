import type { FeaturePages } from '#webkit/router.tsx';

export const coursePages: FeaturePages = {
  phone: [
    {
      path: 'study/courses',
      title: ['我的课程', 'My courses'],
      permission: 'own.courses',
      entry: { order: 7, hint: ['学课程、做自测，可带着学', 'Courses and questions, with or without a network'] },
      lazy: () => import('./phone/course-list.tsx'),
    },
    {
      path: 'study/courses/:id',
      title: ['课程', 'Course'],
      permission: 'own.courses',
      lazy: () => import('./phone/course.tsx'),
    },
    {
      path: 'study/courses/:id/:unit',
      title: ['学习单元', 'Unit'],
      permission: 'own.courses',
      lazy: () => import('./phone/unit.tsx'),
    },
  ],
  live: () => import('./live.ts'),
  words: {
    'todo.courses.tasks': ['现场教学：{task}（{name}）', 'Task on site: {task} ({name})'],
    'todo.why.courses.tasks': ['本支部党员说做完了，待支部确认', 'A member of the branch has done it; confirm'],
    'todo.courses.review': ['课程《{title}》', 'Course “{title}”'],
    'todo.why.courses.review': ['已送审，您没有参与编写', 'Submitted, and you wrote none of it'],
  },
  device: { permission: 'own.courses', lazy: () => import('./offline/kinds.ts') },
};
