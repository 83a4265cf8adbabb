import type { Feature } from '#platform/feature.ts';
import type { Text } from '#shared/text.ts';
import { deliveryTasks } from './delivery/jobs.ts';
import { inboxRoutes } from './routes.ts';

/** The inbox of what the other features have to tell: their to-dos, and the texts of their notices. */
export const inboxOf = (features: readonly Feature[]): Feature => {
  const texts = Object.assign({}, ...features.map((feature) => feature.notices ?? {})) as Readonly<
    Record<string, Text>
  >;
  return {
    name: 'inbox',
    routes: inboxRoutes(features.flatMap((feature) => feature.todos ?? [])),
    listeners: [
      { event: 'notice.wanted', task: 'inbox.tell' },
      { event: 'notice.filed', task: 'inbox.plan' },
    ],
    tasks: deliveryTasks(texts),
    crontab: ['25 18 * * * inbox.sweep'],
  };
};
