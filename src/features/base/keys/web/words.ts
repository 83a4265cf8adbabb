import type { Words } from '#ui/words.tsx';

export const keyWords: Words = {
  'job.keys.rotate': ['更换密钥', 'Rotating the keys'],
  'action.keys.rotate': ['更换密钥', 'Keys rotated'],
  'action.keys.renewed': ['重新加密完成', 'Everything encrypted anew'],
};
