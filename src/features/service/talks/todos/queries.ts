import type { TodoSource } from '#platform/feature.ts';
import { chinaToday } from '#platform/county/county.ts';
import { linkOf } from '../commands.ts';
import { talkPage } from '../queries.ts';

/** Threads in which somebody waits for the reader's own unit; those above it see the list, and are not asked to answer. */
const waitingTalks: TodoSource = {
  kind: 'talks.waiting',
  permission: 'talks.answer',
  link: '/talks?show=own',
  async list(db, scope, county, { limit }) {
    const { items, own } = await talkPage(db, scope, county, { show: 'own', limit });
    return {
      count: own,
      items: items.map(({ id, kind, unitName, promisedAt }) => ({
        id,
        params: { unit: unitName },
        link: linkOf({ id, kind }),
        dueOn: promisedAt === null ? null : chinaToday(new Date(promisedAt)),
        ruleId: null,
        why: 'talks',
      })),
    };
  },
};

export const talkTodos: readonly TodoSource[] = [waitingTalks];
