import type { StartedSource, TodoSource } from '#platform/feature.ts';
import { route, type Route } from '#platform/http/route.ts';
import { markAllRead, markRead } from './commands.ts';
import { noticeList, readAllNotices, readNotice, todoList, unreadNotices } from './contract.ts';
import { endHandover, finishTodo, handOver } from './handover/commands.ts';
import * as handovers from './handover/contract.ts';
import { sourceFor, takersOf } from './handover/queries.ts';
import { noticeLoad } from './load/contract.ts';
import { loadOf } from './load/queries.ts';
import { noticeOf, noticePage, unreadOf } from './queries.ts';
import { changeAddress, changeSetting } from './settings/commands.ts';
import { noticeSettings, setNotice, setNoticeAddress } from './settings/contract.ts';
import { settingsOf } from './settings/queries.ts';
import { startedList } from './started/contract.ts';
import { startedBy } from './started/queries.ts';
import { todosOf } from './todos/queries.ts';

export const inboxRoutes = (sources: readonly TodoSource[], started: readonly StartedSource[]): readonly Route[] => [
  route.query(startedList, (db, scope, _input, { county }) => startedBy(db, scope, county, started)),
  route.query(todoList, (db, scope, { query }, { county }) => todosOf(db, scope, county, sources, query.kind)),
  route.query(handovers.takerList, async (db, scope, { query }, { county }) => {
    const source = sourceFor(scope, sources, query.kind);
    const takers = await takersOf(db, scope, county, { source, item: query.item });
    return { items: takers.map(({ grantId, name, role }) => ({ grantId, name, role })) };
  }),
  route.command(handovers.handOver, async (tx, scope, { body }, { county }) => ({
    id: await handOver(tx, scope, county, sources, body),
  })),
  route.command(handovers.endHandover, async (tx, scope, { params }) => {
    await endHandover(tx, scope, params.id);
    return { ended: true };
  }),
  route.command(handovers.finishTodo, async (tx, scope, { body }, { county }) => {
    await finishTodo(tx, scope, county, sources, body);
    return { done: true };
  }),
  route.query(noticeLoad, (db, scope, { query }, { county }) => loadOf(db, scope, county, query.organisationId)),
  route.query(noticeList, (db, scope, { query }) => noticePage(db, scope, query)),
  route.query(unreadNotices, async (db, scope) => ({ unread: await unreadOf(db, scope) })),
  route.command(readAllNotices, async (tx, scope, _input, { county }) => ({
    read: await markAllRead(tx, scope, county.now()),
  })),
  route.command(readNotice, async (tx, scope, { params }, { county }) => {
    await markRead(tx, scope, params.id, county.now());
    return noticeOf(tx, scope, params.id);
  }),
  route.query(noticeSettings, (db, scope, _input, { county }) => settingsOf(db, scope, county)),
  route.command(setNotice, async (tx, scope, { body }, { county }) => {
    await changeSetting(tx, scope, body);
    return settingsOf(tx, scope, county);
  }),
  route.command(setNoticeAddress, async (tx, scope, { params, body }, { county }) => {
    await changeAddress(tx, scope, county, params.channel, body.address);
    return settingsOf(tx, scope, county);
  }),
];
