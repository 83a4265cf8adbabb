import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';

const id = z.uuid();

export const Treasurer = z.object({
  id,
  name: z.string(),
  fromOn: z.string(),
  until: z.string().nullable(),
  reason: z.string(),
  namedBy: z.string(),
  endedBy: z.string().nullable(),
});
export type Treasurer = z.infer<typeof Treasurer>;

const reply = z.object({
  /** Whether the reader is one of them. */
  own: z.boolean(),
  items: z.array(Treasurer),
  /** Accounts of the branch that may be named. */
  candidates: z.array(z.object({ accountId: id, name: z.string(), secretary: z.boolean() })),
});

export const treasurerList = query({
  name: 'dues.treasurers',
  path: '/dues/treasurers',
  access: 'dues.keep',
  summary: '党费管理人 / who keeps the dues of the branch',
  reply,
});

export const nameTreasurer = command({
  name: 'dues.nameTreasurer',
  path: '/dues/treasurers',
  access: 'dues.designate',
  summary: '指定党费管理人 / name who keeps the dues, by a decision of the branch',
  body: z.object({ accountId: id, reason: z.string().trim().min(2).max(200) }),
  reply,
});

export const endTreasurer = command({
  name: 'dues.endTreasurer',
  path: '/dues/treasurers/:id/end',
  access: 'dues.designate',
  summary: '不再管理党费 / end a designation',
  params: z.object({ id }),
  body: z.object({ reason: z.string().trim().min(2).max(200) }),
  reply,
});
