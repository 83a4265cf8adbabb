import { catalogue } from './text.ts';

/** What is refused in a text that the editor wrote. */
export const bodyProblems = catalogue({
  body_shape: ['正文格式不对，请重新编辑', 'The text is not in the shape of a document'],
  body_node: ['正文里有不支持的内容', 'The text holds something that is not supported'],
  body_link: [
    '链接只能是 https 网址、电话或本站页面',
    'A link leads to an https address, a telephone or a page of this site',
  ],
  body_image: ['配图不属于这里，请重新上传', 'A picture does not belong here: add it anew'],
  body_alt: ['每张配图都要写文字说明，供看不见的人听', 'Each picture needs words for those who cannot see it'],
  body_too_long: ['正文太长、配图太多或列表层次太深', 'Too long, too many pictures, or lists too deep'],
});
