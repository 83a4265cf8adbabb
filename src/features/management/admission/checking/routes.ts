import { route, type Route } from '#platform/http/route.ts';
import { caseFile } from '../queries.ts';
import { takeOver } from './commands.ts';
import { contradictionList, takeOverPapers } from './contract.ts';
import { contradictionPage } from './queries.ts';

export const checkingRoutes: readonly Route[] = [
  route.query(contradictionList, (db, scope, { query }, { county }) => contradictionPage(db, scope, county, query)),
  route.command(takeOverPapers, async (tx, scope, { body }, { county }) =>
    caseFile(tx, scope, county, await takeOver(tx, scope, county, body)),
  ),
];
