/** How a request is worked: its points and the gate of its answer. */
import { beforeAll, describe, expect, test } from 'vitest';
import { useApp } from '#test/harness/app.ts';
import type { Client, RawReply } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { plantNode, type Node } from '#test/harness/tree.ts';
import * as requests from '../contract.ts';
import { plantRequest } from '../factory.ts';
import * as points from './points/contract.ts';

const server = useApp({ now: () => new Date('2026-11-26T04:00:00Z') });

let village: Node;
let clerk: Client;
beforeAll(async () => {
  const { as, tree, write } = server.current;
  village = await write((tx) => plantNode(tx, 'village', tree.townshipA, '浦口村'));
  clerk = await as('department_handler', { at: village });
});

const asked = `您好！${hostile}村口路灯坏了三盏。自来水经常停。请问低保怎么申请？谢谢。`;
const three = [`${hostile}村口路灯坏了三盏。`, '自来水经常停。', '请问低保怎么申请？'];

const plant = (text = asked, more: object = {}) =>
  server.current.write((tx) =>
    plantRequest(tx, server.current.county, { unit: village, area: village, text, state: 'taken', ...more }),
  );
const view = (id: string, client = clerk) => client.call(points.requestPoints, { params: { id } });
const mark = (id: string, version: number, marks: readonly { quote: string; aside?: boolean }[], client = clerk) =>
  client.raw(points.markPoints, { params: { id }, body: { version, marks: [...marks] } });
const answer = (id: string, body: object) =>
  clerk.raw(requests.answerRequest, { params: { id }, body: { version: 2, text: 'x', ...body } });
const refusals = ({ body }: RawReply): string[] => {
  const { error } = body as { error?: { code: string; problems?: { path: string; message: string }[] } };
  return error?.problems?.map(({ path, message }) => `${path} ${message}`) ?? (error ? [error.code] : []);
};

describe('the points of a request', () => {
  test('are suggested, marked in its own words, and kept sealed', async () => {
    const { id } = await plant();
    expect(await view(id)).toMatchObject({
      texts: [asked],
      points: [],
      suggested: three,
      unmarked: three,
      can: { mark: true },
    });
    expect(refusals(await mark(id, 1, [{ quote: '路灯坏了四盏' }]))).toEqual([
      'body.marks.0.quote requests.not_quoted',
    ]);
    expect((await mark(id, 1, [{ quote: '路灯坏了三盏' }, { quote: '自来水经常停。', aside: true }])).status).toBe(200);
    expect(refusals(await mark(id, 1, []))).toEqual(['stale']);
    expect(await view(id)).toMatchObject({
      version: 2,
      points: [{ quote: '路灯坏了三盏' }],
      aside: ['自来水经常停。'],
      unmarked: ['请问低保怎么申请？'],
    });
    const kept = await server.current.write((tx) =>
      tx.selectFrom('request_issue').select(['sealed', 'org_path']).where('request_id', '=', id).execute(),
    );
    expect(kept).toHaveLength(2);
    expect(kept.every(({ sealed }) => !sealed.toString('utf8').includes('路灯'))).toBe(true);
  });

  test('of an ended request stay as they are', async () => {
    const { id } = await plant(asked, { state: 'closed' });
    expect((await view(id)).can).toEqual({ mark: false });
    expect(refusals(await mark(id, 1, [{ quote: '路灯' }]))).toEqual(['conflict']);
  });
});

