/** Each adapter against a fake of the system it speaks to. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inTurn, type Fake } from '#test/fakes/behaviour.ts';
import { fakeMail } from '#test/fakes/mail.ts';
import { fakeDingtalk, fakeSms, fakeWecom } from '#test/fakes/messengers.ts';
import { hostile } from '#test/harness/hostile.ts';
import { dingtalkSender } from './dingtalk/commands.ts';
import { emailSender } from './email/commands.ts';
import type { Message, Sender } from './access.ts';
import { smsSender } from './sms/commands.ts';
import { signedHeaders } from './sms/access.ts';
import { wecomSender } from './wecom/commands.ts';

/** Only silences last so long; a busy machine answers within it. */
const patience = 2_000;
let count = 0;
const message = (to: string): Message => {
  count += 1;
  const id = `0197${count}`;
  return {
    id,
    to,
    title: `会议 ${count} ${hostile}`,
    text: `请登录平台。\n.\n${hostile}`,
    url: `https://x.example/m?notice=${id}`,
  };
};

interface Channel {
  readonly name: string;
  readonly to: string;
  readonly open: () => Promise<{ fake: Fake; sender: Sender }>;
}
const wecom = { corp: 'corp', secret: 'secret', agent: 7 };
const sms = { key: 'key', secret: 'secret', sign: '支部', template: 'SMS_1' };
const list: readonly Channel[] = [
  {
    name: 'wecom',
    to: 'WangWei',
    open: async () => {
      const fake = await fakeWecom(wecom);
      return { fake, sender: wecomSender({ ...wecom, url: fake.url }, patience) };
    },
  },
  {
    name: 'dingtalk',
    to: 'manager1',
    open: async () => {
      const fake = await fakeDingtalk();
      return { fake, sender: dingtalkSender({ url: fake.url, key: 'k', secret: 's', agent: 1 }, patience) };
    },
  },
  {
    name: 'sms',
    to: '13800000001',
    open: async () => {
      const fake = await fakeSms(sms);
      return { fake, sender: smsSender({ ...sms, url: fake.url }, patience) };
    },
  },
  {
    name: 'email',
    to: 'wang@example.org',
    open: async () => {
      const fake = await fakeMail();
      const settings = { url: fake.url, from: 'zhibu@example.org' };
      return { fake, sender: emailSender(settings, '永嘉县', patience) };
    },
  },
];

describe.each(list)('$name', ({ name, to, open }) => {
  let fake: Fake;
  let sender: Sender;
  beforeAll(async () => {
    ({ fake, sender } = await open());
  });
  afterAll(async () => {
    await fake.close();
  });
  const shown = ({ id, title }: Message): number =>
    fake.arrived.filter(({ text }) => text.includes(name === 'sms' ? [...title].slice(0, 6).join('') : id)).length;

  test('hands a message over', async () => {
    const one = message(to);
    expect(await sender.send(one)).toMatchObject({ kind: 'ok' });
    expect(shown(one)).toBe(1);
    expect(fake.arrived.at(-1)?.to).toBe(to);
  });

  test('tells a user that is none from a system that is busy', async () => {
    fake.behave(inTurn('refused', 'busy'));
    expect(await sender.send(message(to))).toMatchObject({ kind: 'refused' });
    expect(await sender.send(message(to))).toMatchObject({ kind: 'later' });
  });

  test('does not know what has become of a message without an answer', async () => {
    const [taken, lost] = [message(to), message(to)];
    fake.behave(inTurn('taken_silently', 'silent'));
    expect(await sender.send(taken)).toMatchObject({ kind: 'unknown' });
    expect(await sender.send(lost)).toMatchObject({ kind: 'unknown' });
    expect([shown(taken), shown(lost)]).toEqual([1, 0]);
    await sender.send(taken);
    await sender.send(lost);
    expect([shown(taken), shown(lost)]).toEqual([sender.remembers > 0 ? 1 : 2, 1]);
  });

  test('is not led astray by an acknowledgement that comes twice', async () => {
    fake.behave(inTurn('twice'));
    const [one, two] = [message(to), message(to)];
    expect(await sender.send(one)).toMatchObject({ kind: 'ok' });
    expect(await sender.send(two)).toMatchObject({ kind: 'ok' });
    expect([shown(one), shown(two)]).toEqual([1, 1]);
  });

  test('says that nothing was sent where nobody listens', async () => {
    const { fake: gone, sender: away } = await open();
    await gone.close();
    expect(await away.send(message(to))).toMatchObject({ kind: 'later' });
  });
});

test.each([
  ['wecom', list[0]],
  ['dingtalk', list[1]],
] as const)('%s fetches a new token where the former has ended, and sends once', async (_name, channel) => {
  if (channel === undefined) throw new Error('no channel');
  const { fake, sender } = await channel.open();
  await sender.send(message(channel.to));
  fake.behave(inTurn('expired'));
  expect(await sender.send(message(channel.to))).toMatchObject({ kind: 'ok' });
  fake.behave(inTurn('expired', 'expired'));
  expect(await sender.send(message(channel.to))).toMatchObject({ kind: 'later', why: 'token_refused' });
  expect(fake.arrived).toHaveLength(2);
  await fake.close();
});

test('the signature is that of the published example', () => {
  const { authorization } = signedHeaders({
    key: 'YourAccessKeyId',
    secret: 'YourAccessKeySecret',
    host: 'ecs.cn-shanghai.aliyuncs.com',
    action: 'RunInstances',
    version: '2014-05-26',
    query: { ImageId: 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd', RegionId: 'cn-shanghai' },
    nonce: '3156853299f313e23d1673dc12e1703d',
    at: new Date('2023-10-26T10:22:32Z'),
  });
  expect(authorization).toMatch(/Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0$/);
});
