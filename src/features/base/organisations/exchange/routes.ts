import { route, type Route } from '#platform/http/route.ts';
import { commitImport, previewImport } from './commands.ts';
import * as declared from './contract.ts';
import { exportSheet, templateSheet } from './queries.ts';

/** A sheet of ten thousand organisations is about a megabyte. */
const maxBytes = 8_000_000;

export const exchangeRoutes: readonly Route[] = [
  route.download(declared.organisationTemplate, async () => templateSheet()),
  route.download(declared.exportOrganisations, (db, scope, { query }, { county }) =>
    exportSheet(db, scope, { ...query, today: county.today() }),
  ),
  route.upload(declared.previewImport, { maxBytes }, (tx, scope, _input, file, { county }) =>
    previewImport(tx, { scope, county }, file),
  ),
  route.command(declared.commitImport, (tx, scope, { params, body }, { county }) =>
    commitImport(tx, { scope, county }, params.id, body),
  ),
];
