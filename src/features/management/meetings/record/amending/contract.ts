import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { Meeting } from '../../contract.ts';
import { attendances } from '../../rules.ts';
import { day, reason, recordFields, time } from '../contract.ts';
import { dayRefusals } from './rules.ts';

const id = z.uuid();
const one = z.object({ id });
const version = z.number().int();

export const amendMeeting = command({
  name: 'meetings.amend',
  path: '/meetings/:id/amend',
  access: 'meetings.close',
  summary: '更正已办结的纪实 / amend a closed record, with a visible reason',
  params: one,
  body: z.object({
    version,
    reason,
    ...recordFields,
    /** When, where and by whom, all of it anew; left out, it stays. Another day brings the roster of that day. */
    facts: z
      .object({
        day: day.optional(),
        time,
        endTime: time.optional(),
        place: z.string().trim().max(120).optional(),
        chairPersonId: id,
        recorderPersonId: id,
      })
      .optional(),
    /** Who came, where the list says otherwise. The votes are judged anew. */
    attendance: z
      .array(z.object({ personId: id, attendance: z.enum(attendances) }))
      .max(2_000)
      .default([]),
  }),
  reply: Meeting,
});

/** Said before it is saved. */
export const newDay = query({
  name: 'meetings.newDay',
  path: '/meetings/:id/new-day',
  access: 'meetings.close',
  summary: '更正日期的影响 / what another day of a closed meeting would change: who was of the roster and had a vote',
  params: one,
  query: z.object({ day }),
  reply: z.object({
    /** The list as it would be: of that day's roster. */
    people: z.array(
      z.object({
        personId: id,
        name: z.string(),
        votes: z.boolean(),
        exempt: z.boolean(),
        /** Was not of the list before. */
        joins: z.boolean(),
      }),
    ),
    /** Not of the roster of that day, and not there. */
    leaving: z.array(z.string()),
    gainVote: z.array(z.string()),
    loseVote: z.array(z.string()),
    entitled: z.object({ from: z.number().int(), to: z.number().int() }),
    /** Votes that would come out otherwise, counted as they were. */
    verdicts: z.array(z.object({ wording: z.string(), passed: z.boolean() })),
    /** Why it cannot be, and who stands in the way. */
    refused: z.object({ why: z.enum(dayRefusals), names: z.array(z.string()) }).nullable(),
  }),
});
