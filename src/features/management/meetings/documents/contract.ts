import { z } from 'zod';
import { query } from '#shared/endpoint.ts';

const id = z.uuid();
const one = z.object({ id });

export const meetingMinutes = query({
  name: 'meetings.minutes',
  path: '/meetings/:id/minutes',
  access: 'meetings.read',
  summary: '会议纪要（DOCX） / the minutes as a document',
  params: one,
  reply: z.unknown(),
});

export const attendanceSheet = query({
  name: 'meetings.sheet',
  path: '/meetings/:id/sheet',
  access: 'meetings.read',
  summary: '签到表（DOCX） / a sheet to sign by hand',
  params: one,
  reply: z.unknown(),
});

export const yearLedger = query({
  name: 'meetings.ledger',
  path: '/meetings/ledger',
  access: 'meetings.read',
  summary: '全年台账（DOCX） / the meetings of a year as one document',
  query: z.object({ organisationId: id, year: z.coerce.number().int().min(2000).max(2100) }),
  reply: z.unknown(),
});
