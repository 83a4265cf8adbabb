import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { Material } from './materials/contract.ts';
import { Amendment, day, Person, reason, recordFields, Resolution, Task, time } from './record/contract.ts';
import { attendances, attendanceSources, guestKinds, meetingStates, meetingTypes, responses } from './rules.ts';

export { Amendment, Change, Person, Resolution, Task } from './record/contract.ts';

const id = z.uuid();
const one = z.object({ id });
const version = z.number().int();
const count = z.number().int();

export const Invitee = z.object({
  personId: id,
  name: z.string(),
  /** A full member on that day; of a committee meeting, one of the committee. */
  votes: z.boolean(),
  /** Old or ill: asked, not required. */
  exempt: z.boolean(),
  response: z.enum(responses),
  excuse: z.string().nullable(),
  attendance: z.enum(attendances).nullable(),
  how: z.enum(attendanceSources).nullable(),
  /** When it reached the server. */
  recordedAt: z.string().nullable(),
  /** When it was taken on a device, where that is known and is not the same moment. */
  takenAt: z.string().nullable(),
  reason: z.string().nullable(),
});
export type Invitee = z.infer<typeof Invitee>;

/** Somebody who sits in without a vote. */
export const Guest = z.object({
  id,
  kind: z.enum(guestKinds),
  name: z.string(),
  /** The organisation or office from which the guest comes. */
  home: z.string(),
  /** Null: asked, nothing is known yet. */
  attended: z.boolean().nullable(),
  notedBy: z.string(),
  /** Said after the meeting had been closed. */
  late: z.boolean(),
});
export type Guest = z.infer<typeof Guest>;

export const Tally = z.object({
  expected: count,
  present: count,
  absent: count,
  excused: count,
  open: count,
  entitled: count,
  votersPresent: count,
});

export const MeetingLine = z.object({
  id,
  organisationId: id,
  organisationName: z.string(),
  type: z.enum(meetingTypes),
  title: z.string(),
  startsAt: z.string(),
  heldOn: z.string().nullable(),
  place: z.string().nullable(),
  state: z.enum(meetingStates),
  expected: count,
  present: count,
});
export type MeetingLine = z.infer<typeof MeetingLine>;

export const Meeting = z.object({
  id,
  organisation: z.object({ id, name: z.string(), type: z.string() }),
  type: z.enum(meetingTypes),
  title: z.string(),
  startsAt: z.string(),
  endsAt: z.string().nullable(),
  heldOn: z.string().nullable(),
  place: z.string().nullable(),
  state: z.enum(meetingStates),
  chair: Person.nullable(),
  recorder: Person.nullable(),
  content: z.string().nullable(),
  seriesId: id.nullable(),
  capacity: count.nullable(),
  confirmedAt: z.string().nullable(),
  confirmedBy: z.string().nullable(),
  cancelReason: z.string().nullable(),
  closedAt: z.string().nullable(),
  closedBy: z.string().nullable(),
  version,
  agenda: z.array(z.string()),
  invitees: z.array(Invitee),
  guests: z.array(Guest),
  tally: Tally,
  resolutions: z.array(Resolution),
  tasks: z.array(Task),
  /** Of earlier meetings of the organisation, not done when this one began: they stand on its agenda. */
  openTasks: z.array(Task),
  amendments: z.array(Amendment),
  materials: z.array(Material),
  can: z.object({
    edit: z.boolean(),
    cancel: z.boolean(),
    take: z.boolean(),
    /** Answer for a member who has no phone. */
    respond: z.boolean(),
    confirm: z.boolean(),
    record: z.boolean(),
    close: z.boolean(),
    amend: z.boolean(),
    /** Add and take out files; where the meeting is closed, with a reason. */
    materials: z.boolean(),
  }),
});
export type Meeting = z.infer<typeof Meeting>;

