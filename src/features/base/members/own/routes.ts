import { route, type Route } from '#platform/http/route.ts';
import { ownScan } from '../attachments/queries.ts';
import { askCorrection, withdrawCorrection } from '../corrections/commands.ts';
import * as corrections from '../corrections/contract.ts';
import { ownCorrectionsOf } from '../corrections/queries.ts';
import { readFile } from '../file/queries.ts';
import { historyOf } from '../history/queries.ts';
import * as own from './contract.ts';
import { ownBranchOf, ownId, ownReadingsOf, ownValuesOf } from './queries.ts';

/** What a person may do with the own file. */
export const ownRoutes: readonly Route[] = [
  route.query(own.ownFile, (db, scope, _input, { county }) => readFile(db, scope, county, ownId(scope))),
  route.query(own.ownValues, (db, scope, _input, { county }) => ownValuesOf(db, scope, county)),
  route.query(own.ownReadings, (db, scope, { query }) => ownReadingsOf(db, scope, query.cursor)),
  route.query(own.ownHistory, (db, scope, { query }, { county }) =>
    historyOf(db, scope, county, { id: ownId(scope), cursor: query.cursor, isOwn: true }),
  ),
  route.query(own.ownBranch, (db, scope, _input, { county }) => ownBranchOf(db, scope, county)),
  route.download(own.ownAttachment, (db, scope, { params }, { county }) =>
    ownScan(db, scope, county, { id: ownId(scope), recordId: params.recordId }),
  ),
  route.query(corrections.ownCorrections, (db, scope, _input, { county }) => ownCorrectionsOf(db, scope, county)),
  route.command(corrections.askCorrection, (tx, scope, { body }, { county }) => askCorrection(tx, scope, county, body)),
  route.command(corrections.withdrawCorrection, (tx, scope, { params, body }, { county }) =>
    withdrawCorrection(tx, scope, county, params.id, body.version),
  ),
];
