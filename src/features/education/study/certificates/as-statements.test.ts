/** A class and its certificate among the learner's own statements. Here, as records stand below classes. */
import { expect, test } from 'vitest';
import { useApp } from '#test/harness/app.ts';
import { hostile } from '#test/harness/hostile.ts';
import { learnerOf } from '#test/harness/statements.ts';
import { plantClass } from '../factory.ts';

const server = useApp();

const learner = () => learnerOf(server.current);

test('a class is said to be attended once it is over, and its certificate to be earned until it is withdrawn', async () => {
  const { person, lines } = await learner();
  const { write, tree } = server.current;
  const { id, certificate } = await write((tx) =>
    plantClass(tx, { organiser: tree.county, title: `轮训班 ${hostile}`, person, certificate: true }),
  );
  // The certificate was planted before the end of the class.
  expect((await lines()).map(({ line }) => line)).toEqual([`获得了 轮训班 ${hostile}证书`]);
  await write((tx) => tx.updateTable('study_class').set({ state: 'ended' }).where('id', '=', id).execute());
  const said = await lines();
  expect(said.find(({ line }) => line.startsWith('参加了'))).toMatchObject({
    line: `参加了 轮训班 ${hostile}`,
    said: { timestamp: '2026-03-01T16:00:00Z', object: { definition: { type: expect.stringMatching(/course$/) } } },
  });
  expect(said.find(({ line }) => line.startsWith('获得了'))).toMatchObject({
    said: {
      timestamp: '2026-03-01T16:00:00Z',
      context: { contextActivities: { parent: [{ definition: { name: { 'zh-CN': `轮训班 ${hostile}` } } }] } },
    },
  });
  await write((tx) =>
    tx
      .updateTable('study_certificate')
      .set({ withdrawn_on: '2026-03-05', why: '发错了人' })
      .where('id', '=', certificate)
      .execute(),
  );
  expect((await lines()).map(({ line }) => line.slice(0, 3)).toSorted()).toEqual(['参加了', '撤销了'].toSorted());
  expect(await (await learner()).lines()).toEqual([]);
});