export const meetingList = query({
  name: 'meetings.list',
  path: '/meetings',
  access: 'meetings.read',
  summary: '会议与活动 / meetings of the range, the latest first; upcoming ones the next first',
  query: z.object({
    organisationId: id.optional(),
    year: z.coerce.number().int().min(2000).max(2100).optional(),
    type: z.enum(meetingTypes).optional(),
    state: z.enum(meetingStates).optional(),
    when: z.enum(['all', 'upcoming']).default('all'),
    cursor: z.string().max(100).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  reply: z.object({ items: z.array(MeetingLine), next: z.string().nullable() }),
});

export const meetingById = query({
  name: 'meetings.one',
  path: '/meetings/:id',
  access: 'meetings.read',
  summary: '一次会议 / one meeting with its list, record and tasks',
  params: one,
  reply: Meeting,
});

/** Where the caller may plan meetings: not more than one page of a choice can hold. */
export const meetingOrganisations = query({
  name: 'meetings.organisations',
  path: '/meetings/organisations',
  access: 'meetings.edit',
  summary: '可召开会议的组织 / organisations that the caller plans meetings for',
  query: z.object({ q: z.string().trim().max(60).optional() }),
  reply: z.object({ items: z.array(z.object({ id, name: z.string(), type: z.string() })) }),
});

/** What is known before anything is typed. */
export const meetingDraft = query({
  name: 'meetings.draft',
  path: '/meetings/draft',
  access: 'meetings.edit',
  summary: '拟开会议 / what the last meeting of the type and the roster of the day already say',
  query: z.object({ organisationId: id, type: z.enum(meetingTypes), day }),
  reply: z.object({
    last: z
      .object({
        id,
        title: z.string(),
        day: z.string(),
        time: z.string(),
        endTime: z.string().nullable(),
        place: z.string().nullable(),
        chairPersonId: id.nullable(),
        recorderPersonId: id.nullable(),
        agenda: z.array(z.string()),
        capacity: count.nullable(),
        /** None has been held: what is planned serves as the pattern. */
        isAhead: z.boolean(),
        nextDay: z.string(),
      })
      .nullable(),
    roster: z.array(
      z.object({
        personId: id,
        name: z.string(),
        votes: z.boolean(),
        exempt: z.boolean(),
        /** Was asked last time. */
        chosen: z.boolean(),
      }),
    ),
    openTasks: z.array(Task),
  }),
});

/** Chair and recorder. */
const leaders = { chairPersonId: id.optional(), recorderPersonId: id.optional() };
const planFields = {
  title: z.string().trim().min(2).max(120),
  day,
  time,
  endTime: time.optional(),
  place: z.string().trim().max(120).optional(),
  ...leaders,
  agenda: z.array(z.string().trim().min(1).max(200)).max(30).default([]),
  /** Only where the type leaves the choice to whoever plans it. */
  invited: z.array(id).max(2_000).optional(),
  capacity: z.number().int().min(1).max(10_000).optional(),
};
/** Those of its series that follow are meant as well: so many with this one, as the preview has named them. */
const following = z.number().int().min(1).max(400).optional();
const kind = { organisationId: id, type: z.enum(meetingTypes) };

export const planMeeting = command({
  name: 'meetings.plan',
  path: '/meetings',
  access: 'meetings.edit',
  summary: '安排会议 / plan a meeting',
  // A meeting that was planned without a network has its id from the device, so that what follows can name it.
  body: z.object({
    ...kind,
    ...planFields,
    id: z.uuidv7().optional(),
    /** The meeting as which it was planned: where that is one of a series, this is one more. */
    like: id.optional(),
  }),
  reply: Meeting,
});

/** Everything but the day comes from the last meeting of the type; without a day it is the same day of the next month. */
export const planFromLast = command({
  name: 'meetings.planFromLast',
  path: '/meetings/from-last',
  access: 'meetings.edit',
  summary: '照上次安排 / plan as the last one of this type',
  body: z.object({ ...kind, day: day.optional(), time: time.optional() }),
  reply: Meeting,
});

export const planSeries = command({
  name: 'meetings.planSeries',
  path: '/meetings/series',
  access: 'meetings.edit',
  summary: '按月固定日安排 / plan one a month on a fixed day',
  body: z.object({ ...kind, ...planFields, months: z.number().int().min(2).max(12) }),
  reply: z.object({ seriesId: id, items: z.array(z.object({ id, day: z.string() })) }),
});

export const editMeeting = command({
  name: 'meetings.edit',
  path: '/meetings/:id/edit',
  access: 'meetings.edit',
  summary: '修改安排 / change the plan of this one, or of this one and those of its series that follow',
  params: one,
  body: z.object({ version, following, ...planFields }),
  reply: Meeting,
});

export const cancelMeeting = command({
  name: 'meetings.cancel',
  path: '/meetings/:id/cancel',
  access: 'meetings.edit',
  summary: '取消会议 / cancel this one, or this one and those of its series that follow',
  params: one,
  body: z.object({ version, following, reason }),
  reply: Meeting,
});

export const respondFor = command({
  name: 'meetings.respondFor',
  path: '/meetings/:id/responses',
  access: 'meetings.edit',
  summary:
    '代为报名、退出、请假 / sign a member up, give the place up, or say why the member cannot come, for whoever has no phone',
  params: one,
  body: z
    .object({
      personId: id,
      act: z.enum(['sign_up', 'withdraw', 'decline']),
      excuse: z.string().trim().max(200).default(''),
    })
    .refine((body) => body.act !== 'decline' || body.excuse.length >= 2, {
      path: ['excuse'],
      message: 'excuse_required',
    }),
  reply: Meeting,
});

export const meetingCode = query({
  name: 'meetings.code',
  path: '/meetings/:id/code',
  access: 'meetings.edit',
  summary: '签到码 / the sign-in code of these fifteen seconds',
  params: one,
  /** `lastsMs`: until the next code; a screen whose clock is wrong asks in time all the same. */
  reply: z.object({ code: z.string(), lastsMs: count, present: count, expected: count }),
});

export const takeAttendance = command({
  name: 'meetings.attend',
  path: '/meetings/:id/attendance',
  access: 'meetings.edit',
  summary: '点名登记 / say who came, by tapping names; late ones with a reason',
  params: one,
  body: z.object({
    people: z.array(id).min(1).max(2_000),
    /** Null takes the mark back. */
    attendance: z.enum(attendances).nullable().optional(),
    exempt: z.boolean().optional(),
    reason: z.string().trim().max(200).optional(),
  }),
  reply: Meeting,
});

export const confirmAttendance = command({
  name: 'meetings.confirm',
  path: '/meetings/:id/confirm',
  access: 'meetings.edit',
  summary: '确认到会名单 / confirm who was present, under a chair and a recorder who were there',
  params: one,
  // Left out, those of the plan stand.
  body: z.object({ version, ...leaders }),
  reply: Meeting,
});

export const recordMeeting = command({
  name: 'meetings.record',
  path: '/meetings/:id/record',
  access: 'meetings.edit',
  summary: '填写会议纪实 / write content, resolutions and tasks',
  params: one,
  body: z.object({ version, ...recordFields }),
  reply: Meeting,
});

export const closeMeeting = command({
  name: 'meetings.close',
  path: '/meetings/:id/close',
  access: 'meetings.close',
  summary: '办结会议 / close the record',
  params: one,
  body: z.object({ version, ...leaders }),
  reply: Meeting,
});

export const finishTask = command({
  name: 'meetings.finishTask',
  path: '/meetings/tasks/:id/done',
  access: 'meetings.edit',
  summary: '办结事项 / say that a task is done',
  params: one,
  body: z.object({ version, note: z.string().trim().max(200).optional() }),
  reply: Task,
});
