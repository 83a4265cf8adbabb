import { route, type Route } from '#platform/http/route.ts';
import { attachScan, openScan } from './commands.ts';
import * as contract from './contract.ts';

export const attachmentRoutes: readonly Route[] = [
  route.upload(contract.attachScan, { maxBytes: contract.scanBytes }, (tx, scope, { params }, file, { county }) =>
    attachScan(tx, scope, county, params, file),
  ),
  route.download(contract.scanFile, (_db, scope, { params, body }, { county }) =>
    openScan(scope, county, params, body.reason),
  ),
];