describe('an answer', () => {
  const text = '路灯今天已经修好。自来水月底前恢复！低保请带户口簿到村里申请。';

  test('goes out when each point is answered by a sentence or a reason, and says so to the resident', async () => {
    const { id } = await plant();
    expect(refusals(await answer(id, { version: 1, text }))).toEqual(['body.answers requests.points_unmarked']);
    await mark(
      id,
      1,
      three.map((quote) => ({ quote })),
    );
    const { points: marked } = await view(id);
    const [light, water, aid] = marked.map((one) => one.id);
    expect(refusals(await answer(id, { text }))).toEqual(Array(3).fill('body.answers requests.point_open'));
    expect(
      refusals(
        await answer(id, {
          text,
          answers: [
            { pointId: light, sentences: [7] },
            { pointId: water, sentences: [], reason: ' ' },
            { pointId: aid, sentences: [2] },
          ],
        }),
      ),
    ).toEqual(['body.answers.0 requests.no_sentence', 'body.answers.1 requests.point_open']);
    const sent = await answer(id, {
      text,
      answers: [
        { pointId: aid, sentences: [2, 2] },
        { pointId: light, sentences: [0] },
        { pointId: water, sentences: [], reason: `${hostile} 属供水公司` },
      ],
    });
    expect(sent.status).toBe(200);
    const { entries } = await clerk.call(requests.oneRequest, { params: { id } });
    expect(entries.at(-1)).toMatchObject({
      kind: 'answered',
      text,
      points: [
        { quote: three[0], sentences: ['路灯今天已经修好。'], reason: null },
        { quote: three[1], sentences: [], reason: `${hostile} 属供水公司` },
        { quote: three[2], sentences: ['低保请带户口簿到村里申请。'], reason: null },
      ],
    });
  });

  test('to one question needs no marks', async () => {
    const { id } = await plant('村口路灯坏了三盏，请尽快修好。');
    expect((await answer(id, { version: 1, text: '已经修好。' })).status).toBe(200);
  });

  test('to a reopened request is about the reason of reopening, whose points are marked anew', async () => {
    const { nobody } = server.current;
    const { id, code } = await nobody.call(requests.sendRequest, {
      body: { kind: 'help', category: 'roads', areaId: village.id, text: asked },
    });
    const at = { params: { id } };
    await clerk.call(requests.takeRequest, { ...at, body: { version: 1 } });
    await mark(
      id,
      2,
      three.map((quote) => ({ quote })),
    );
    const first = (await view(id)).points.map((one) => ({ pointId: one.id, sentences: [0] }));
    expect((await answer(id, { version: 3, text, answers: first })).status).toBe(200);
    const reason = '路灯又坏了两盏。低保还没有批下来。';
    await nobody.call(requests.reopenRequest, { body: { code, reason } });
    await clerk.call(requests.takeRequest, { ...at, body: { version: 5 } });
    expect(await view(id)).toMatchObject({
      texts: [reason, asked],
      points: [],
      unmarked: ['路灯又坏了两盏。', '低保还没有批下来。'],
    });
    expect(refusals(await answer(id, { version: 6, text, answers: first }))).toEqual([
      'body.answers requests.points_unmarked',
    ]);
    await mark(id, 6, [{ quote: reason }, { quote: three[1] ?? '' }]);
    const again = (await view(id)).points.map((one) => ({ pointId: one.id, sentences: [0] }));
    expect(again).toHaveLength(2);
    expect((await answer(id, { version: 7, text, answers: again })).status).toBe(200);
    // The resident reads both answers as they were given.
    const reply = await server.current.app.inject({
      url: '/api/requests/follow',
      headers: { 'x-query': `code=${encodeURIComponent(code)}` },
    });
    const { entries } = reply.json<requests.FollowedRequest>();
    expect(entries.filter(({ kind }) => kind === 'answered').map(({ points: said }) => said.length)).toEqual([3, 2]);
  });

  test('that decides carries outcome, facts and legal basis; a petition is answered in no other way', async () => {
    const { id } = await plant('请求认定宅基地');
    await server.current.write((tx) =>
      tx.updateTable('service_request').set({ procedure: 'petition' }).where('id', '=', id).execute(),
    );
    expect(refusals(await answer(id, { version: 1, text: '不予支持。' }))).toEqual([
      'body.opinion requests.opinion_needed',
    ]);
    const opinion = { outcome: 'decline', facts: '经查，该户已有宅基地一处。', basis: '' };
    expect(refusals(await answer(id, { version: 1, text: '不予支持。', opinion }))[0]).toMatch(/^body\.opinion\.basis/);
    const whole = { ...opinion, basis: '《土地管理法》第六十二条' };
    expect((await answer(id, { version: 1, text: '不予支持。', opinion: whole })).status).toBe(200);
    const { entries } = await clerk.call(requests.oneRequest, { params: { id } });
    expect(entries.at(-1)?.opinion).toEqual(whole);
  });
});
