import type { Words } from '#ui/words.tsx';

export const ownWords: Words = {
  'notice.corrections.accepted': [
    '您的更正申请已同意，档案已更改',
    'Your correction was accepted; the file is changed',
  ],
  'notice.name.corrections.accepted': ['更正申请已同意', 'Correction accepted'],
  'notice.corrections.refused': ['您的更正申请已退回，请查看理由', 'Your correction was refused; see why'],
  'notice.name.corrections.refused': ['更正申请已退回', 'Correction refused'],
};
