import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OutsideSettings } from '#platform/config/outside.ts';
import { newId } from '#shared/ids.ts';
import { inTurn, type Fake } from '#test/fakes/behaviour.ts';
import { fakeWecom } from '#test/fakes/messengers.ts';
import { useApp } from '#test/harness/app.ts';
import { hostile } from '#test/harness/hostile.ts';
import { noticeList } from '../contract.ts';
import { notify } from '../index.ts';
import { setNoticeAddress } from '../settings/contract.ts';

const corp = { corp: 'corp', secret: 'secret', agent: 7 };
const outside: { -readonly [K in keyof OutsideSettings]: OutsideSettings[K] } = {
  origin: 'https://zhibu.example.org',
  patience: 2_000,
};
let wecom: Fake;
beforeAll(async () => {
  wecom = await fakeWecom(corp);
  outside.wecom = { ...corp, url: wecom.url };
});
afterAll(() => wecom.close());

const server = useApp({ outside });

test('outbox and queue deliver by themselves what a command has told, and try again after a silence', async () => {
  const app = server.current;
  const people = [await app.member(), await app.member()] as const;
  const [first, second] = [
    await app.as('member', { person: people[0] }),
    await app.as('member', { person: people[1] }),
  ];
  for (const [who, address] of [
    [first, 'one'],
    [second, 'two'],
  ] as const)
    await who.call(setNoticeAddress, { params: { channel: 'wecom' }, body: { address } });
  wecom.behave(inTurn('taken_silently', 'silent'));
  app.work();
  await app.write((tx) =>
    notify(tx, {
      kind: 'test.told',
      key: newId(),
      people: people.map(({ id }) => id),
      path: app.tree.branchA1.path,
      link: '/inbox',
      params: { subject: hostile },
      // Whatever the clock says.
      statutory: true,
    }),
  );
  for (const who of [first, second])
    await expect
      .poll(
        async () => {
          const { items } = await who.call(noticeList, { query: {} });
          return items[0]?.deliveries.map(({ channel, state }) => `${channel} ${state}`);
        },
        { timeout: 30_000 },
      )
      .toEqual(['in_app delivered', 'wecom sent']);
  expect(wecom.arrived.map(({ to }) => to).toSorted()).toEqual(['one', 'two']);
}, 60_000);
