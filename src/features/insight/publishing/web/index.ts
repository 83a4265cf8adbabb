import type { FeaturePages } from '#webkit/router.tsx';

export const publishingPages: FeaturePages = {
  live: () => import('./live.ts'),
  words: {
    'action.publishing.create': ['新建稿件', 'Article begun'],
    'action.publishing.save': ['保存稿件', 'Article changed'],
    'action.publishing.submit': ['稿件送审', 'Article submitted'],
    'action.publishing.approve': ['稿件审查通过', 'Article approved'],
    'action.publishing.return': ['稿件退回', 'Article returned'],
    'action.publishing.review': ['审查稿件', 'Article reviewed'],
    'action.publishing.publish': ['签发稿件', 'Article published'],
    'action.publishing.schedule': ['调整稿件上线时间', 'Article scheduled'],
    'action.publishing.withdraw': ['撤回稿件', 'Article withdrawn'],
    'action.publishing.addImage': ['上传稿件配图', 'Picture added to an article'],
    'action.publishing.addColumn': ['新增门户栏目', 'Column added'],
    'action.publishing.editColumn': ['修改门户栏目', 'Column changed'],
    'action.publishing.saveContact': ['修改对外联系方式', 'Public contact changed'],
    'action.publishing.saveFoot': ['修改门户页脚', 'Foot of the portal changed'],
  },
};
