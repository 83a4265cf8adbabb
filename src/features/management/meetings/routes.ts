import { route, type Route } from '#platform/http/route.ts';
import { callRoll, confirmAttendance, takeAttendance } from './attendance/commands.ts';
import { codeOf } from './attendance/queries.ts';
import * as commands from './commands.ts';
import * as contract from './contract.ts';
import * as documents from './documents/contract.ts';
import { ledgerFile, minutesFile, sheetFile } from './documents/queries.ts';
import { setGuests } from './guests/commands.ts';
import * as guests from './guests/contract.ts';
import * as offline from './offline/contract.ts';
import { changesOf, takenAlong } from './offline/queries.ts';
import { respond, signInByCode } from './own/commands.ts';
import { attachMaterial, removeMaterial } from './materials/commands.ts';
import * as materials from './materials/contract.ts';
import { openMaterial, openOwnMaterial } from './materials/queries.ts';
import { materialBytes } from './materials/rules.ts';
import * as own from './own/contract.ts';
import { ownMeetingOf, ownMeetingsOf } from './own/queries.ts';
import { respondFor } from './places/answers/commands.ts';
import { draftOf, meetingOf, meetingPage, meetingPlacesOf } from './queries.ts';
import { amendMeeting } from './record/amending/commands.ts';
import * as amending from './record/amending/contract.ts';
import { newDayOf } from './record/amending/queries.ts';
import { closeMeeting, finishTask, recordMeeting } from './record/commands.ts';
import { cancelPlanned, editPlanned } from './series/commands.ts';
import * as series from './series/contract.ts';
import { seriesAheadOf } from './series/queries.ts';

const staffRoutes: readonly Route[] = [
  route.query(contract.meetingList, (db, scope, { query }, { county }) => meetingPage(db, scope, county, query)),
  route.query(contract.meetingOrganisations, (db, scope, { query }) => meetingPlacesOf(db, scope, query.q)),
  route.query(contract.meetingDraft, (db, scope, { query }, { county }) => draftOf(db, scope, county, query)),
  route.query(offline.takeAlong, (db, scope, { query }, { county }) =>
    takenAlong(db, scope, county, query.organisationId),
  ),
  route.query(offline.meetingChanges, (db, scope, { params, query }) => changesOf(db, scope, params.id, query.since)),
  route.query(contract.meetingById, (db, scope, { params }, { county }) => meetingOf(db, scope, county, params.id)),
  route.query(contract.meetingCode, (db, scope, { params }, { county }) => codeOf(db, scope, county, params.id)),
  route.query(series.seriesAhead, (db, scope, { params }) => seriesAheadOf(db, scope, params.id)),
  route.query(amending.newDay, (db, scope, { params, query }, { county }) =>
    newDayOf(db, scope, county, params.id, query.day),
  ),
  route.command(contract.planMeeting, async (tx, scope, { body }, { county }) =>
    meetingOf(tx, scope, county, await commands.planMeeting(tx, scope, county, body)),
  ),
  route.command(contract.planFromLast, async (tx, scope, { body }, { county }) =>
    meetingOf(tx, scope, county, await commands.planFromLast(tx, scope, county, body)),
  ),
  route.command(contract.planSeries, (tx, scope, { body }, { county }) => commands.planSeries(tx, scope, county, body)),
  route.command(contract.editMeeting, async (tx, scope, { params, body }, { county }) => {
    await editPlanned(tx, scope, county, params.id, body);
    return meetingOf(tx, scope, county, params.id);
  }),
  route.command(contract.cancelMeeting, async (tx, scope, { params, body }, { county }) => {
    await cancelPlanned(tx, scope, county, params.id, body);
    return meetingOf(tx, scope, county, params.id);
  }),
  route.command(contract.respondFor, async (tx, scope, { params, body }, { county }) => {
    await respondFor(tx, scope, county, params.id, body);
    return meetingOf(tx, scope, county, params.id);
  }),
  route.command(contract.takeAttendance, async (tx, scope, { params, body }, { county }) => {
    await takeAttendance(tx, scope, county, params.id, body);
    return meetingOf(tx, scope, county, params.id);
  }),
  route.command(offline.callRoll, async (tx, scope, { params, body }, { county }) => {
    await callRoll(tx, scope, county, params.id, body);
    return meetingOf(tx, scope, county, params.id);
  }),
  route.command(contract.confirmAttendance, async (tx, scope, { params, body }, { county }) => {
    await confirmAttendance(tx, scope, county, params.id, body);
    return meetingOf(tx, scope, county, params.id);
  }),
  route.command(guests.setGuests, async (tx, scope, { params, body }, { county }) => {
    await setGuests(tx, scope, county, params.id, body.guests);
    return meetingOf(tx, scope, county, params.id);
  }),
  route.command(contract.recordMeeting, async (tx, scope, { params, body }, { county }) => {
    await recordMeeting(tx, scope, params.id, body);
    return meetingOf(tx, scope, county, params.id);
  }),
  route.command(contract.closeMeeting, async (tx, scope, { params, body }, { county }) => {
    await closeMeeting(tx, scope, county, params.id, body);
    return meetingOf(tx, scope, county, params.id);
  }),
  route.command(amending.amendMeeting, async (tx, scope, { params, body }, { county }) => {
    await amendMeeting(tx, scope, county, params.id, body);
    return meetingOf(tx, scope, county, params.id);
  }),
  route.command(contract.finishTask, (tx, scope, { params, body }, { county }) =>
    finishTask(tx, scope, county, params.id, body),
  ),
  route.download(documents.meetingMinutes, (db, scope, { params, query }, { county }) =>
    minutesFile(db, scope, county, params.id, query.as),
  ),
  route.download(documents.attendanceSheet, (db, scope, { params, query }, { county }) =>
    sheetFile(db, scope, county, params.id, query.as),
  ),
  route.download(documents.yearLedger, (db, scope, { query }, { county }) => ledgerFile(db, scope, county, query)),
];

const materialRoutes: readonly Route[] = [
  route.upload(
    materials.attachMaterial,
    { maxBytes: materialBytes },
    (tx, scope, { params, query }, uploaded, { county }) =>
      attachMaterial(tx, scope, county, params.id, { ...query, uploaded }),
  ),
  route.download(materials.materialFile, (db, scope, { params }, { county }) =>
    openMaterial(db, scope, county, params),
  ),
  route.command(materials.removeMaterial, (tx, scope, { params, body }, { county }) =>
    removeMaterial(tx, scope, county, params, body.reason),
  ),
  route.download(materials.ownMaterial, (db, scope, { params }, { county }) =>
    openOwnMaterial(db, scope, county, params),
  ),
];

const ownRoutes: readonly Route[] = [
  route.query(own.ownMeetings, (db, scope, { query }, { county }) => ownMeetingsOf(db, scope, county, query.when)),
  route.query(own.ownMeeting, (db, scope, { params }, { county }) => ownMeetingOf(db, scope, county, params.id)),
  route.command(own.signInByCode, (tx, scope, { params, body }, { county, arrived }) =>
    signInByCode(tx, scope, county, params.id, { ...body, arrived }),
  ),
  route.command(own.respond, async (tx, scope, { params, body }, { county }) => {
    await respond(tx, scope, county, params.id, body);
    return ownMeetingOf(tx, scope, county, params.id);
  }),
];

export const meetingRoutes: readonly Route[] = [...staffRoutes, ...materialRoutes, ...ownRoutes];
