import { z } from 'zod';
import { command } from '#shared/endpoint.ts';
import { words } from '../contract.ts';
import { requestGrounds } from '../figures/rules.ts';

const id = z.uuid();
const one = z.object({ id });

/** By a second unit: neither one that has had the request nor somebody who took part in it. Counted openly beside, never taken out. */
export const markRequest = command({
  name: 'requests.mark',
  path: '/requests/:id/marks',
  access: 'requests.mark',
  summary: '标注不在某承办单位职责范围，写明理由 / mark a request as out of a unit’s scope, with the reason',
  params: one,
  body: z.object({
    /** In whose figures. */
    unitId: id,
    ground: z.enum(requestGrounds),
    reason: words(500),
  }),
  reply: one,
});

export const withdrawMark = command({
  name: 'requests.withdrawMark',
  path: '/requests/marks/:id/withdraw',
  access: 'requests.mark',
  summary: '撤销标注 / withdraw a mark; it stays in the audit',
  params: one,
  reply: one,
});
