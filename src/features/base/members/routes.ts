import { route, type Route } from '#platform/http/route.ts';
import { membersAlike } from './alike/contract.ts';
import { alikeOf } from './alike/queries.ts';
import * as contract from './contract.ts';
import { endMembership, moveMember, undoLeave } from './affiliations/commands.ts';
import { enterMember } from './enlisting/commands.ts';
import { editMember } from './file/commands.ts';
import { fileView, readFile } from './file/queries.ts';
import { historyOf } from './history/queries.ts';
import { memberPage, tallyOf } from './list/queries.ts';
import { memberReadings } from './readings/contract.ts';
import { readingsOf } from './readings/queries.ts';
import { addRecord, editRecord, voidRecord } from './records/commands.ts';
import * as records from './records/contract.ts';
import { returnMember } from './returns/commands.ts';
import { returnMember as returnMemberContract } from './returns/contract.ts';
import { fieldsSeen } from './seen/contract.ts';
import { seenBy } from './seen/queries.ts';
import { memberTotal } from './totals/contract.ts';
import { totalOf } from './totals/queries.ts';

const at = (
  { id, table, recordId }: { id: string; table: records.RecordTable; recordId: string },
  { version }: { version: number },
) => ({ personId: id, table, recordId, version });

export const memberRoutes: readonly Route[] = [
  route.query(contract.memberList, (db, scope, { query }, { county }) => memberPage(db, scope, county, query)),
  route.query(contract.memberCounts, (db, scope, { query }, { county }) =>
    tallyOf(db, scope, county, query.organisationId),
  ),
  route.query(memberTotal, (db, scope, { query }, { county }) => totalOf(db, scope, county, query)),
  route.query(membersAlike, (db, scope, { query }, { county }) => alikeOf(db, scope, county, query)),
  route.query(fieldsSeen, async (_db, scope) => seenBy(scope)),
  route.query(memberReadings, (db, _scope, { params, query }) => readingsOf(db, { id: params.id, ...query })),
  route.query(contract.memberFile, (db, scope, { params }, { county }) => readFile(db, scope, county, params.id)),
  route.query(contract.memberHistory, (db, scope, { params, query }, { county }) =>
    historyOf(db, scope, county, { id: params.id, cursor: query.cursor, isOwn: false }),
  ),
  route.command(contract.createMember, async (tx, scope, { body }, { county }) => ({
    id: await enterMember(tx, scope, county, body),
    version: 1,
  })),
  route.command(contract.editMember, async (tx, scope, { params, body }, { county }) => {
    await editMember(tx, scope, county, params.id, body);
    return fileView(tx, scope, county, params.id);
  }),
  route.command(contract.moveMember, async (tx, scope, { params, body }, { county }) => {
    await moveMember(tx, scope, county, params.id, body);
    return fileView(tx, scope, county, params.id);
  }),
  route.command(contract.endMembership, async (tx, scope, { params, body }, { county }) => {
    await endMembership(tx, scope, county, params.id, body);
    return fileView(tx, scope, county, params.id);
  }),
  route.command(contract.undoLeave, async (tx, scope, { params, body }, { county }) => {
    await undoLeave(tx, scope, county, params.id, body);
    return fileView(tx, scope, county, params.id);
  }),
  route.command(returnMemberContract, async (tx, scope, { params, body }, { county }) => {
    await returnMember(tx, scope, county, params.id, body);
    return fileView(tx, scope, county, params.id);
  }),
  route.command(records.addRecord, (tx, scope, { params, body }, { county }) =>
    addRecord(tx, scope, county, { personId: params.id, table: params.table }, body),
  ),
  route.command(records.editRecord, (tx, scope, { params, body }, { county }) =>
    editRecord(tx, scope, county, at(params, body), body),
  ),
  route.command(records.voidRecord, (tx, scope, { params, body }, { county }) =>
    voidRecord(tx, scope, county, at(params, body), body.reason),
  ),
];
