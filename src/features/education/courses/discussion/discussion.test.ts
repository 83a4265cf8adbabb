import { beforeAll, expect, test } from 'vitest';
import { rangeEnd } from '#platform/access/scope.ts';
import { newId } from '#shared/ids.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { plantMember, plantNode } from '#test/harness/tree.ts';
import { plantCourse } from '../factory.ts';
import { ownDiscussion, removePost, sayInCourse } from './contract.ts';

const server = useApp();
let params: { id: string; unit: string };
let here: Client;
let beside: Client;
let there: Client;
let secretary: Client;
beforeAll(async () => {
  const { as, county, tree, write } = server.current;
  const school = await write((tx) => plantNode(tx, 'party_school', tree.county, '县委党校'));
  const { id, content } = await write((tx) => plantCourse(tx, county, { unit: school, state: 'published' }));
  const unit = content.chapters[0]?.units.find(({ kind }) => kind === 'discussion');
  params = { id, unit: unit?.id ?? '' };
  here = await as('member');
  beside = await as('member');
  const person = await write((tx) => plantMember(tx, tree.branchA2));
  there = await as('member', { at: tree.branchA2, person });
  secretary = await as('branch_secretary', { at: tree.branchA1 });
});

const read = async (client: Client) => (await client.call(ownDiscussion, { params })).items;
const say = (client: Client, text: string, postId = newId()) =>
  client.outcome(sayInCourse, { params, body: { postId, text } });

test('a branch talks among itself: no other reads it, and nobody above', async () => {
  const { county, system, tree } = server.current;
  expect(await say(here, `${hostile} 我的体会`)).toBe('ok');
  expect((await read(beside)).at(-1)).toMatchObject({ text: `${hostile} 我的体会`, can: { remove: false } });
  expect(await read(there)).toEqual([]);
  // The whole county's range, as its officer has it.
  const { path } = tree.county;
  const db = county.read({ ...system, from: path, to: rangeEnd(path), guard: '' });
  expect(await db.selectFrom('course_post').select('id').execute()).toEqual([]);
});

test('is said once however often it is sent, and not without a word', async () => {
  const postId = newId();
  expect(await say(beside, '一句话', postId)).toBe('ok');
  expect(await say(beside, '一句话', postId)).toBe('ok');
  expect((await read(here)).filter(({ id }) => id === postId)).toHaveLength(1);
  expect(await say(here, ' \u200b ')).toBe('invalid');
});

test('the committee of that very branch takes a post out, with a reason', async () => {
  const { as, tree } = server.current;
  const postId = newId();
  await say(here, '打错了字', postId);
  const body = { reason: '与课程无关' };
  const other = await as('branch_secretary', { at: tree.branchA2 });
  expect(await other.outcome(removePost, { params: { id: postId }, body })).toBe('not_found');
  expect(await here.outcome(removePost, { params: { id: postId }, body })).toBe('not_found');
  expect(await secretary.outcome(removePost, { params: { id: postId }, body })).toBe('ok');
  expect((await read(beside)).map(({ id }) => id)).not.toContain(postId);
});
