import type { Words } from '#ui/words.tsx';

export const publishingWords: Words = {
  'action.publishing.create': ['新建稿件', 'Article begun'],
  'action.publishing.save': ['保存稿件', 'Article saved'],
  'action.publishing.submit': ['稿件送审', 'Article submitted'],
  'action.publishing.review': ['保密审查稿件', 'Article reviewed'],
  'action.publishing.publish': ['签发稿件', 'Article published'],
  'action.publishing.schedule': ['调整稿件上线时间', 'Times of an article changed'],
  'action.publishing.withdraw': ['撤稿', 'Article withdrawn'],
  'action.publishing.addImage': ['上传配图', 'Picture added'],
  'action.publishing.addColumn': ['新增栏目', 'Column added'],
  'action.publishing.editColumn': ['修改栏目', 'Column changed'],
  'action.publishing.saveContact': ['维护对外联系方式', 'Public contact changed'],
  'action.publishing.saveFoot': ['修改门户页脚', 'Foot of the portal changed'],
};
