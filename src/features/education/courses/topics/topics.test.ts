import { beforeAll, expect, test } from 'vitest';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { addTopic, editTopic, retireTopic, topicList } from './contract.ts';

const server = useApp();

let officer: Client;
let member: Client;
beforeAll(async () => {
  officer = await server.current.as('county_officer');
  member = await server.current.as('member');
});

const named = { nameZh: '<b>党史</b>', nameEn: 'History\'s "best"', position: 50 };

test('topics are read by everybody signed in, in the order of the county', async () => {
  const { items } = await member.call(topicList, {});
  expect(items[0]).toMatchObject({ code: 'theory', nameZh: '党的理论', retiredOn: null });
  expect(items.map(({ position }) => position)).toEqual(
    items.map(({ position }) => position).toSorted((a, b) => a - b),
  );
});

test('a topic is added once, renamed against its version, and retired without going', async () => {
  expect(await officer.call(addTopic, { body: { code: 'firefighting', ...named } })).toEqual({
    code: 'firefighting',
    version: 1,
  });
  await expect(officer.call(addTopic, { body: { code: 'firefighting', ...named } })).rejects.toMatchObject({
    details: { problems: [{ path: 'body.code', message: 'courses.topic_taken' }] },
  });
  const params = { code: 'firefighting' };
  await officer.call(editTopic, { params, body: { ...named, version: 1, nameZh: '消防' } });
  await expect(officer.call(editTopic, { params, body: { ...named, version: 1 } })).rejects.toMatchObject({
    code: 'stale',
  });
  await officer.call(retireTopic, { params, body: { version: 2, retired: true } });
  const found = (await member.call(topicList, {})).items.find(({ code }) => code === 'firefighting');
  expect(found).toMatchObject({ nameZh: '消防', version: 3, retiredOn: expect.any(String) });
});
