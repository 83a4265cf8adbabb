import { z } from 'zod';
import type { OutsideSettings } from '#platform/config/outside.ts';
import type { Outcome } from '../../delivery/rules.ts';
import { callJson, keepToken, withToken } from '../calls/commands.ts';
import { usualPatience, type Message, type Sender } from '../access.ts';

type Settings = NonNullable<OutsideSettings['wecom']>;

const Token = z.object({
  errcode: z.number(),
  access_token: z.string().default(''),
  expires_in: z.number().default(0),
});
const Sent = z.object({
  errcode: z.number(),
  msgid: z.string().optional(),
  /** Users that do not exist, in lower case, separated by `|`. */
  invaliduser: z.string().optional(),
  unlicenseduser: z.string().optional(),
});

/** Tokens that have ended or are none. */
const tokenCodes: ReadonlySet<number> = new Set([40014, 42001, 40001]);
/** Busy, too many calls, an address that is not yet allowed: nothing was taken. */
const laterCodes: ReadonlySet<number> = new Set([-1, 6000, 45009, 45033, 60020]);
/** The longest time for which the same request is not delivered twice. */
const repeatSeconds = 4 * 3_600;

const names = (list: string | undefined): string[] => (list ?? '').toLowerCase().split('|');

const outcomeOf = ({ errcode, msgid, invaliduser, unlicenseduser }: z.infer<typeof Sent>, to: string): Outcome => {
  if (errcode === 81013) return { kind: 'refused', why: 'invalid_user' };
  if (errcode === 0) {
    const user = to.toLowerCase();
    if (names(invaliduser).includes(user)) return { kind: 'refused', why: 'invalid_user' };
    if (names(unlicenseduser).includes(user)) return { kind: 'refused', why: 'unlicensed_user' };
    return { kind: 'ok', id: msgid ?? null };
  }
  return laterCodes.has(errcode)
    ? { kind: 'later', why: `code_${errcode}` }
    : { kind: 'refused', why: `code_${errcode}` };
};

/** A card with a link where there is a way back, plain text otherwise. */
const bodyOf = (settings: Settings, { to, title, text, url }: Message): string =>
  JSON.stringify({
    touser: to,
    agentid: settings.agent,
    ...(url === null
      ? { msgtype: 'text', text: { content: `${title}\n${text}` } }
      : { msgtype: 'textcard', textcard: { title, description: text, url } }),
    enable_duplicate_check: 1,
    duplicate_check_interval: repeatSeconds,
  });

/** 企业微信: messages of an application. A repetition of the same request within four hours does not arrive again. */
export const wecomSender = (settings: Settings, patience: number = usualPatience): Sender => {
  const keeper = keepToken(async () => {
    const url = new URL('/cgi-bin/gettoken', settings.url);
    url.searchParams.set('corpid', settings.corp);
    url.searchParams.set('corpsecret', settings.secret);
    const got = await callJson(url, {}, Token, patience);
    if ('outcome' in got) return got;
    const { errcode, access_token: token, expires_in: seconds } = got.answer;
    return { answer: errcode === 0 ? { token, seconds } : { why: `token_${errcode}` } };
  });
  return {
    remembers: repeatSeconds * 1_000,
    send: (message) =>
      withToken(keeper, async (token) => {
        const url = new URL('/cgi-bin/message/send', settings.url);
        url.searchParams.set('access_token', token);
        const body = bodyOf(settings, message);
        const headers = { 'content-type': 'application/json' };
        const got = await callJson(url, { method: 'POST', headers, body }, Sent, patience);
        if ('outcome' in got) return got.outcome;
        return tokenCodes.has(got.answer.errcode) ? 'token_ended' : outcomeOf(got.answer, message.to);
      }),
  };
};
