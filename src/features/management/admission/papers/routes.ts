import { route, type Route } from '#platform/http/route.ts';
import { scanBytes } from '#features/base/members/attachments/contract.ts';
import * as commands from './commands.ts';
import * as contract from './contract.ts';
import * as queries from './queries.ts';
import * as forms from './templates/commands.ts';
import * as templates from './templates/contract.ts';
import { templateDownload, templatesOf } from './templates/queries.ts';

export const paperRoutes: readonly Route[] = [
  route.query(templates.templateList, (db, scope) => templatesOf(db, scope)),
  route.download(templates.templateFile, (db, scope, { params, query }, { county }) =>
    templateDownload(db, scope, county, { paper: params.paper, version: query.version }),
  ),
  route.upload(
    templates.uploadTemplate,
    { maxBytes: templates.templateBytes },
    (tx, scope, { params }, file, { county }) => forms.uploadTemplate(tx, scope, county, params.paper, file),
  ),
  route.command(templates.resetTemplate, (tx, scope, { params }) => forms.resetTemplate(tx, scope, params.paper)),
  route.command(templates.restoreTemplate, (tx, scope, { params, body }) =>
    forms.restoreTemplate(tx, scope, params.paper, body.version),
  ),
  route.query(contract.casePapers, (db, scope, { params }) => queries.casePapersOf(db, scope, params.id)),
  route.download(contract.filledPaper, (db, scope, { params }, { county }) =>
    queries.filledFile(db, scope, county, params),
  ),
  route.download(contract.caseArchive, (db, scope, { params }, { county }) =>
    queries.archiveOf(db, scope, county, params.id),
  ),
  route.command(contract.keepPaper, (tx, scope, { params, body }, { county }) =>
    commands.keepPaper(tx, scope, county, params.id, body),
  ),
  route.command(contract.placePaper, (tx, scope, { params, body }) => commands.placePaper(tx, scope, params, body)),
  route.command(contract.voidPaper, (tx, scope, { params, body }) =>
    commands.voidPaper(tx, scope, params, body.reason),
  ),
  route.upload(contract.scanPaper, { maxBytes: scanBytes }, (tx, scope, { params }, file, { county }) =>
    commands.scanPaper(tx, scope, county, params, file),
  ),
  route.download(contract.paperScan, (db, scope, { params }, { county }) => queries.scanOf(db, scope, county, params)),
];
