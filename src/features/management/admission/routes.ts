import { route, type Route } from '#platform/http/route.ts';
import { close, move, open, reopen } from './cases/commands.ts';
import { checkingRoutes } from './checking/routes.ts';
import * as contract from './contract.ts';
import * as extras from './extras/commands.ts';
import { settingsOf } from './extras/queries.ts';
import { record, undo } from './facts/commands.ts';
import { caseFile, casePage, ownAdmissionOf } from './queries.ts';

export const admissionRoutes: readonly Route[] = [
  ...checkingRoutes,
  route.query(contract.caseList, (db, scope, { query }, { county }) => casePage(db, scope, county, query)),
  route.query(contract.extraSettings, async (db) => ({ items: await settingsOf(db) })),
  route.query(contract.caseById, (db, scope, { params }, { county }) => caseFile(db, scope, county, params.id)),
  route.query(contract.ownAdmission, (db, scope, _input, { county }) => ownAdmissionOf(db, scope, county)),
  route.command(contract.openCase, async (tx, scope, { body }, { county }) =>
    caseFile(tx, scope, county, await open(tx, scope, county, body)),
  ),
  route.command(contract.recordFact, async (tx, scope, { params, body }, { county }) => {
    await record(tx, scope, county, params.id, body);
    return caseFile(tx, scope, county, params.id);
  }),
  route.command(contract.undoFact, async (tx, scope, { params, body }, { county }) => {
    await undo(tx, scope, county, params, body);
    return caseFile(tx, scope, county, params.id);
  }),
  route.command(contract.closeCase, async (tx, scope, { params, body }, { county }) => {
    await close(tx, scope, county, params.id, body);
    return caseFile(tx, scope, county, params.id);
  }),
  route.command(contract.reopenCase, async (tx, scope, { params, body }, { county }) => {
    await reopen(tx, scope, county, params.id, body);
    return caseFile(tx, scope, county, params.id);
  }),
  route.command(contract.moveCase, async (tx, scope, { params, body }, { county }) => {
    await move(tx, scope, county, params.id, body);
    return caseFile(tx, scope, county, params.id);
  }),
  route.command(contract.setExtra, async (tx, scope, { body }) => {
    await extras.set(tx, scope, body);
    return { items: await settingsOf(tx) };
  }),
  route.command(contract.recordExtra, async (tx, scope, { params, body }, { county }) => {
    await extras.record(tx, scope, county, params.id, body);
    return caseFile(tx, scope, county, params.id);
  }),
  route.command(contract.undoExtra, async (tx, scope, { params, body }, { county }) => {
    await extras.undo(tx, scope, county, params, body);
    return caseFile(tx, scope, county, params.id);
  }),
];
