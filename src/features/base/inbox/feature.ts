import type { Feature } from '#platform/feature.ts';
import type { Text } from '#shared/text.ts';
import { deliveryTasks } from './delivery/jobs.ts';
import { settleHandovers } from './handover/jobs.ts';
import { handoverNotices } from './handover/messages.ts';
import { inboxRoutes } from './routes.ts';

/** The inbox of what the other features have to tell: their to-dos, and the texts of their notices. */
export const inboxOf = (features: readonly Feature[]): Feature => {
  const texts = Object.assign({}, handoverNotices, ...features.map((feature) => feature.notices ?? {})) as Readonly<
    Record<string, Text>
  >;
  const sources = features.flatMap((feature) => feature.todos ?? []);
  return {
    name: 'inbox',
    routes: inboxRoutes(
      sources,
      features.flatMap((feature) => feature.started ?? []),
    ),
    notices: handoverNotices,
    listeners: [
      { event: 'notice.wanted', task: 'inbox.tell' },
      { event: 'notice.filed', task: 'inbox.plan' },
    ],
    tasks: { ...deliveryTasks(texts), 'inbox.settleHandovers': settleHandovers(sources) },
    crontab: ['25 18 * * * inbox.sweep', '*/10 * * * * inbox.settleHandovers'],
  };
};
