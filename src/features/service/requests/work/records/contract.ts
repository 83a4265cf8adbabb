import { z } from 'zod';
import { command } from '#shared/endpoint.ts';
import { recordKinds } from './rules.ts';

const id = z.uuid();

export const RequestRecord = z.object({
  id,
  kind: z.enum(recordKinds),
  on: z.iso.date(),
  text: z.string(),
  unitName: z.string(),
  actor: z.string(),
});
export type RequestRecord = z.infer<typeof RequestRecord>;

/** For those who handle it: the resident does not read it, whoever gets the request next does. */
export const addRecord = command({
  name: 'requests.addRecord',
  path: '/requests/:id/records',
  access: 'requests.handle',
  summary: '内部记录、走访记录 / record a note, a visit or a call of a request',
  params: z.object({ id }),
  body: z.object({ kind: z.enum(recordKinds), on: z.iso.date(), text: z.string().trim().min(1).max(2_000) }),
  reply: z.object({ id }),
});
