import type { Words } from '#ui/words.tsx';

export const auditWords: Words = { 'job.audit.verify': ['校验审计链', 'Recomputing the audit chain'] };
