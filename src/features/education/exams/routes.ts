import { route, type Route } from '#platform/http/route.ts';
import { appeal, decide } from './appeals/commands.ts';
import * as appeals from './appeals/contract.ts';
import { appealsOf } from './appeals/queries.ts';
import { change, create, remove, step } from './commands.ts';
import * as contract from './contract.ts';
import { keep } from './journal/commands.ts';
import { analysis, attemptPage, audiences, examPage, examView, pool, topics } from './queries.ts';
import { nameHelpers } from './helpers/commands.ts';
import * as helpers from './helpers/contract.ts';
import { examsHelped, helpersOf } from './helpers/queries.ts';
import { enter, print } from './printing/commands.ts';
import * as printing from './printing/contract.ts';
import { paperByCode, sheetFile, takersNamed } from './printing/queries.ts';
import { read } from './reading/commands.ts';
import * as readings from './reading/contract.ts';
import { openReadings } from './reading/queries.ts';
import { begin, hand, seat } from './seat/commands.ts';
import * as seats from './seat/contract.ts';
import { examsOfMember, resultOfMember } from './seat/queries.ts';

export const examRoutes: readonly Route[] = [
  route.query(contract.examList, (db, scope, { query }, { county }) => examPage(db, scope, county, query)),
  route.query(contract.examPool, (db, _scope, { query }) => pool(db, query)),
  route.query(contract.examAudiences, (db, scope, { query }) => audiences(db, scope, query)),
  route.query(contract.examTopics, (db, scope, _input, { county }) => topics(db, scope, county)),
  route.query(contract.oneExam, (db, scope, { params }, { county }) => examView(db, scope, county, params.id)),
  route.command(contract.createExam, (tx, scope, { body }) => create(tx, scope, body)),
  route.command(contract.changeExam, (tx, scope, { params, body }) => change(tx, scope, params.id, body)),
  route.command(contract.removeExam, (tx, scope, { params, body }) => remove(tx, scope, params.id, body.version)),
  route.command(contract.stepExam, (tx, scope, { params, body }, { county }) =>
    step(tx, scope, county, params.id, body),
  ),
  route.query(contract.examAttempts, (db, scope, { params, query }) => attemptPage(db, scope, params.id, query)),
  route.query(contract.examAnalysis, (db, scope, { params }) => analysis(db, scope, params.id)),
  route.query(readings.examReadings, (db, scope, { params }) => openReadings(db, scope, params.id)),
  route.command(readings.readAnswer, (tx, scope, { params, body }, { county }) =>
    read(tx, scope, county, params.id, body),
  ),
  route.query(appeals.examAppeals, (db, scope, { params }) => appealsOf(db, scope, params.id)),
  route.command(appeals.decideAppeal, (tx, scope, { params, body }, { county }) =>
    decide(tx, scope, county, params.id, body),
  ),
  route.command(appeals.appealMark, (tx, scope, { params, body }, { county }) =>
    appeal(tx, scope, county, params.id, body),
  ),
  route.query(helpers.helpedExams, (db, scope) => examsHelped(db, scope)),
  route.query(helpers.examHelpers, (db, scope, { params }) => helpersOf(db, scope, params.id)),
  route.command(helpers.setHelpers, (tx, scope, { params, body }, { county }) =>
    nameHelpers(tx, scope, county, params.id, body),
  ),
  route.query(printing.findTakers, (db, scope, { params, query }) => takersNamed(db, scope, params.id, query.words)),
  route.command(printing.printPaper, (tx, scope, { params, body }, { county }) =>
    print(tx, scope, county, params.id, body.personId),
  ),
  route.download(printing.paperSheet, (db, scope, { params }) => sheetFile(db, scope, params.code)),
  route.query(printing.paperItems, (db, scope, { params }) => paperByCode(db, scope, params.code)),
  route.command(printing.enterPaper, (tx, scope, { params, body }, { county }) =>
    enter(tx, scope, county, params.code, body.answers),
  ),
  route.query(seats.ownExams, (db, scope, _input, { county }) => examsOfMember(db, scope, county)),
  route.numbered(seats.takeSeat, (tx, scope, { params }, { county, arrived }) =>
    seat(tx, scope, county, params.id, arrived),
  ),
  route.numbered(seats.beginExam, (tx, scope, { params, body }, context) => begin(tx, scope, context, params.id, body)),
  route.numbered(seats.keepAnswers, (tx, scope, { params, body }, context) =>
    keep(tx, scope, context, params.id, body),
  ),
  route.command(seats.handIn, (tx, scope, { params, body }, context) => hand(tx, scope, context, params.id, body)),
  route.query(seats.examResult, (db, scope, { params }, { county }) => resultOfMember(db, scope, county, params.id)),
];
