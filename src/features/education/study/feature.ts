import type { Feature } from '#platform/feature.ts';
import { recountLearntTask } from './learnt/commands.ts';
import { studyPortal } from './portal/index.ts';
import { studyRoutes } from './routes.ts';
import { tellTask } from './telling/commands.ts';
import { tellOfStudy } from './telling/jobs.ts';
import { studyNotices } from './telling/messages.ts';
import { attendedEvent, recountAll, recountAttended } from './tallies/commands.ts';

export const study: Feature = {
  name: 'study',
  routes: studyRoutes,
  portal: studyPortal,
  notices: studyNotices,
  tasks: {
    'study.recount': recountAttended,
    'study.recountAll': recountAll,
    'study.learnt': recountLearntTask,
    [tellTask]: tellOfStudy,
  },
  listeners: [
    { event: 'meeting.attended', task: 'study.recount' },
    { event: attendedEvent, task: 'study.recount' },
    { event: 'courses.finished', task: 'study.recount' },
  ],
  // At night in China.
  crontab: ['10 19 * * * study.recountAll', '40 19 * * * study.learnt'],
};
