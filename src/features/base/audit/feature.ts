import type { Feature } from '#platform/feature.ts';
import { anchorAudit, verifyAuditJob } from './jobs.ts';
import { auditRoutes } from './routes.ts';

export const auditLog: Feature = {
  name: 'audit',
  routes: auditRoutes,
  jobs: { 'audit.verify': verifyAuditJob },
  tasks: { 'audit.anchor': anchorAudit },
  crontab: ['20 18 * * * audit.anchor'],
};
