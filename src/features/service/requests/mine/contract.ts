import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { kindCode, KindName } from '../kinds/contract.ts';
import { requestStates } from '../rules.ts';

export const OwnRequest = z.object({
  id: z.uuid(),
  /** By which it is opened, as whoever has the slip opens it. */
  code: z.string(),
  kind: kindCode,
  kindName: KindName,
  category: z.string(),
  state: z.enum(requestStates),
  unitName: z.string(),
  areaName: z.string(),
  receivedOn: z.string(),
  /** Null of thanks. */
  dueOn: z.string().nullable(),
});
export type OwnRequest = z.infer<typeof OwnRequest>;

/** The newest 200 of whoever has signed in on the portal. */
export const ownRequests = query({
  name: 'requests.mine',
  path: '/requests/mine',
  access: 'public',
  summary: '我的诉求 / requests of the resident who has signed in',
  reply: z.object({ items: z.array(OwnRequest) }),
});

/** Puts a request sent before, or by another's hand, to the own ones. */
export const claimRequest = command({
  name: 'requests.claim',
  path: '/requests/claim',
  access: 'public',
  summary: '凭查询码归到我的诉求 / keep a request with the own ones, by its code',
  body: z.object({ code: z.string().trim().min(1).max(60) }),
  reply: z.object({ id: z.uuid() }),
});
