import type { TodoSource } from '#platform/feature.ts';
import { chinaToday } from '#platform/county/county.ts';
import { linkOf } from '../commands.ts';
import { talkPage } from '../queries.ts';

/** Threads in which somebody waits for the unit and those below it that the reader answers for. */
const waitingTalks: TodoSource = {
  kind: 'talks.waiting',
  permission: 'talks.answer',
  link: '/talks',
  async list(db, scope, county, { limit }) {
    const { items, waiting } = await talkPage(db, scope, county, { show: 'waiting', limit });
    return {
      count: waiting,
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
