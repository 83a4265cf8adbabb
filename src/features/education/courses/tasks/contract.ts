import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';

const id = z.uuid();
const version = z.number().int().min(1);

export const WaitingTask = z.object({
  id,
  version,
  personName: z.string(),
  courseTitle: z.string(),
  task: z.string(),
  place: z.string(),
  askedOn: z.string(),
});
export type WaitingTask = z.infer<typeof WaitingTask>;

export const waitingTasks = query({
  name: 'courses.waiting',
  path: '/courses/tasks',
  access: 'courses.confirm',
  summary: '待确认的现场教学 / tasks on site that members say they have done',
  reply: z.object({ items: z.array(WaitingTask) }),
});

export const confirmTask = command({
  name: 'courses.confirm',
  path: '/courses/tasks/:id',
  access: 'courses.confirm',
  summary: '确认或退回现场教学 / confirm a task on site, or return it',
  params: z.object({ id }),
  body: z.object({ version, decision: z.enum(['confirm', 'return']) }),
  reply: z.object({ id, version, state: z.enum(['done', 'returned']) }),
});
