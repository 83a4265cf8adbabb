/** Wishes of members on the phone, and volunteers whose hours the served confirm. */
import { beforeAll, describe, expect, test } from 'vitest';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { openTo } from '#test/harness/told.ts';
import { claimWish, listWish, oneWish, wishDone, wishList } from '../contract.ts';
import { openWishes } from '../offers/contract.ts';
import { answerOwnWish, makeWish, ownWishList } from '../own/contract.ts';
import {
  addHelper,
  decideHelper,
  leaveHelp,
  offerHelp,
  ownHelpList,
  stateHelperHours,
  stateOwnHours,
} from './contract.ts';

const server = useApp();
let secretary: Client;
let wisher: Client;
let helper: Client;
beforeAll(async () => {
  const { as, tree } = server.current;
  secretary = await as('branch_secretary', { at: tree.branchA1 });
  wisher = await as('member', { at: tree.branchA1 });
  helper = await as('member', { at: tree.branchB1 });
});

const text = `${hostile} 腿脚不便，想有人陪着去医院`;
const one = (id: string) => secretary.call(oneWish, { params: { id } });
const step = async (id: string, endpoint: typeof listWish | typeof claimWish | typeof wishDone, words: string) => {
  const { version } = await one(id);
  await secretary.call(endpoint, { params: { id }, body: { version, words } });
};
const listed = async (): Promise<string> => {
  const { id } = await wisher.call(makeWish, { body: { category: 'company', text } });
  await step(id, listWish, '一位老党员要人陪着去医院');
  return id;
};
const ownOf = async (id: string) => (await wisher.call(ownWishList, {})).items.find((wish) => wish.id === id);
const helpOf = async (id: string) => (await helper.call(ownHelpList, {})).items.find((help) => help.id === id);

describe('a member', () => {
  test('wishes at the own branch, and confirms what was done with the hours of who helped', async () => {
    const { nobody } = server.current;
    const id = await listed();
    expect((await one(id)).member).toBe(true);
    const { waiting } = await nobody.call(openWishes, {});
    expect(waiting.map((wish) => wish.id)).toContain(id);

    expect(await wisher.outcome(offerHelp, { body: { wishId: id } })).toBe('conflict');
    const asked = await helper.call(offerHelp, { body: { wishId: id } });
    expect(asked.state).toBe('asked');
    expect(await helper.outcome(offerHelp, { body: { wishId: id } })).toBe('conflict');
    expect(await openTo(secretary)).toContain('wishes.asked');
    // Whoever asks to help reads the public words, and nothing that was written.
    expect(await helpOf(asked.id)).toMatchObject({ words: '一位老党员要人陪着去医院', told: null });
    expect(JSON.stringify(await helper.call(ownHelpList, {}))).not.toContain('腿脚不便');
    expect((await ownOf(id))?.helpers).toEqual([]);

    await secretary.call(decideHelper, {
      params: { id, helperId: asked.id },
      body: { version: 1, agree: true, words: '周三早上八点，村口见' },
    });
    expect(await openTo(helper)).toContain('wishes.agreed');
    expect(await helpOf(asked.id)).toMatchObject({ state: 'agreed', told: '周三早上八点，村口见' });
    const named = await secretary.call(addHelper, { params: { id }, body: { name: '热心邻居' } });
    await step(id, claimWish, '周三有人陪您去');

    const hours = { version: 2, hours: 3.5 };
    expect(await helper.outcome(stateOwnHours, { params: { id: asked.id }, body: { ...hours, hours: 0.3 } })).toBe(
      'invalid',
    );
    await helper.call(stateOwnHours, { params: { id: asked.id }, body: hours });
    expect(
      await secretary.outcome(stateHelperHours, {
        params: { id, helperId: asked.id },
        body: { version: 3, hours: 8 },
      }),
    ).toBe('conflict');
    await secretary.call(stateHelperHours, { params: { id, helperId: named.id }, body: { version: 1, hours: 2 } });
    await step(id, wishDone, '已经陪着看完医生');
    expect(await openTo(wisher)).toContain('wishes.done');
    expect((await helper.call(ownHelpList, {})).confirmedHours).toBe(0);

    const mine = await ownOf(id);
    expect(mine).toMatchObject({ text, state: 'done', can: { confirm: true, notYet: true, withdraw: false } });
    expect(mine?.helpers.map(({ state, hours: stated }) => [state, stated])).toEqual([
      ['stated', 3.5],
      ['stated', 2],
    ]);
    // The surname alone: who served is known to the served.
    expect(mine?.helpers[1]?.name).toBe('热**居');
    await wisher.call(answerOwnWish, {
      params: { id },
      body: { version: mine?.version ?? 0, act: 'confirm', hours: [asked.id] },
    });
    expect((await ownOf(id))?.state).toBe('confirmed');
    expect(await helper.call(ownHelpList, {})).toMatchObject({ confirmedHours: 3.5 });
    // What the served did not tick counts for nobody.
    expect((await one(id)).helpers.map(({ state }) => state)).toEqual(['confirmed', 'stated']);
    expect(await helper.outcome(stateOwnHours, { params: { id: asked.id }, body: { version: 4, hours: 9 } })).toBe(
      'conflict',
    );
  });

  test('sees the own wishes and helps alone', async () => {
    const id = await listed();
    expect((await helper.call(ownWishList, {})).items).toEqual([]);
    expect(await helper.outcome(answerOwnWish, { params: { id }, body: { version: 2, act: 'withdraw' } })).toBe(
      'not_found',
    );
    const other = await server.current.as('branch_secretary', { at: server.current.tree.branchB1 });
    expect((await other.call(wishList, { query: { show: 'all' } })).items).toEqual([]);
    const asked = await helper.call(offerHelp, { body: { wishId: id } });
    expect(await wisher.outcome(leaveHelp, { params: { id: asked.id }, body: { version: 1 } })).toBe('not_found');
    expect((await wisher.call(ownHelpList, {})).items).toEqual([]);
    await helper.call(leaveHelp, { params: { id: asked.id }, body: { version: 1 } });
    expect((await helpOf(asked.id))?.state).toBe('declined');
  });

  test('cannot help with what is not in the public list', async () => {
    const { id } = await wisher.call(makeWish, { body: { category: 'company', text } });
    expect(await helper.outcome(offerHelp, { body: { wishId: id } })).toBe('not_found');
    expect(await wisher.outcome(answerOwnWish, { params: { id }, body: { version: 1, act: 'confirm' } })).toBe(
      'conflict',
    );
    await wisher.call(answerOwnWish, { params: { id }, body: { version: 1, act: 'withdraw' } });
    expect((await ownOf(id))?.state).toBe('withdrawn');
  });
});
