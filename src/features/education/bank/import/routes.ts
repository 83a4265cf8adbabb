import { route, type Route } from '#platform/http/route.ts';
import { templateSheet } from '../taking/queries.ts';
import { giveUp, mapSheet, uploadFile } from './commands.ts';
import { commit, undo } from './commit/commands.ts';
import * as contract from './contract.ts';
import { assign, decide, mend } from './mending/commands.ts';
import { importPage, importView, rowPage } from './queries.ts';

export const importRoutes: readonly Route[] = [
  route.download(contract.bankTemplate, (db) => templateSheet(db)),
  route.upload(contract.uploadBank, { maxBytes: contract.bankFileBytes }, (tx, scope, _input, file, { county }) =>
    uploadFile(tx, scope, county, file),
  ),
  route.query(contract.bankImports, (db, scope, { query }) => importPage(db, scope, query.cursor)),
  route.query(contract.bankImport, (db, scope, { params }) => importView(db, scope, params.id)),
  route.query(contract.bankImportRows, (db, scope, { params, query }) => rowPage(db, scope, params.id, query)),
  route.command(contract.mendBankRow, (tx, scope, { params, body }) => mend(tx, scope, params, body)),
  route.command(contract.decideBankRows, async (tx, scope, { params, body }) => {
    await decide(tx, scope, params.id, body);
    return importView(tx, scope, params.id);
  }),
  route.command(contract.mapColumns, async (tx, scope, { params, body }, { county }) => {
    await mapSheet(tx, scope, county, params.id, body);
    return importView(tx, scope, params.id);
  }),
  route.command(contract.assignCategory, async (tx, scope, { params, body }) => {
    await assign(tx, scope, params.id, body);
    return importView(tx, scope, params.id);
  }),
  route.command(contract.commitBank, async (tx, scope, { params, body }, { county }) => {
    await commit(tx, scope, county, params.id, body);
    return importView(tx, scope, params.id);
  }),
  route.command(contract.undoBank, async (tx, scope, { params, body }, { county }) => {
    await undo(tx, scope, county, params.id, body.version);
    return importView(tx, scope, params.id);
  }),
  route.command(contract.cancelBank, async (tx, scope, { params, body }, { county }) => {
    await giveUp(tx, scope, county, params.id, body.version);
    return importView(tx, scope, params.id);
  }),
];
