import type { FeaturePages } from '#webkit/router.tsx';

export const keyPages: FeaturePages = {
  words: {
    'job.keys.rotate': ['更换密钥', 'Rotating the keys'],
    'action.keys.rotate': ['更换密钥', 'Keys rotated'],
    'action.keys.renewed': ['重新加密完成', 'Everything encrypted anew'],
  },
};
