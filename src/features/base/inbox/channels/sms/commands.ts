import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { OutsideSettings } from '#platform/config/outside.ts';
import type { Outcome } from '../../delivery/rules.ts';
import { callJson } from '../calls/commands.ts';
import { usualPatience, type Message, type Sender } from '../access.ts';
import { canonicalQuery, signedHeaders } from './access.ts';

type Settings = NonNullable<OutsideSettings['sms']>;

const Sent = z.object({ Code: z.string(), BizId: z.string().optional() });

/** Too many to this number or altogether, no money left, a service that is stopped: somebody can mend it. */
const laterCodes: ReadonlySet<string> = new Set([
  'isv.BUSINESS_LIMIT_CONTROL',
  'isv.DAY_LIMIT_CONTROL',
  'isv.AMOUNT_NOT_ENOUGH',
  'isv.OUT_OF_SERVICE',
  'SignatureNonceUsed',
]);

const outcomeOf = ({ Code: code, BizId: id }: z.infer<typeof Sent>): Outcome => {
  if (code === 'OK') return { kind: 'ok', id: id ?? null };
  if (code === 'isp.SYSTEM_ERROR') return { kind: 'unknown', why: code };
  return { kind: code.startsWith('Throttling') || laterCodes.has(code) ? 'later' : 'refused', why: code };
};

/** Templates take no links and at most so many characters in one parameter. */
const longest = 35;

const queryOf = (settings: Settings, { id, to, title }: Message): Readonly<Record<string, string>> => ({
  PhoneNumbers: to,
  SignName: settings.sign,
  TemplateCode: settings.template,
  TemplateParam: JSON.stringify({ content: [...title].slice(0, longest).join('') }),
  OutId: id,
});

/** SMS by the gateway's API `SendSms`. It does not recognise repetitions: `OutId` only comes back in receipts. */
export const smsSender = (settings: Settings, patience: number = usualPatience): Sender => ({
  remembers: 0,
  async send(message) {
    const url = new URL('/', settings.url);
    const query = queryOf(settings, message);
    const { key, secret } = settings;
    const { host: _host, ...headers } = signedHeaders({
      key,
      secret,
      host: url.host,
      action: 'SendSms',
      version: '2017-05-25',
      query,
      nonce: randomUUID(),
      at: new Date(),
    });
    url.search = canonicalQuery(query);
    const got = await callJson(url, { method: 'POST', headers }, Sent, patience);
    return 'outcome' in got ? got.outcome : outcomeOf(got.answer);
  },
});
