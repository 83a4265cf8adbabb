import { route, type Route } from '#platform/http/route.ts';
import { callerOf } from '../access.ts';
import * as opinion from './opinion/contract.ts';
import { followedOpinionFile, opinionFile } from './opinion/queries.ts';
import * as panel from './panel/contract.ts';
import { workView } from './panel/queries.ts';
import { mark } from './points/commands.ts';
import * as points from './points/contract.ts';
import { pointsView } from './points/queries.ts';
import { record } from './records/commands.ts';
import * as records from './records/contract.ts';
import { decide, giveBack } from './returns/commands.ts';
import * as returns from './returns/contract.ts';
import { returnPage } from './returns/queries.ts';
import { ask, reply, withdraw } from './tasks/commands.ts';
import * as tasks from './tasks/contract.ts';
import { supportUnitsFor, taskPage, taskView } from './tasks/queries.ts';
import { add, edit } from './templates/commands.ts';
import * as templates from './templates/contract.ts';
import { templatePage } from './templates/queries.ts';
import { relate, unrelate } from './ties/commands.ts';
import * as ties from './ties/contract.ts';

/** How a request is worked. */
export const workRoutes: readonly Route[] = [
  route.query(points.requestPoints, (db, scope, { params }, { county }) => pointsView(db, scope, county, params.id)),
  route.command(points.markPoints, (tx, scope, { params, body }, { county }) =>
    mark(tx, scope, county, params.id, body),
  ),
  route.query(panel.requestWork, (db, scope, { params }, { county }) => workView(db, scope, county, params.id)),
  route.command(records.addRecord, (tx, scope, { params, body }, { county }) =>
    record(tx, scope, county, params.id, body),
  ),
  route.query(tasks.supportUnits, (db, scope, { params }, { county }) => supportUnitsFor(db, scope, county, params.id)),
  route.command(tasks.askSupport, (tx, scope, { params, body }, { county }) => ask(tx, scope, county, params.id, body)),
  route.query(tasks.taskList, (db, scope, { query }, { county }) => taskPage(db, scope, county, query)),
  route.query(tasks.oneTask, (db, scope, { params }, { county }) => taskView(db, scope, county, params.id)),
  route.command(tasks.answerTask, (tx, scope, { params, body }, { county }) =>
    reply(tx, scope, county, params.id, body),
  ),
  route.command(tasks.withdrawTask, (tx, scope, { params, body }, { county }) =>
    withdraw(tx, scope, county, params.id, body.version),
  ),
  route.command(returns.returnRequest, (tx, scope, { params, body }, { county }) =>
    giveBack(tx, scope, county, params.id, body),
  ),
  route.command(returns.decideReturn, (tx, scope, { params, body }, { county }) =>
    decide(tx, scope, county, params.id, body),
  ),
  route.query(returns.returnList, (db, scope, _input, { county }) => returnPage(db, scope, county)),
  route.command(ties.relateRequests, (tx, scope, { params, body }, { county }) =>
    relate(tx, scope, county, params.id, body.otherId),
  ),
  route.command(ties.unrelateRequest, (tx, scope, { params }) => unrelate(tx, scope, params.id)),
  route.query(templates.templateList, (db, _scope, { query }) => templatePage(db, query.retired === 'true')),
  route.command(templates.addTemplate, (tx, scope, { body }, { county }) => add(tx, scope, county, body)),
  route.command(templates.editTemplate, (tx, scope, { params, body }, { county }) =>
    edit(tx, scope, county, params.id, body),
  ),
  route.download(opinion.opinionLetter, (db, scope, { params, query }, { county }) =>
    opinionFile(db, scope, county, { id: params.id, as: query.as, named: true }),
  ),
  route.download(opinion.followedOpinion, (_db, _scope, { params, query }, context) =>
    followedOpinionFile(context.county, callerOf(context), params.link, query.as),
  ),
];
