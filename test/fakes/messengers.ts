/** Fakes of the systems that are spoken to over HTTP, after their published contracts. Named fakes: nothing of theirs is in them. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signedHeaders } from '#features/base/inbox/channels/sms/access.ts';
import type { Arrived, Behaviour, Fake } from './behaviour.ts';

interface Asked {
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

type Answer = object | null;

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};

const listen = async (answer: (asked: Asked) => Answer): Promise<{ server: Server; url: string }> => {
  const handle = async (request: IncomingMessage, reply: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    const said = answer({ url, headers: request.headers, body: await bodyOf(request) });
    // Null: the connection stays open and nothing comes.
    if (said !== null) reply.setHeader('content-type', 'application/json').end(JSON.stringify(said));
  };
  const server = createServer((request, reply) => void handle(request, reply).catch(() => request.destroy()));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
};

const closing = (server: Server) => async (): Promise<void> => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
};

interface Desk {
  readonly arrived: Arrived[];
  asked: number;
  next: () => Behaviour;
}
const newDesk = (): Desk => ({ arrived: [], asked: 0, next: () => 'ok' });

const fakeOf = async (desk: Desk, answer: (asked: Asked) => Answer): Promise<Fake> => {
  const { server, url } = await listen(answer);
  return {
    url,
    arrived: desk.arrived,
    asked: () => desk.asked,
    behave: (next) => {
      desk.next = next;
    },
    close: closing(server),
  };
};

interface Tokens {
  give(): string;
  holds(token: string | null): boolean;
  end(): void;
}
const newTokens = (): Tokens => {
  let count = 0;
  let held = '';
  return {
    give: () => (held = `token-${(count += 1)}`),
    holds: (token) => token !== null && token === held,
    end: () => (held = ''),
  };
};

interface Card {
  readonly touser?: string;
  readonly textcard?: { readonly title: string; readonly description: string; readonly url: string };
  readonly text?: { readonly content: string };
  readonly enable_duplicate_check?: number;
}

/** 企业微信: the same request does not reach the user twice where the check is asked for. */
export const fakeWecom = async (settings: { corp: string; secret: string }): Promise<Fake> => {
  const desk = newDesk();
  const tokens = newTokens();
  const seen = new Map<string, string>();
  const take = (body: string, { touser = '', textcard, text, enable_duplicate_check: check }: Card): string => {
    const known = check === 1 ? seen.get(body) : undefined;
    if (known !== undefined) return known;
    const id = `msg-${seen.size + 1}`;
    seen.set(body, id);
    desk.arrived.push({ to: touser, text: textcard ? `${textcard.title} ${textcard.url}` : (text?.content ?? '') });
    return id;
  };
  return fakeOf(desk, ({ url, body }) => {
    if (url.pathname === '/cgi-bin/gettoken') {
      const known =
        url.searchParams.get('corpid') === settings.corp && url.searchParams.get('corpsecret') === settings.secret;
      return known
        ? { errcode: 0, errmsg: 'ok', access_token: tokens.give(), expires_in: 7200 }
        : { errcode: 40001, errmsg: 'invalid credential' };
    }
    desk.asked += 1;
    const behaviour = desk.next();
    if (behaviour === 'expired') tokens.end();
    if (!tokens.holds(url.searchParams.get('access_token'))) return { errcode: 42001, errmsg: 'access_token expired' };
    const card = JSON.parse(body) as Card;
    if (behaviour === 'silent') return null;
    if (behaviour === 'busy') return { errcode: 45009, errmsg: 'reach max api daily quota limit' };
    if (behaviour === 'refused') return { errcode: 0, errmsg: 'ok', invaliduser: card.touser?.toLowerCase() };
    const id = take(body, card);
    if (behaviour === 'taken_silently') return null;
    // An acknowledgement that was given before, to another message.
    return { errcode: 0, errmsg: 'ok', msgid: behaviour === 'twice' ? 'msg-1' : id };
  });
};

interface Work {
  readonly userid_list: string;
  readonly msg: { readonly action_card?: { readonly title: string; readonly single_url: string } };
}

/** 钉钉: the same text reaches the same user once a day. */
export const fakeDingtalk = async (): Promise<Fake> => {
  const desk = newDesk();
  const tokens = newTokens();
  const seen = new Set<string>();
  return fakeOf(desk, ({ url, body }) => {
    if (url.pathname === '/gettoken') return { errcode: 0, access_token: tokens.give(), expires_in: 7200 };
    desk.asked += 1;
    const behaviour = desk.next();
    if (behaviour === 'expired') tokens.end();
    if (!tokens.holds(url.searchParams.get('access_token')))
      return { errcode: 88, sub_code: '40014', sub_msg: '不合法的access_token' };
    if (behaviour === 'silent') return null;
    if (behaviour === 'busy') return { errcode: 88, sub_code: '143103', sub_msg: 'QPM超限' };
    const work = JSON.parse(body) as Work;
    if (behaviour === 'refused') return { errcode: 33012, errmsg: '无效的USERID' };
    if (!seen.has(body)) {
      seen.add(body);
      const card = work.msg.action_card;
      desk.arrived.push({ to: work.userid_list, text: `${card?.title} ${card?.single_url}` });
    }
    return behaviour === 'taken_silently' ? null : { errcode: 0, task_id: seen.size, request_id: 'x' };
  });
};

/** An SMS gateway: it checks the signature as the contract says, and knows no repetitions. */
export const fakeSms = async (settings: { key: string; secret: string }): Promise<Fake> => {
  const desk = newDesk();
  return fakeOf(desk, ({ url, headers }) => {
    desk.asked += 1;
    const behaviour = desk.next();
    const { authorization } = signedHeaders({
      ...settings,
      host: String(headers.host),
      action: String(headers['x-acs-action']),
      version: String(headers['x-acs-version']),
      query: Object.fromEntries(url.searchParams),
      nonce: String(headers['x-acs-signature-nonce']),
      at: new Date(String(headers['x-acs-date'])),
    });
    if (authorization !== headers.authorization) return { Code: 'SignatureDoesNotMatch', Message: 'x' };
    if (behaviour === 'silent') return null;
    if (behaviour === 'busy') return { Code: 'isv.BUSINESS_LIMIT_CONTROL', Message: '触发流控' };
    if (behaviour === 'refused') return { Code: 'isv.MOBILE_NUMBER_ILLEGAL', Message: '非法手机号' };
    const { content } = JSON.parse(url.searchParams.get('TemplateParam') ?? '{}') as { content: string };
    desk.arrived.push({ to: url.searchParams.get('PhoneNumbers') ?? '', text: content });
    return behaviour === 'taken_silently' ? null : { Code: 'OK', Message: 'OK', BizId: `biz-${desk.arrived.length}` };
  });
};
