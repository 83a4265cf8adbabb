import { z } from 'zod';
import { HeldTalk, Said, Talk, talkAfter, talkWords } from '#features/service/talks/contract.ts';
import { command, query } from '#shared/endpoint.ts';

const one = z.object({ id: z.uuid() });
const code = z.string().trim().min(1).max(60);

/**
 * To whoever accepts `text/event-stream`, events that go on: `message` with its number as id, and `standing`. Cut off, a follower comes
 * back with the number in `Last-Event-ID`. The code travels in the `x-query` header.
 */
export const codeTalk = query({
  name: 'requests.talk',
  path: '/requests/talk',
  access: 'public',
  summary:
    '凭查询码在线交流（可用 SSE） / the live thread of a request, by its code; as server-sent events where asked for',
  query: z.object({ code, after: talkAfter }),
  reply: Talk,
});

export const sayByCode = command({
  name: 'requests.say',
  path: '/requests/talk',
  access: 'public',
  summary: '凭查询码留言（幂等键即消息号） / say something about a request; the idempotency key names the message',
  body: z.object({ code, text: talkWords }),
  reply: Said,
});

export const requestTalk = query({
  name: 'requests.officeTalk',
  path: '/requests/:id/talk',
  access: 'requests.read',
  summary: '诉求的在线交流 / the live thread of a request',
  params: one,
  query: z.object({ after: talkAfter }),
  reply: HeldTalk,
});

export const tellResident = command({
  name: 'requests.tell',
  path: '/requests/:id/talk',
  access: 'requests.handle',
  summary: '向群众留言（幂等键即消息号） / say something to the resident; the idempotency key names the message',
  params: one,
  body: z.object({ text: talkWords }),
  reply: Said,
});
