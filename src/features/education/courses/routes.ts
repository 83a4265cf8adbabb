import { route, type Route } from '#platform/http/route.ts';
import { add, edit, retire } from './topics/commands.ts';
import * as topics from './topics/contract.ts';
import { topicRows } from './topics/queries.ts';

export const courseRoutes: readonly Route[] = [
  route.query(topics.topicList, async (db) => ({ items: await topicRows(db) })),
  route.command(topics.addTopic, (tx, scope, { body }) => add(tx, scope, body)),
  route.command(topics.editTopic, (tx, scope, { params, body }) => edit(tx, scope, params.code, body)),
  route.command(topics.retireTopic, (tx, scope, { params, body }, { county }) =>
    retire(tx, scope, county, params.code, body),
  ),
];
