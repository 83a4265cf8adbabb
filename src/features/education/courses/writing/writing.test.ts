/** A course that waits for its review, taken back by whoever sent it. */
import { beforeAll, expect, test } from 'vitest';
import { systemScope } from '#platform/access/scope.ts';
import { newOpaqueId } from '#shared/ids.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { plantSchool } from '#test/harness/school.ts';
import type { Node } from '#test/harness/tree.ts';
import * as contract from '../contract.ts';
import { plantCourse } from '../factory.ts';

const server = useApp();
let school: Node;
let teacher: Client;
let colleague: Client;
beforeAll(async () => {
  ({ school, teacher, colleague } = await plantSchool(server.current));
});

const one = (client: Client, id: string) => client.call(contract.oneCourse, { params: { id } });
const takeBack = (client: Client, id: string, version: number) =>
  client.outcome(contract.takeBackCourse, { params: { id }, body: { version } });

/** Written by somebody else, submitted by the teacher. */
const sent = async () => {
  const { write, county } = server.current;
  const { id } = await write((tx) => plantCourse(tx, county, { unit: school }));
  const { version } = await teacher.call(contract.submitCourse, { params: { id }, body: { version: 1 } });
  return { id, version };
};
const decide = (id: string, version: number, decision: 'publish' | 'return') =>
  colleague.call(contract.reviewCourse, { params: { id }, body: { version, decision, note: '原因' } });
const isWaiting = async (id: string): Promise<boolean> =>
  (await colleague.call(contract.courseList, { query: { show: 'mine' } })).items.some((line) => line.id === id);

test('is a draft again that waits for nobody, once however often it is asked, and may be sent anew', async () => {
  const { id, version } = await sent();
  expect((await one(teacher, id)).can).toMatchObject({ takeBack: true, save: false });
  expect(await isWaiting(id)).toBe(true);
  const [input, key] = [{ params: { id }, body: { version } }, newOpaqueId()];
  const reply = await teacher.call(contract.takeBackCourse, input, { key });
  expect(reply).toEqual({ id, version: version + 1, state: 'draft' });
  expect(await teacher.call(contract.takeBackCourse, input, { key })).toEqual(reply);
  expect(await isWaiting(id)).toBe(false);
  expect(await one(teacher, id)).toMatchObject({
    state: 'draft',
    can: { takeBack: false, save: true, submit: true },
    steps: [{ kind: 'propose' }, { kind: 'take_back', note: null }],
  });
  const { county, entry } = server.current;
  const events = await county
    .read(systemScope(entry.code, 'test'))
    .selectFrom('audit_event')
    .select('action')
    .where('entity_id', '=', id)
    .where('action', '=', 'courses.takeBack')
    .execute();
  expect(events).toHaveLength(1);
  // Whoever wrote or sent it before has still had a hand in it.
  const again = await teacher.call(contract.submitCourse, { params: { id }, body: { version: reply.version } });
  expect(await one(teacher, id)).toMatchObject({ state: 'review', otherPerson: true });
  expect(await decide(id, again.version, 'publish')).toMatchObject({ state: 'published' });
});

test('is not taken back once somebody has decided, nor on the word of an older page', async () => {
  const published = await sent();
  const { version } = await decide(published.id, published.version, 'publish');
  expect(await takeBack(teacher, published.id, published.version)).toBe('stale');
  expect(await takeBack(teacher, published.id, version)).toBe('conflict');
  const returned = await sent();
  const back = await decide(returned.id, returned.version, 'return');
  expect(await takeBack(teacher, returned.id, back.version)).toBe('conflict');
  expect((await one(teacher, returned.id)).can.takeBack).toBe(false);
});

test('of a decision and a taking back at once one holds', async () => {
  const { id, version } = await sent();
  const outcomes = await Promise.all([
    takeBack(teacher, id, version),
    colleague.outcome(contract.reviewCourse, { params: { id }, body: { version, decision: 'publish' } }),
  ]);
  expect(outcomes.toSorted()).toEqual(['ok', 'stale']);
  const { state, steps } = await one(teacher, id);
  expect([state, steps.at(-1)?.kind]).toEqual(outcomes[0] === 'ok' ? ['draft', 'take_back'] : ['published', 'publish']);
});

test('is not taken back by who had no hand in it, and not seen by who neither writes nor has it in reach', async () => {
  const { as, tree } = server.current;
  const { id, version } = await sent();
  expect((await one(colleague, id)).can.takeBack).toBe(false);
  await expect(colleague.call(contract.takeBackCourse, { params: { id }, body: { version } })).rejects.toMatchObject({
    code: 'refused',
    details: { message: 'courses.own_hand' },
  });
  const reviewer = await as('reviewer', { at: school });
  expect((await one(reviewer, id)).can).toMatchObject({ takeBack: false, review: true });
  expect(await takeBack(reviewer, id, version)).toBe('not_found');
  expect(await takeBack(await as('township_worker', { at: tree.townshipA }), id, version)).toBe('not_found');
  expect(await takeBack(await as('member'), id, version)).toBe('not_found');
  expect(await one(teacher, id)).toMatchObject({ state: 'review', version });
});
