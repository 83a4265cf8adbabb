import { route, type Route } from '#platform/http/route.ts';
import { commitRoster, confirmNames, giveUp, mapColumns, readOnceMore, undoRoster, uploadRoster } from './commands.ts';
import * as branchContract from './branches/contract.ts';
import * as contract from './contract.ts';
import { decide, mend } from './mending/commands.ts';
import {
  batchDetail,
  batchPage,
  branchQuestions,
  errorSheet,
  problemGroups,
  rowPage,
  templateSheet,
} from './queries.ts';

export const importRoutes: readonly Route[] = [
  route.download(contract.importTemplate, () => templateSheet()),
  route.upload(contract.uploadImport, { maxBytes: contract.rosterBytes }, (tx, scope, _input, file, { county }) =>
    uploadRoster(tx, scope, county, file),
  ),
  route.query(contract.importList, (db, scope, { query }) => batchPage(db, scope, query.cursor)),
  route.query(contract.importById, (db, scope, { params }) => batchDetail(db, scope, params.id)),
  route.query(contract.importRows, (db, scope, { params, query }, { county }) =>
    rowPage(db, scope, county, params.id, query),
  ),
  route.query(contract.importProblemGroups, (db, scope, { params }) => problemGroups(db, scope, params.id)),
  route.query(branchContract.importBranches, (db, scope, { params }) => branchQuestions(db, scope, params.id)),
  route.command(contract.mapImport, (tx, scope, { params, body }, { county }) =>
    mapColumns(tx, scope, county, params.id, body),
  ),
  route.command(branchContract.confirmBranches, (tx, scope, { params, body }, { county }) =>
    confirmNames(tx, scope, county, params.id, body),
  ),
  route.command(contract.readAgain, (tx, scope, { params, body }, { county }) =>
    readOnceMore(tx, scope, county, params.id, body.version),
  ),
  route.command(contract.mendRow, (tx, scope, { params, body }, { county }) => mend(tx, scope, county, params, body)),
  route.command(contract.decideRows, (tx, scope, { params, body }, { county }) =>
    decide(tx, scope, county, params.id, body.rows),
  ),
  route.command(contract.commitImport, (tx, scope, { params, body }, { county }) =>
    commitRoster(tx, scope, county, params.id, body),
  ),
  route.command(contract.undoImport, (tx, scope, { params, body }, { county }) =>
    undoRoster(tx, scope, county, params.id, body),
  ),
  route.command(contract.cancelImport, (tx, scope, { params, body }, { county }) =>
    giveUp(tx, scope, county, params.id, body.version),
  ),
  route.download(contract.importErrors, (db, scope, { params }, { county }) =>
    errorSheet(db, scope, county, params.id),
  ),
];
