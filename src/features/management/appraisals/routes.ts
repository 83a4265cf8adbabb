import { route, type Route } from '#platform/http/route.ts';
import { cancelAppraisal, createAppraisal, editAppraisal, enterSelf, excuseMember, takeRoll } from './commands.ts';
import * as contract from './contract.ts';
import { confirmTally, enterTally, gradeAppraisal } from './count/commands.ts';
import { formFile, reportFile } from './documents/queries.ts';
import { answerObjection, closeAppraisal, recordFollowUp, recordTalk, tellAppraisal } from './follow/commands.ts';
import { appraisalAttention, appraisalOverview } from './overview/contract.ts';
import { attentionOf, overviewOf } from './overview/queries.ts';
import { respondToGrade, writeSelf } from './own/commands.ts';
import * as own from './own/contract.ts';
import { ownAppraisalsOf } from './own/queries.ts';
import { appraisalPage, appraisalView } from './queries.ts';

export const appraisalRoutes: readonly Route[] = [
  route.query(appraisalOverview, (db, scope, { query }) => overviewOf(db, scope, query.year)),
  route.query(appraisalAttention, (db, scope, { query }) => attentionOf(db, scope, query.year)),
  route.query(contract.appraisalList, (db, scope, { query }) => appraisalPage(db, scope, query)),
  route.query(contract.appraisalById, (db, scope, { params }) => appraisalView(db, scope, params.id)),
  route.command(contract.createAppraisal, (tx, scope, { body }, { county }) =>
    createAppraisal(tx, scope, county, body),
  ),
  route.command(contract.editAppraisal, (tx, scope, { params, body }, { county }) =>
    editAppraisal(tx, scope, county, params.id, body),
  ),
  route.command(contract.takeRoll, (tx, scope, { params, body }, { county }) =>
    takeRoll(tx, scope, county, { ...params, ...body }),
  ),
  route.command(contract.excuseMember, (tx, scope, { params, body }) => excuseMember(tx, scope, params, body)),
  route.command(contract.enterSelf, (tx, scope, { params, body }, { county }) =>
    enterSelf(tx, scope, county, params, body),
  ),
  route.command(contract.enterTally, (tx, scope, { params, body }, { county }) =>
    enterTally(tx, scope, county, params.id, body),
  ),
  route.command(contract.confirmTally, (tx, scope, { params, body }, { county }) =>
    confirmTally(tx, scope, county, params.id, body),
  ),
  route.command(contract.gradeAppraisal, (tx, scope, { params, body }, { county }) =>
    gradeAppraisal(tx, scope, county, params.id, body),
  ),
  route.command(contract.tellAppraisal, (tx, scope, { params, body }, { county }) =>
    tellAppraisal(tx, scope, county, params.id, body.version),
  ),
  route.command(contract.answerObjection, (tx, scope, { params, body }, { county }) =>
    answerObjection(tx, scope, county, params, body),
  ),
  route.command(contract.recordTalk, (tx, scope, { params, body }, { county }) =>
    recordTalk(tx, scope, county, params, body),
  ),
  route.command(contract.recordFollowUp, (tx, scope, { params, body }, { county }) =>
    recordFollowUp(tx, scope, county, params, body),
  ),
  route.command(contract.closeAppraisal, (tx, scope, { params, body }, { county }) =>
    closeAppraisal(tx, scope, county, params.id, body.version),
  ),
  route.command(contract.cancelAppraisal, (tx, scope, { params, body }) => cancelAppraisal(tx, scope, params.id, body)),
  route.download(contract.appraisalForm, (db, scope, { params }) => formFile(db, scope, params.id)),
  route.download(contract.appraisalReport, (db, scope, { params }) => reportFile(db, scope, params.id)),
  route.query(own.ownAppraisals, (db, scope) => ownAppraisalsOf(db, scope)),
  route.command(own.writeSelf, (tx, scope, { params, body }, { county }) =>
    writeSelf(tx, scope, county, params.id, body.text),
  ),
  route.command(own.respondToGrade, (tx, scope, { params, body }, { county }) =>
    respondToGrade(tx, scope, county, params.id, body),
  ),
];
