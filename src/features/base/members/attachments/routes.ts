import { route, type Route } from '#platform/http/route.ts';
import { attachScan } from './commands.ts';
import * as contract from './contract.ts';
import { openScan } from './queries.ts';

export const attachmentRoutes: readonly Route[] = [
  route.upload(contract.attachScan, { maxBytes: contract.scanBytes }, (tx, scope, { params }, file, { county }) =>
    attachScan(tx, scope, county, params, file),
  ),
  route.download(contract.scanFile, (db, scope, { params }, { county }) =>
    openScan(db, scope, county, { ...params, isOwn: false }),
  ),
];
