import type { Words } from '#ui/words.tsx';

export const courseWords: Words = {
  'todo.list.courses.tasks': ['待确认的现场教学', 'Tasks on site to confirm'],
  'todo.list.courses.review': ['待审核的课程', 'Courses to review'],
  'action.courses.create': ['新建课程', 'Course begun'],
  'action.courses.save': ['保存课程', 'Course saved'],
  'action.courses.addFile': ['上传课程文件', 'File added to a course'],
  'action.courses.submit': ['课程送审', 'Course submitted'],
  'action.courses.review': ['审核课程', 'Course reviewed'],
  'action.courses.withdraw': ['撤下课程', 'Course withdrawn'],
  'action.courses.confirm': ['确认现场教学', 'Task on site decided'],
  'action.courses.removePost': ['删去课程讨论发言', 'Post taken out of a discussion'],
  'action.own.sayInCourse': ['课程讨论发言', 'Said in a discussion of a course'],
  'action.own.answerQuiz': ['交自测答案', 'Questions of a course answered'],
  'action.own.openPackage': ['打开课件包', 'Package of a course opened'],
  'action.own.keepPackage': ['保存课件包进度', 'Progress in a package kept'],
  'action.packages.handOut': ['向课件发放学习记录凭据', 'Credentials handed to a package'],
  'action.own.saidTask': ['现场教学已做完', 'Task on site said to be done'],
  'action.education.addTopic': ['新增学习主题', 'Topic of study added'],
  'action.education.editTopic': ['修改学习主题', 'Topic of study changed'],
  'action.education.retireTopic': ['停用或恢复学习主题', 'Topic of study retired or taken up again'],
};
