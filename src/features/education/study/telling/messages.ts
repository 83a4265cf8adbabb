import { catalogue } from '#shared/text.ts';

/** Of a class nothing but its name and days, as announced; of nobody anything. */
export const studyNotices = catalogue({
  'study.announced': [
    '新开培训班“{title}”，{day} 开班，{until} 前可以报名',
    'A new class, “{title}”, from {day}: apply by {until}',
  ],
  'study.planned': [
    '{unit}下发了“{title}”，学过的主题自动打钩',
    '{unit} issued “{title}”: what is studied is ticked by itself',
  ],
  'study.enrolled': ['您已录取参加“{title}”，{day} 开班', 'You have a place in “{title}”, from {day}'],
  'study.moved': ['“{title}”改了上课安排，{day} 开班', 'The days of “{title}” have changed: from {day}'],
  'study.cancelled': ['“{title}”取消了', '“{title}” was called off'],
  'study.certificate': [
    '“{title}”的证书发下来了，可以查看和下载',
    'Your certificate of “{title}” is there to see and print',
  ],
  'study.revoked': ['“{title}”的证书被撤销，请看理由', 'Your certificate of “{title}” was withdrawn: see why'],
});
export type StudyNotice = keyof typeof studyNotices;
