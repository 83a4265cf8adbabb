import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { Amendment, Resolution } from '../contract.ts';
import { OwnMaterial } from '../materials/contract.ts';
import { attendances, meetingStates, meetingTypes, responses } from '../rules.ts';

const id = z.uuid();
const one = z.object({ id });

export const OwnMeetingLine = z.object({
  id,
  type: z.enum(meetingTypes),
  title: z.string(),
  startsAt: z.string(),
  place: z.string().nullable(),
  state: z.enum(meetingStates),
  response: z.enum(responses),
  attendance: z.enum(attendances).nullable(),
});
export type OwnMeetingLine = z.infer<typeof OwnMeetingLine>;

const Leader = z.object({ name: z.string(), me: z.boolean() });

export const OwnMeeting = OwnMeetingLine.extend({
  organisationName: z.string(),
  endsAt: z.string().nullable(),
  cancelReason: z.string().nullable(),
  excuse: z.string().nullable(),
  agenda: z.array(z.string()),
  /** Who leads it and who keeps the record, where they are named. */
  chair: Leader.nullable(),
  recorder: Leader.nullable(),
  /** Of a closed meeting. */
  resolutions: z.array(Resolution.pick({ id: true, wording: true, passed: true })),
  materials: z.array(OwnMaterial),
  /** That the closed record was amended, by whom and why; the newest first. */
  amendments: z.array(Amendment.pick({ id: true, at: true, actor: true, reason: true })),
  places: z.object({ capacity: z.number().int().nullable(), taken: z.number().int() }).nullable(),
  can: z.object({ signIn: z.boolean(), signUp: z.boolean(), withdraw: z.boolean(), decline: z.boolean() }),
});
export type OwnMeeting = z.infer<typeof OwnMeeting>;

export const ownMeetings = query({
  name: 'own.meetings',
  path: '/own/meetings',
  access: 'meetings.own',
  summary: '我的会议 / meetings that one is asked to',
  query: z.object({ when: z.enum(['upcoming', 'past']).default('upcoming') }),
  reply: z.object({ items: z.array(OwnMeetingLine) }),
});

export const ownMeeting = query({
  name: 'own.meeting',
  path: '/own/meetings/:id',
  access: 'meetings.own',
  summary: '我的一次会议 / one meeting that one is asked to',
  params: one,
  reply: OwnMeeting,
});

export const signInByCode = command({
  name: 'own.signIn',
  path: '/own/meetings/:id/sign-in',
  access: 'meetings.own',
  summary: '凭码签到 / sign in with the code on the meeting’s screen',
  params: one,
  body: z.object({
    code: z.string().regex(/^\d{6}$/, 'code_format'),
    /** Made by this browser once: one device signs in one member. */
    device: z.uuid(),
  }),
  reply: OwnMeeting,
});

export const respond = command({
  name: 'own.respond',
  path: '/own/meetings/:id/respond',
  access: 'meetings.own',
  summary: '报名、退出、请假 / sign up, give the place up, or say why one cannot come',
  params: one,
  body: z
    .object({
      act: z.enum(['sign_up', 'withdraw', 'decline']),
      excuse: z.string().trim().max(200).default(''),
    })
    .refine((body) => body.act !== 'decline' || body.excuse.length >= 2, {
      path: ['excuse'],
      message: 'excuse_required',
    }),
  reply: OwnMeeting,
});
