import { z } from 'zod';
import { query } from '#shared/endpoint.ts';
import { letterFormats } from '#shared/letter.ts';

const id = z.uuid();
const one = z.object({ id });

const as = z.enum(letterFormats).default('docx');

export const meetingMinutes = query({
  name: 'meetings.minutes',
  path: '/meetings/:id/minutes',
  access: 'meetings.read',
  summary: '会议纪要（DOCX、PDF） / the minutes as a document',
  params: one,
  query: z.object({ as }),
  reply: z.unknown(),
});

export const attendanceSheet = query({
  name: 'meetings.sheet',
  path: '/meetings/:id/sheet',
  access: 'meetings.read',
  summary: '签到表（DOCX、PDF） / a sheet to sign by hand',
  params: one,
  query: z.object({ as }),
  reply: z.unknown(),
});

export const yearLedger = query({
  name: 'meetings.ledger',
  path: '/meetings/ledger',
  access: 'meetings.read',
  summary: '全年台账（DOCX、PDF） / the meetings of a year as one document',
  query: z.object({ organisationId: id, year: z.coerce.number().int().min(2000).max(2100), as }),
  reply: z.unknown(),
});
