import { route, type Route } from '#platform/http/route.ts';
import { registerLetter } from './arrivals/commands.ts';
import * as contract from './contract.ts';
import { createDraft } from './drafts/commands.ts';
import { addSigner, openLetter, printedLetter, removeSigner } from './letters/commands.ts';
import { letterPurpose, signersOf } from './letters/queries.ts';
import { paidMonth } from './paid/queries.ts';
import { ownTransfersOf, transferFile, transferPage } from './queries.ts';
import { abolishGone } from './units/closing/commands.ts';
import { unitEndingOf } from './units/closing/queries.ts';
import { addToUnit, beginUnit, openUnitLetter, printedUnit, registerUnitLetter, walkWhole } from './units/commands.ts';
import * as units from './units/contract.ts';
import { unitFile, unitPage, unitPreviewOf } from './units/queries.ts';
import { walk } from './walking/commands.ts';

export const transferRoutes: readonly Route[] = [
  route.query(contract.transferList, (db, scope, { query }, { county }) => transferPage(db, scope, county, query)),
  route.query(contract.signerList, async (db, _scope, _input, { county }) => ({
    own: county.crypto.signer(letterPurpose).publicKey,
    items: await signersOf(db),
  })),
  route.query(contract.paidMonth, (db, scope, { query }, { county }) => paidMonth(db, scope, county, query.personId)),
  // Before the transfer whose id stands in the same place of the path.
  route.query(units.unitList, (db, scope, { query }) => unitPage(db, scope, query)),
  route.query(units.unitPreview, (db, scope, { query }, { county }) =>
    unitPreviewOf(db, scope, county, query.organisationId),
  ),
  route.query(units.unitById, (db, scope, { params }, { county }) => unitFile(db, scope, county, params.id)),
  route.command(units.createUnit, async (tx, scope, { body }, { county }) =>
    unitFile(tx, scope, county, await beginUnit(tx, scope, county, body)),
  ),
  route.command(units.registerUnit, async (tx, scope, { body }, { county }) =>
    unitFile(tx, scope, county, await registerUnitLetter(tx, scope, county, body)),
  ),
  route.command(units.walkUnit, async (tx, scope, { params, body }, { county }) => {
    await walkWhole(tx, scope, county, params.id, body);
    return unitFile(tx, scope, county, params.id);
  }),
  route.command(units.joinUnit, async (tx, scope, { params, body }, { county }) => {
    await addToUnit(tx, scope, county, params.id, body);
    return unitFile(tx, scope, county, params.id);
  }),
  route.query(units.unitEnding, (db, scope, { params, query }, { county }) =>
    unitEndingOf(db, scope, county, { ...params, ...query }),
  ),
  route.command(units.abolishUnit, async (tx, scope, { params, body }, { county }) => {
    await abolishGone(tx, scope, county, params.id, body);
    return unitFile(tx, scope, county, params.id);
  }),
  route.plain(units.printUnit, (scope, { params }, { county }) =>
    county.write(scope, (tx) => printedUnit(tx, scope, county, params.id)),
  ),
  route.plain(units.openUnitFile, (scope, { body }, { county }) =>
    county.write(scope, (tx) => openUnitLetter(tx, scope, county, body.file)),
  ),
  route.query(contract.transferById, (db, scope, { params }, { county }) => transferFile(db, scope, county, params.id)),
  route.query(contract.ownTransfers, (db, scope, _input, { county }) => ownTransfersOf(db, scope, county)),
  route.command(contract.createTransfer, async (tx, scope, { body }, { county }) =>
    transferFile(tx, scope, county, await createDraft(tx, scope, county, body)),
  ),
  route.command(contract.registerArrival, async (tx, scope, { body }, { county }) =>
    transferFile(tx, scope, county, await registerLetter(tx, scope, county, body)),
  ),
  route.command(contract.walkTransfer, async (tx, scope, { params, body }, { county }) => {
    await walk(tx, scope, county, params.id, body);
    return transferFile(tx, scope, county, params.id);
  }),
  // Full values are not kept for a retry: they are shown, counted and logged anew.
  route.plain(contract.printLetter, (scope, { params }, { county }) =>
    county.write(scope, (tx) => printedLetter(tx, scope, county, params.id)),
  ),
  route.plain(contract.openLetterFile, (scope, { body }, { county }) =>
    county.write(scope, (tx) => openLetter(tx, scope, county, body.file)),
  ),
  route.command(contract.trustSigner, (tx, scope, { body }) => addSigner(tx, scope, body)),
  route.command(contract.dropSigner, (tx, scope, { body }) => removeSigner(tx, scope, body)),
];
