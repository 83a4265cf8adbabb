import { Readable } from 'node:stream';
import { putAside, takeBackToken } from '#features/base/accounts/index.ts';
import { route, type Route } from '#platform/http/route.ts';
import { administratorPage } from './administrators/queries.ts';
import type { Scenes } from './access.ts';
import { begin, enter, finish, giveUp, leave } from './commands.ts';
import * as contract from './contract.ts';
import { drillLines, materialOf, runOf, taskOf } from './queries.ts';
import { begins } from './rules.ts';

/** Two counties take part: what is written in each has a transaction of its own, so the routes are plain. */
export const practiceRoutes = (scenes: Scenes): readonly Route[] => [
  route.query(contract.drillList, (db, scope, _input, { county }) => drillLines(db, scope, county)),
  route.query(contract.administratorList, (db, scope, { query }, { county }) =>
    administratorPage(db, scope, county, query),
  ),
  route.query(contract.runById, (db, scope, { params }) => runOf(db, scope, params.id)),
  route.plain(contract.beginDrill, (scope, { body }, { county }) => begin(county, scope, scenes, body.drill)),
  route.plain(contract.enterPractice, async (scope, { params }, { county, request, reply }) => {
    const { token, drill } = await enter(county, scope, params.id);
    putAside(request, reply, token);
    return { begins: begins[drill] };
  }),
  route.plain(contract.finishDrill, (scope, { params }, { county }) => finish(county, scope, scenes, params.id)),
  route.plain(contract.giveUpDrill, (scope, { params }, { county }) => giveUp(county, scope, params.id)),
  route.query(contract.practiceTask, (db, scope, _input, { county }) => taskOf(db, scope, county, scenes)),
  route.download(contract.practiceMaterial, async (db, scope, _input, { county }) => {
    const { name, mediaType, body } = await materialOf(db, scope, county, scenes);
    return { name, mediaType, body: Readable.from([body]) };
  }),
  route.plain(contract.leavePractice, async (scope, _input, { county, request, reply }) => {
    const left = await leave(county, scope);
    takeBackToken(request, reply);
    return { left };
  }),
];
