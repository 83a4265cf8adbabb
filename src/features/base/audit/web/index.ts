import type { FeaturePages } from '#webkit/router.tsx';

export const auditPages: FeaturePages = {
  words: { 'job.audit.verify': ['校验审计链', 'Recomputing the audit chain'] },
};
