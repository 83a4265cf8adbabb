import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { Meeting, meetingDraft } from '../contract.ts';
import { attendances, meetingTypes } from '../rules.ts';

const id = z.uuid();
const one = z.object({ id });

/** What a secretary takes along of a branch: names, and nothing else of a person. */
export const takeAlong = query({
  name: 'meetings.along',
  path: '/meetings/along',
  access: 'meetings.edit',
  summary: '带走离线办会 / what is needed to plan, hold and record meetings of an organisation without a network',
  query: z.object({ organisationId: id }),
  reply: z.object({
    organisation: z.object({ id, name: z.string(), type: z.string() }),
    day: z.string(),
    drafts: z.array(z.object({ type: z.enum(meetingTypes), draft: meetingDraft.reply })),
    /** Those that are under way: planned about these days, or held and not closed. */
    meetings: z.array(Meeting),
  }),
});

/** Who changed a meeting since a moment. */
export const meetingChanges = query({
  name: 'meetings.changes',
  path: '/meetings/:id/changes',
  access: 'meetings.edit',
  summary: '会议改动记录 / who changed a meeting, and when',
  params: one,
  query: z.object({ since: z.iso.datetime().optional() }),
  reply: z.object({ items: z.array(z.object({ id, at: z.string(), actor: z.string(), action: z.string() })) }),
});

export const callRoll = command({
  name: 'meetings.roll',
  path: '/meetings/:id/roll',
  access: 'meetings.edit',
  summary: '交回点名 / hand in a roll that was called on a device',
  params: one,
  body: z.object({
    marks: z
      .array(
        z.object({
          personId: id,
          /** What the device showed when the name was tapped. */
          seen: z.enum(attendances).nullable(),
          /** Null takes the mark back. */
          attendance: z.enum(attendances).nullable().optional(),
          exempt: z.boolean().optional(),
          /** When the name was tapped, by the clock of the device. */
          takenAt: z.iso.datetime().optional(),
        }),
      )
      .min(1)
      .max(2_000),
    reason: z.string().trim().max(200).optional(),
  }),
  reply: Meeting,
});
