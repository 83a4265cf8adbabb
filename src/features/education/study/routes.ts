import { route, type Route } from '#platform/http/route.ts';
import { withdraw as withdrawCertificate } from './certificates/commands.ts';
import { checkCertificate } from './certificates/contract.ts';
import { certificateByNumber } from './certificates/queries.ts';
import { classCertificate, ownCertificate } from './certificates/printing/contract.ts';
import { certificateFile, ownCertificateFile } from './certificates/printing/queries.ts';
import * as keeping from './classes/commands.ts';
import * as classes from './classes/contract.ts';
import * as enrolling from './classes/enrolling/commands.ts';
import { classesOfMember, classPage, classView } from './classes/queries.ts';
import * as hours from './hours/contract.ts';
import { hoursOfBranch, hoursOfOwn, hoursOfPerson } from './hours/queries.ts';
import { ask, drop } from './needs/commands.ts';
import * as needs from './needs/contract.ts';
import { needsOfOwn } from './needs/queries.ts';
import { enter, print } from './needs/paper/commands.ts';
import * as onPaper from './needs/paper/contract.ts';
import { needsSheetFile, peopleToAsk, sheetByCode } from './needs/paper/queries.ts';
import * as planning from './plans/commands.ts';
import * as plans from './plans/contract.ts';
import { plansOf } from './plans/queries.ts';
import { note } from './sessions/commands.ts';
import { noteSession, sessionList } from './sessions/contract.ts';
import { sessionsOf } from './sessions/queries.ts';
import { studyStatus, trainingTable } from './status/contract.ts';
import { statusOf } from './status/queries.ts';
import { trainingTableFile } from './status/table/queries.ts';

export const studyRoutes: readonly Route[] = [
  route.query(hours.ownStudyHours, (db, scope, { query }, { county }) => hoursOfOwn(db, scope, county, query.year)),
  route.query(hours.branchHours, (db, scope, { query }, { county }) => hoursOfBranch(db, scope, county, query.year)),
  route.query(hours.personHours, (db, scope, { params, query }, { county }) =>
    hoursOfPerson(db, scope, county, params.id, query.year),
  ),
  route.query(sessionList, (db, scope, { query }, { county }) => sessionsOf(db, scope, county, query.year)),
  route.command(noteSession, (tx, scope, { params, body }, { county }) => note(tx, scope, county, params.id, body)),

  route.query(classes.classList, (db, _scope, { query }) => classPage(db, query.show)),
  route.query(classes.oneClass, (db, scope, { params }, { county }) => classView(db, scope, county, params.id)),
  route.command(classes.createClass, (tx, scope, { body }, { county }) => keeping.create(tx, scope, county, body)),
  route.command(classes.changeClass, (tx, scope, { params, body }) => keeping.change(tx, scope, params.id, body)),
  route.command(classes.cancelClass, (tx, scope, { params, body }) =>
    keeping.cancel(tx, scope, params.id, body.version),
  ),
  route.command(classes.endClass, (tx, scope, { params, body }, { county }) =>
    keeping.end(tx, scope, county, params.id, body.version),
  ),
  route.command(classes.callRoll, (tx, scope, { params, body }, { county }) =>
    keeping.roll(tx, scope, county, params, body),
  ),
  route.command(classes.enrolMember, (tx, scope, { params, body }, { county }) =>
    enrolling.nominate(tx, scope, county, params.id, body.personId),
  ),
  route.command(classes.withdrawMember, (tx, _scope, { params, body }) => enrolling.withdraw(tx, params, body.version)),
  route.command(classes.withdrawCertificate, (tx, scope, { params, body }, { county }) =>
    withdrawCertificate(tx, scope, county, params, body),
  ),
  route.query(classes.ownClasses, (db, scope, _input, { county }) => classesOfMember(db, scope, county)),
  route.command(classes.applyForClass, (tx, scope, { params }, { county }) =>
    enrolling.apply(tx, scope, county, params.id),
  ),
  route.command(classes.leaveClass, (tx, scope, { params, body }) =>
    enrolling.leave(tx, scope, params.id, body.version),
  ),
  route.download(ownCertificate, (db, scope, { params }, { county }) =>
    ownCertificateFile(db, scope, county, params.id),
  ),
  route.download(classCertificate, (db, _scope, { params }, { county }) => certificateFile(db, county, params)),
  // Without an account: it sees one certificate, by its number, and nothing else.
  route.plain(checkCertificate, (_scope, { query }, { county, request }) =>
    certificateByNumber(county, { address: request.ip, requestId: request.id }, query.number),
  ),

  route.query(plans.planList, (db, scope, { query }, { county }) => plansOf(db, scope, county, query.year)),
  route.command(plans.createPlan, (tx, scope, { body }) => planning.create(tx, scope, body)),
  route.command(plans.changePlan, (tx, scope, { params, body }) => planning.change(tx, scope, params.id, body)),
  route.command(plans.issuePlan, (tx, scope, { params, body }, { county }) =>
    planning.act(tx, scope, county, { what: 'issue', id: params.id, version: body.version }),
  ),
  route.command(plans.endPlan, (tx, scope, { params, body }, { county }) =>
    planning.act(tx, scope, county, { what: 'end', id: params.id, version: body.version }),
  ),

  route.query(needs.ownNeeds, (db, scope) => needsOfOwn(db, scope)),
  route.command(needs.askStudy, (tx, scope, { body }, { county }) => ask(tx, scope, county, body)),
  route.command(needs.dropNeed, (tx, scope, { params, body }, { county }) =>
    drop(tx, scope, county, params.id, body.version),
  ),

  route.query(onPaper.needsPeople, (db, scope) => peopleToAsk(db, scope)),
  route.command(onPaper.printNeeds, (tx, scope, { body }, { county }) => print(tx, scope, county, body)),
  route.download(onPaper.needsSheets, (db, scope, { params }) => needsSheetFile(db, scope, params.id)),
  route.query(onPaper.needsPaper, (db, scope, { params }) => sheetByCode(db, scope, params.code)),
  route.command(onPaper.enterNeeds, (tx, scope, { params, body }, { county }) =>
    enter(tx, scope, county, params.code, body),
  ),

  route.query(studyStatus, (db, scope, { query }, { county }) => statusOf(db, scope, county, query)),
  route.download(trainingTable, (db, scope, { query }, { county }) => trainingTableFile(db, scope, county, query)),
];
