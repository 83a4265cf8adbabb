import { route, type Route } from '#platform/http/route.ts';
import * as contract from './contract.ts';
import { remove, say } from './discussion/commands.ts';
import { ownDiscussion, removePost, sayInCourse } from './discussion/contract.ts';
import { discussion } from './discussion/queries.ts';
import { add as addCourseFile } from './files/commands.ts';
import { addFile, courseFile } from './files/contract.ts';
import { openFile, openOwnFile } from './files/queries.ts';
import { packageBytes } from '#features/education/packages/rules.ts';
import { keepOwn, openOwn } from './packages/commands.ts';
import * as packages from './packages/contract.ts';
import { look, ownOpened } from './packages/queries.ts';
import { reuse } from './files/reuse/commands.ts';
import { reusableFiles, reuseFile } from './files/reuse/contract.ts';
import { reusable } from './files/reuse/queries.ts';
import { addOne, begin, close } from './files/sets/commands.ts';
import * as sets from './files/sets/contract.ts';
import { partBytes } from './files/sets/rules.ts';
import { answer, saidTaskDone } from './own/commands.ts';
import * as own from './own/contract.ts';
import { courseForReader, coursesForReader } from './own/queries.ts';
import { coursePage, courseView, poolPage } from './queries.ts';
import { confirm } from './tasks/commands.ts';
import { confirmTask, waitingTasks } from './tasks/contract.ts';
import { tasksWaiting } from './tasks/queries.ts';
import { add, edit, retire } from './topics/commands.ts';
import * as topics from './topics/contract.ts';
import { topicRows } from './topics/queries.ts';
import { create, remove as removeDraft, review, save, submit, takeBack, withdraw } from './writing/commands.ts';

export const courseRoutes: readonly Route[] = [
  route.query(topics.topicList, async (db) => ({ items: await topicRows(db) })),
  route.command(topics.addTopic, (tx, scope, { body }) => add(tx, scope, body)),
  route.command(topics.editTopic, (tx, scope, { params, body }) => edit(tx, scope, params.code, body)),
  route.command(topics.retireTopic, (tx, scope, { params, body }, { county }) =>
    retire(tx, scope, county, params.code, body),
  ),
  route.query(contract.courseList, (db, scope, { query }) => coursePage(db, scope, query)),
  route.query(contract.poolItems, (db, _scope, { query }) => poolPage(db, query)),
  route.query(waitingTasks, (db, scope) => tasksWaiting(db, scope)),
  route.command(confirmTask, (tx, scope, { params, body }, { county }) => confirm(tx, scope, county, params.id, body)),
  route.query(reusableFiles, (db, scope, { query }) => reusable(db, scope, query)),
  route.query(contract.oneCourse, (db, scope, { params }, { county }) => courseView(db, scope, county, params.id)),
  route.command(contract.createCourse, (tx, scope, { body }, { county }) => create(tx, scope, county, body)),
  route.command(contract.saveCourse, (tx, scope, { params, body }, { county }) =>
    save(tx, scope, county, params.id, body),
  ),
  route.command(contract.submitCourse, (tx, scope, { params, body }, { county }) =>
    submit(tx, scope, county, params.id, body),
  ),
  route.command(contract.takeBackCourse, (tx, scope, { params, body }, { county }) =>
    takeBack(tx, scope, county, params.id, body),
  ),
  route.command(contract.reviewCourse, (tx, scope, { params, body }, { county }) =>
    review(tx, scope, county, params.id, body),
  ),
  route.command(contract.withdrawCourse, (tx, scope, { params, body }, { county }) =>
    withdraw(tx, scope, county, params.id, body),
  ),
  route.command(contract.removeCourse, (tx, scope, { params, body }, { county }) =>
    removeDraft(tx, scope, county, params.id, body),
  ),
  route.command(reuseFile, (tx, scope, { params, body }, { county }) => reuse(tx, scope, county, params.id, body)),
  route.command(sets.beginSet, (tx, scope, { params, body }) => begin(tx, scope, params.id, body)),
  route.upload(sets.addPart, { maxBytes: partBytes }, (tx, scope, { params, query }, uploaded, { county }) =>
    addOne(tx, scope, county, params, { ...query, uploaded }),
  ),
  route.command(sets.closeSet, (tx, scope, { params }, { county }) => close(tx, scope, county, params)),
  route.upload(addFile, { maxBytes: packageBytes }, (tx, scope, { params, query }, uploaded, { county }) =>
    addCourseFile(tx, scope, county, params.id, { ...query, uploaded }),
  ),
  route.download(courseFile, (db, scope, { params }, { county, request }) =>
    openFile(db, scope, county, { ...params, range: request.headers.range }),
  ),
  route.download(own.ownCourseFile, (db, scope, { params }, { county, request }) =>
    openOwnFile(db, scope, county, { ...params, range: request.headers.range }),
  ),
  route.download(sets.coursePart, (db, scope, { params }, { county }) => openFile(db, scope, county, params)),
  route.download(sets.ownCoursePart, (db, scope, { params }, { county }) => openOwnFile(db, scope, county, params)),
  route.query(ownDiscussion, (db, scope, { params }, { county }) => discussion(db, scope, county, params)),
  route.command(sayInCourse, (tx, scope, { params, body }, { county }) => say(tx, scope, county, params, body)),
  route.command(removePost, (tx, scope, { params, body }, { county }) =>
    remove(tx, scope, county, params.id, body.reason),
  ),
  route.query(packages.coursePackage, (db, scope, { params, query }, { county }) =>
    look(db, scope, county, { ...params, ...query }),
  ),
  route.query(packages.ownPackage, (db, scope, { params, query }, { county }) =>
    ownOpened(db, scope, county, { ...params, ...query }),
  ),
  route.command(packages.openPackage, (tx, scope, { params, body }, { county }) =>
    openOwn(tx, scope, county, { ...params, ...body }),
  ),
  route.command(packages.keepPackage, (tx, scope, { params, body }, { county }) =>
    keepOwn(tx, scope, county, { ...params, ...body }),
  ),
  route.query(own.ownCourses, (db, scope, _input, { county }) => coursesForReader(db, scope, county)),
  route.query(own.ownCourse, (db, scope, { params }, { county }) => courseForReader(db, scope, county, params.id)),
  route.command(own.answerQuiz, (tx, scope, { params, body }, { county }) => answer(tx, scope, county, params, body)),
  route.command(own.saidTask, (tx, scope, { params }, { county }) => saidTaskDone(tx, scope, county, params)),
];
