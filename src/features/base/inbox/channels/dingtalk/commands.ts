import { z } from 'zod';
import type { OutsideSettings } from '#platform/config/outside.ts';
import type { Outcome } from '../../delivery/rules.ts';
import { callJson, keepToken, withToken } from '../calls/commands.ts';
import { usualPatience, type Message, type Sender } from '../access.ts';

type Settings = NonNullable<OutsideSettings['dingtalk']>;

const Token = z.object({
  errcode: z.number(),
  access_token: z.string().default(''),
  expires_in: z.number().default(0),
});
const Sent = z.object({
  errcode: z.number(),
  task_id: z.union([z.number(), z.string()]).optional(),
  /** Beside code 88: what the gateway in front has to say. */
  sub_code: z.string().optional(),
});

const tokenCodes: ReadonlySet<string> = new Set(['40014', '42001', '40001']);
/** Busy, or too many calls a second, a minute, a day. */
const laterCodes: ReadonlySet<string> = new Set(['-1', '90002', '90018', '143103', '143104', '1430003']);
/** The same text reaches the same user once a day. */
const remembers = 24 * 3_600_000;

const codeOf = ({ errcode, sub_code: sub }: z.infer<typeof Sent>): string =>
  errcode === 88 && sub !== undefined ? sub : String(errcode);

const outcomeOf = (answer: z.infer<typeof Sent>): Outcome => {
  if (answer.errcode === 0) return { kind: 'ok', id: answer.task_id === undefined ? null : String(answer.task_id) };
  const code = codeOf(answer);
  // It has had this very text today: an earlier attempt arrived.
  if (code === '143106') return { kind: 'ok', id: null };
  return { kind: laterCodes.has(code) ? 'later' : 'refused', why: `code_${code}` };
};

/** Names are shown as they are written, whatever signs stand in them. */
const plain = (text: string): string => text.replaceAll(/[\\`*_[\]()<>#!|~]/g, String.raw`\$&`);

const bodyOf = (settings: Settings, { to, title, text, url }: Message): string =>
  JSON.stringify({
    agent_id: settings.agent,
    userid_list: to,
    msg:
      url === null
        ? { msgtype: 'text', text: { content: `${title}\n${text}` } }
        : {
            msgtype: 'action_card',
            action_card: {
              title,
              markdown: `**${plain(title)}**\n\n${plain(text)}`,
              single_title: '查看',
              single_url: url,
            },
          },
  });

/** 钉钉: work notices of an application of the own organisation. */
export const dingtalkSender = (settings: Settings, patience: number = usualPatience): Sender => {
  const keeper = keepToken(async () => {
    const url = new URL('/gettoken', settings.url);
    url.searchParams.set('appkey', settings.key);
    url.searchParams.set('appsecret', settings.secret);
    const got = await callJson(url, {}, Token, patience);
    if ('outcome' in got) return got;
    const { errcode, access_token: token, expires_in: seconds } = got.answer;
    return { answer: errcode === 0 ? { token, seconds } : { why: `token_${errcode}` } };
  });
  return {
    remembers,
    send: (message) =>
      withToken(keeper, async (token) => {
        const url = new URL('/topapi/message/corpconversation/asyncsend_v2', settings.url);
        url.searchParams.set('access_token', token);
        const headers = { 'content-type': 'application/json' };
        const body = bodyOf(settings, message);
        const got = await callJson(url, { method: 'POST', headers, body }, Sent, patience);
        if ('outcome' in got) return got.outcome;
        return tokenCodes.has(codeOf(got.answer)) ? 'token_ended' : outcomeOf(got.answer);
      }),
  };
};
