import type { Feature } from '#platform/feature.ts';
import { admissionNotices } from './messages.ts';
import { paperRoutes } from './papers/routes.ts';
import { quotaRoutes } from './quotas/routes.ts';
import { admissionRoutes } from './routes.ts';
import { renewCases } from './standing/jobs.ts';
import { remindOfTerms } from './telling/jobs.ts';
import { admissionTodos } from './todos/queries.ts';

export const admission: Feature = {
  name: 'admission',
  routes: [...admissionRoutes, ...paperRoutes, ...quotaRoutes],
  todos: admissionTodos,
  notices: admissionNotices,
  tasks: { 'admission.renew': renewCases, 'admission.remind': remindOfTerms },
  listeners: [{ event: 'calendar.changed', task: 'admission.renew' }],
  // Hourly: it finds work once a day, and after an upgrade. In the morning in China something is told.
  crontab: ['7 * * * * admission.renew', '45 0 * * * admission.remind'],
};
