import type { Feature } from '#platform/feature.ts';
import { learningJob } from './learning/jobs.ts';
import { learningKind } from './learning/queries.ts';
import { renewClocks, watchClocks } from './clocks/jobs.ts';
import { clockNotices } from './clocks/telling/messages.ts';
import { clockTodos } from './clocks/todos/queries.ts';
import { requestPortal } from './portal/index.ts';
import { publicationTodos } from './published/todos/queries.ts';
import { requestRoutes } from './routes.ts';
import { requestNotices } from './telling/messages.ts';
import { requestTodos } from './todos/queries.ts';
import { workNotices } from './work/messages.ts';
import { returnTodos } from './work/returns/queries.ts';
import { askByMessage } from './satisfaction/jobs.ts';
import { taskTodos } from './work/tasks/queries.ts';

export const requests: Feature = {
  name: 'requests',
  routes: requestRoutes,
  portal: requestPortal,
  notices: { ...requestNotices, ...clockNotices, ...workNotices },
  todos: [...requestTodos, ...clockTodos, publicationTodos, taskTodos, returnTodos],
  jobs: { [learningKind]: learningJob },
  tasks: { 'requests.renewClocks': renewClocks, 'requests.clocks': watchClocks, 'requests.askByMessage': askByMessage },
  listeners: [{ event: 'calendar.changed', task: 'requests.renewClocks' }],
  // In the morning in China.
  crontab: ['55 0 * * * requests.clocks', '10 2 * * * requests.askByMessage'],
};
