import { route, type Route } from '#platform/http/route.ts';
import { confirmMatch, takeBankFile, undoMatch } from './bank/commands.ts';
import * as bank from './bank/contract.ts';
import { bankOf } from './bank/queries.ts';
import { fixBases, recordDues, recordVoluntary, voidOne } from './commands.ts';
import { agree, withdraw } from './consents/commands.ts';
import * as consents from './consents/contract.ts';
import { consentsOf } from './consents/queries.ts';
import * as contract from './contract.ts';
import { ownStatementFile, statementFile } from './documents/contract.ts';
import { ownStatementOf, publicationFile } from './documents/queries.ts';
import { move, reverse, spend } from './ledger/commands.ts';
import * as ledger from './ledger/contract.ts';
import { ledgerPage, statementFor } from './ledger/queries.ts';
import { ownDuesOf } from './own/queries.ts';
import { publish } from './publications/commands.ts';
import { publicationView } from './publications/queries.ts';
import { overviewOf, paymentOf, paymentPage, paymentsByIds, sheetOf } from './queries.ts';
import { requestRelief } from './reliefs/commands.ts';
import * as reliefs from './reliefs/contract.ts';
import { reliefOf, reliefsOf } from './reliefs/queries.ts';
import { end, name } from './treasurers/commands.ts';
import * as treasurers from './treasurers/contract.ts';
import { askTreasurer, treasurersOf } from './treasurers/queries.ts';

const paymentRoutes: readonly Route[] = [
  route.query(contract.duesSheet, async (db, scope, { query }, { county }) => {
    await askTreasurer(db, scope);
    return sheetOf(db, scope, county, query.year);
  }),
  route.command(contract.setBases, (tx, scope, { body }, { county }) => fixBases(tx, scope, county, body)),
  route.command(contract.payDues, async (tx, scope, { body }, { county }) =>
    paymentsByIds(tx, scope, await recordDues(tx, scope, county, body)),
  ),
  route.command(contract.payVoluntary, async (tx, scope, { body }, { county }) =>
    paymentOf(tx, scope, await recordVoluntary(tx, scope, county, body)),
  ),
  route.query(contract.paymentList, async (db, scope, { query }) => {
    await askTreasurer(db, scope);
    return paymentPage(db, scope, query);
  }),
  route.query(contract.paymentById, (db, scope, { params }) => paymentOf(db, scope, params.id)),
  route.command(contract.voidPayment, async (tx, scope, { params, body }, { county }) => {
    await voidOne(tx, scope, county, params.id, body);
    return paymentOf(tx, scope, params.id);
  }),
  route.query(contract.duesOverview, (db, _scope, { query }, { county }) => overviewOf(db, county, query)),
  route.query(contract.ownDues, (db, scope, _input, { county }) => ownDuesOf(db, scope, county)),
];

const ledgerRoutes: readonly Route[] = [
  route.query(ledger.ledgerList, async (db, scope, { query }) => {
    await askTreasurer(db, scope);
    return ledgerPage(db, scope, query);
  }),
  route.query(ledger.duesStatement, (db, scope, { query }, { county }) => statementFor(db, scope, county, query)),
  route.download(statementFile, (db, scope, { query }, { county }) => publicationFile(db, scope, county, query)),
  route.download(ownStatementFile, (db, scope, { query }, { county }) => ownStatementOf(db, scope, county, query)),
  route.command(ledger.publishStatement, async (tx, scope, { body }, { county }) =>
    publicationView(await publish(tx, scope, county, body)),
  ),
  route.command(ledger.recordUse, (tx, scope, { body }, { county }) => spend(tx, scope, county, body)),
  route.command(ledger.bookMovement, (tx, scope, { body }, { county }) => move(tx, scope, county, body)),
  route.command(ledger.reverseEntry, (tx, scope, { params, body }, { county }) =>
    reverse(tx, scope, county, params.id, body),
  ),
];

const reliefRoutes: readonly Route[] = [
  route.query(reliefs.reliefList, async (db, scope) => {
    await askTreasurer(db, scope);
    return reliefsOf(db, scope);
  }),
  route.command(reliefs.askRelief, async (tx, scope, { body }, { county }) =>
    reliefOf(tx, scope, await requestRelief(tx, scope, county, body)),
  ),
];

const consentRoutes: readonly Route[] = [
  route.query(consents.consentList, async (db, scope, _input, { county }) => {
    await askTreasurer(db, scope);
    return consentsOf(db, scope, county);
  }),
  route.command(consents.agreeToQuarters, async (tx, scope, { body }, { county }) => {
    await agree(tx, scope, body);
    return consentsOf(tx, scope, county);
  }),
  route.command(consents.withdrawConsent, async (tx, scope, { params, body }, { county }) => {
    await withdraw(tx, scope, county, params.id, body);
    return consentsOf(tx, scope, county);
  }),
];

const bankRoutes: readonly Route[] = [
  route.query(bank.bankLines, async (db, scope, { query }) => {
    await askTreasurer(db, scope);
    return bankOf(db, scope, query.state);
  }),
  route.command(bank.readBank, (tx, scope, { body }) => takeBankFile(tx, scope, body.text)),
  route.command(bank.matchBank, (tx, scope, { params, body }, { county }) =>
    confirmMatch(tx, scope, county, params.id, body.entryId),
  ),
  route.command(bank.unmatchBank, (tx, scope, { params }) => undoMatch(tx, scope, params.id)),
];

const treasurerRoutes: readonly Route[] = [
  route.query(treasurers.treasurerList, (db, scope, _input, { county }) => treasurersOf(db, scope, county)),
  route.command(treasurers.nameTreasurer, async (tx, scope, { body }, { county }) => {
    await name(tx, scope, county, body);
    return treasurersOf(tx, scope, county);
  }),
  route.command(treasurers.endTreasurer, async (tx, scope, { params, body }, { county }) => {
    await end(tx, scope, county, params.id, body.reason);
    return treasurersOf(tx, scope, county);
  }),
];

export const duesRoutes: readonly Route[] = [
  ...treasurerRoutes,
  ...paymentRoutes,
  ...ledgerRoutes,
  ...reliefRoutes,
  ...consentRoutes,
  ...bankRoutes,
];
