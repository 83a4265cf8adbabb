import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { leafPath, systemScope } from '#platform/access/scope.ts';
import { todoList } from '#features/base/inbox/contract.ts';
import { newId } from '#shared/ids.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import { plantSchool } from '#test/harness/school.ts';
import { plantMember, type Node } from '#test/harness/tree.ts';
import * as contract from './contract.ts';
import type { Content } from './content/rules.ts';
import { bodyOf, plantCourse, plantItems, smallContent } from './factory.ts';
import * as own from './own/contract.ts';
import { confirmTask, waitingTasks } from './tasks/contract.ts';

const start = new Date('2026-11-26T04:00:00Z');
let now = start;
const server = useApp({ now: () => now });
afterEach(() => {
  now = start;
});

let school: Node;
let teacher: Client;
let colleague: Client;
let pool: string[];
beforeAll(async () => {
  const { write } = server.current;
  ({ school, teacher, colleague } = await plantSchool(server.current));
  pool = await write((tx) => plantItems(tx, school, 12));
});

const fields = {
  title: `${hostile} 课`,
  summary: hostile,
  topics: ['charter'],
  audience: { stages: [], posts: [], types: [] },
  hours: 2,
  expiresOn: null,
};
const one = (client: Client, id: string) => client.call(contract.oneCourse, { params: { id } });
const begin = async (): Promise<string> =>
  (await teacher.call(contract.createCourse, { body: { title: fields.title, topics: ['charter'] } })).id;
const save = async (client: Client, id: string, content: Content, more: object = {}): Promise<string> => {
  const { version } = await one(client, id);
  const body = { version, ...fields, content: content as never, ...more };
  return client.outcome(contract.saveCourse, { params: { id }, body });
};
const act = async (client: Client, id: string, endpoint: 'submit' | 'publish' | 'return'): Promise<string> => {
  const { version } = await one(client, id);
  const params = { id };
  if (endpoint === 'submit') return client.outcome(contract.submitCourse, { params, body: { version } });
  return client.outcome(contract.reviewCourse, { params, body: { version, decision: endpoint, note: '原因' } });
};
const publish = async (content: Content, more: object = {}): Promise<string> => {
  const id = await begin();
  expect(await save(teacher, id, content, more)).toBe('ok');
  expect(await act(teacher, id, 'submit')).toBe('ok');
  expect(await act(colleague, id, 'publish')).toBe('ok');
  return id;
};
/** So many members of a branch begin it. */
const take = async (id: string, people: number): Promise<void> => {
  const { tree, write } = server.current;
  for (let n = 0; n < people; n += 1)
    await write(async (tx) => {
      const person = await plantMember(tx, tree.branchA2, { name: `学员${n}` });
      await tx
        .insertInto('course_taking')
        .values({
          id: newId(),
          course_id: id,
          person_id: person.id,
          org_path: leafPath(tree.branchA2.path, person.id),
          edition: 1,
          begun_on: '2026-11-01',
        })
        .execute();
    });
};
const taskOf = (content: Content) => content.chapters[0]?.units.find(({ kind }) => kind === 'task');
const paperOf = async (client: Client, id: string) => {
  const { papers } = await client.call(own.ownCourse, { params: { id } });
  return papers[0]!;
};
/** The first option is right. */
const answer = async (client: Client, id: string, wrong: number, attemptId = newId()) => {
  const paper = await paperOf(client, id);
  const answers = paper.items.map(({ id: itemId }, at) => ({ itemId, given: { keys: [at < wrong ? 'B' : 'A'] } }));
  return client.call(own.answerQuiz, { params: { id, unit: paper.unitId }, body: { attemptId, answers } });
};

const waitingFor = async (client: Client) => {
  const { sources } = await client.call(todoList, {});
  const { total } = await client.call(contract.courseList, { query: { show: 'mine' } });
  return [sources.find(({ kind }) => kind === 'courses.review')?.count ?? 0, total];
};

describe('a course', () => {
  test('waits for whoever may review it, at its provider and above, and for none of its writers', async () => {
    const officer = await server.current.as('county_officer');
    const before = await Promise.all([teacher, colleague, officer].map(waitingFor));
    const id = await begin();
    await save(teacher, id, smallContent(pool));
    await act(teacher, id, 'submit');
    const after = await Promise.all([teacher, colleague, officer].map(waitingFor));
    expect(after.map(([todo, list], at) => [(todo ?? 0) - (before[at]?.[0] ?? 0), list === todo])).toEqual([
      [0, true],
      [1, true],
      [1, true],
    ]);
    expect(await act(colleague, id, 'return')).toBe('ok');
  });

  test('is written by one person and published by another', async () => {
    const id = await begin();
    expect((await one(teacher, id)).faults).toEqual(['courses.empty']);
    expect(await act(teacher, id, 'submit')).toBe('refused');
    expect(await save(teacher, id, smallContent(pool))).toBe('ok');
    expect(await one(teacher, id)).toMatchObject({ faults: [], can: { submit: true, review: false } });
    expect(await act(teacher, id, 'submit')).toBe('ok');
    expect(await save(teacher, id, smallContent(pool))).toBe('conflict');
    expect(await one(teacher, id)).toMatchObject({ otherPerson: true, can: { review: false } });
    expect(await act(teacher, id, 'publish')).toBe('refused');
    expect(await act(colleague, id, 'return')).toBe('ok');
    expect(await save(colleague, id, smallContent(pool))).toBe('ok');
    expect(await act(teacher, id, 'submit')).toBe('ok');
    // Both have written it by now.
    expect(await act(colleague, id, 'publish')).toBe('refused');
    const third = await server.current.as('reviewer', { at: school });
    expect(await act(third, id, 'publish')).toBe('ok');
    expect(await one(teacher, id)).toMatchObject({
      state: 'published',
      edition: 1,
      steps: [{ kind: 'propose' }, { kind: 'return', note: '原因' }, { kind: 'propose' }, { kind: 'publish' }],
    });
  });

  test('shows what is right in its questions to whoever reviews it now, and to nobody else', async () => {
    const id = await begin();
    expect(await save(teacher, id, smallContent(pool))).toBe('ok');
    const keysFor = async (client: Client) => (await one(client, id)).keys;
    expect([await keysFor(teacher), await keysFor(colleague)]).toEqual([[], []]);
    expect(await act(teacher, id, 'submit')).toBe('ok');
    expect(await keysFor(teacher)).toEqual([]);
    const keys = await keysFor(colleague);
    expect(keys.map((key) => key.id).toSorted()).toEqual(pool.toSorted());
    expect(keys[0]).toMatchObject({ answer: { keys: ['A'] }, explanation: expect.stringContaining('解析') });
    expect(keys[0]?.options).toHaveLength(5);
    expect(await act(colleague, id, 'publish')).toBe('ok');
    expect([await keysFor(teacher), await keysFor(colleague)]).toEqual([[], []]);
  });

  test('that somebody else has saved meanwhile is handed out whole, to be compared', async () => {
    const id = await begin();
    const { version } = await one(teacher, id);
    expect(await save(colleague, id, smallContent(pool), { title: '别人的' })).toBe('ok');
    const body = { version, ...fields, content: { chapters: [] } };
    const { title, summary, topics, audience, hours, expiresOn, content } = await one(colleague, id);
    await expect(teacher.call(contract.saveCourse, { params: { id }, body })).rejects.toMatchObject({
      code: 'stale',
      details: { current: { version: version + 1, title, summary, topics, audience, hours, expiresOn, content } },
    });
  });

  test('the database refuses a release that its reviewer wrote', async () => {
    const { write } = server.current;
    const { id } = await write((tx) => plantCourse(tx, server.current.county, { unit: school }));
    const holder = newId();
    const written = write((tx) =>
      tx
        .insertInto('course_release')
        .columns(['course_id', 'edition', 'provider_id', 'reach', 'title', 'summary', 'topics', 'audience'])
        .columns(['content', 'files', 'writers', 'reviewer_id', 'current', 'published_on'])
        .values({
          course_id: id,
          edition: 1,
          provider_id: school.id,
          reach: school.path,
          title: 'x',
          summary: '',
          topics: [],
          audience: '{}',
          content: '{}',
          files: '[]',
          writers: [holder],
          reviewer_id: holder,
          current: true,
          published_on: '2026-11-26',
        })
        .execute(),
    );
    await expect(written).rejects.toMatchObject({ constraint: 'course_release_two_people' });
  });

  test('goes on being written while members see what was published, and is withdrawn with their records kept', async () => {
    const content = smallContent(pool);
    const id = await publish(content);
    const member = await server.current.as('member');
    await answer(member, id, 0);
    expect(await save(teacher, id, { chapters: [] }, { title: '下一版' })).toBe('ok');
    expect(await member.call(own.ownCourse, { params: { id } })).toMatchObject({ title: fields.title, edition: 1 });
    const { version } = await one(colleague, id);
    const body = { version, reason: '内容过时' };
    expect(await colleague.outcome(contract.withdrawCourse, { params: { id }, body })).toBe('ok');
    expect(await member.outcome(own.ownCourse, { params: { id } })).toBe('not_found');
    const kept = await server.current.write((tx) =>
      tx.selectFrom('course_done').select('state').where('course_id', '=', id).execute(),
    );
    expect(kept).toEqual([{ state: 'done' }]);
  });

  test('has a title that reads as it is written, without signs that turn it round', async () => {
    const title = '\u202e反\u2066课\u200f ';
    const { id } = await teacher.call(contract.createCourse, { body: { title, topics: ['charter'] } });
    expect((await one(teacher, id)).title).toBe('反课');
    const nothing = { body: { title: '\u202e', topics: ['charter'] } };
    expect(await teacher.outcome(contract.createCourse, nothing)).toBe('invalid');
  });

  test('is not submitted where guessing passes, or nothing is evidence', async () => {
    const id = await begin();
    const [chapter] = smallContent(pool).chapters;
    const withQuiz = (ask: number, pass: number): Content => ({
      chapters: [{ ...chapter!, units: [{ id: newId(), kind: 'quiz', title: '自测', items: pool, ask, pass }] }],
    });
    expect(await save(teacher, id, withQuiz(1, 1))).toBe('ok');
    expect(await one(teacher, id)).toMatchObject({ faults: ['courses.quiz_guess'], easyQuizzes: ['自测'] });
    expect(await save(teacher, id, withQuiz(20, 20))).toBe('ok');
    expect((await one(teacher, id)).faults).toEqual(['courses.quiz_small']);
    const text = { id: newId(), kind: 'text' as const, title: '读', body: bodyOf('一') };
    expect(await save(teacher, id, { chapters: [{ ...chapter!, units: [text] }] })).toBe('ok');
    expect((await one(teacher, id)).faults).toEqual(['courses.no_evidence']);
  });

  test('names only files of its own', async () => {
    const id = await begin();
    const units = [{ id: newId(), kind: 'document' as const, title: '讲义', file: newId() }];
    expect(await save(teacher, id, { chapters: [{ id: newId(), title: '一', units }] })).toBe('invalid');
  });
});

describe('taking a course', () => {
  test('tells no answer before it was given, marks by rule, and draws other questions for the next try', async () => {
    const id = await publish(smallContent(pool));
    const member = await server.current.as('member');
    const first = await paperOf(member, id);
    expect(first).toMatchObject({ pass: 4, left: 3 });
    expect(JSON.stringify(await member.call(own.ownCourse, { params: { id } }))).not.toContain('解析');
    expect(await answer(member, id, 2)).toMatchObject({ passed: false, right: 3, asked: 5, finished: false });
    const second = await paperOf(member, id);
    expect(second.left).toBe(2);
    expect(second.items.map((item) => item.id)).not.toEqual(first.items.map((item) => item.id));
    expect(await answer(member, id, 1)).toMatchObject({ passed: true, right: 4 });
    expect(await member.call(own.ownCourse, { params: { id } })).toMatchObject({ done: 1, needed: 2 });
  });

  test('is one try however often it is sent, and three a day', async () => {
    const id = await publish(smallContent(pool));
    // Ten minutes before midnight in China.
    now = new Date('2026-11-26T15:50:00Z');
    const member = await server.current.as('member');
    const paper = await paperOf(member, id);
    const params = { id, unit: paper.unitId };
    const body = { attemptId: newId(), answers: [{ itemId: paper.items[0]!.id, given: { keys: ['B'] } }] };
    const reply = await member.call(own.answerQuiz, { params, body });
    expect(await member.call(own.answerQuiz, { params, body })).toEqual(reply);
    expect((await paperOf(member, id)).left).toBe(2);
    // A paper of before is no paper any more.
    const all = paper.items.map(({ id: itemId }) => ({ itemId, given: { keys: ['A'] } }));
    const late = { attemptId: newId(), answers: all };
    expect(await member.outcome(own.answerQuiz, { params, body: late })).toBe('stale');
    await answer(member, id, 5);
    await answer(member, id, 5);
    expect((await paperOf(member, id)).left).toBe(0);
    await expect(answer(member, id, 0)).rejects.toMatchObject({ code: 'refused' });
    now = new Date('2026-11-26T16:05:00Z');
    expect(await answer(member, id, 0)).toMatchObject({ passed: true });
  });

  test('two devices do not share the last try of the day', async () => {
    const id = await publish(smallContent(pool));
    const member = await server.current.as('member');
    await answer(member, id, 5);
    await answer(member, id, 5);
    const sent = await Promise.allSettled([answer(member, id, 5), answer(member, id, 5), answer(member, id, 5)]);
    expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('is finished once the branch has confirmed the task, and not by the member’s own word', async () => {
    const content = smallContent(pool);
    const id = await publish(content);
    const { as, tree } = server.current;
    const member = await as('member');
    const secretary = await as('branch_secretary', { at: tree.branchA1 });
    await answer(member, id, 0);
    const params = { id, unit: taskOf(content)!.id };
    expect(await member.call(own.saidTask, { params })).toMatchObject({ state: 'asked' });
    expect((await member.call(own.ownCourses, {})).items.find((line) => line.id === id)).toMatchObject({
      done: 1,
      finishedOn: null,
    });
    const other = await as('branch_secretary', { at: tree.branchA2 });
    expect((await other.call(waitingTasks, {})).items).toEqual([]);
    const waiting = (await secretary.call(waitingTasks, {})).items.find(
      ({ courseTitle }) => courseTitle === fields.title,
    );
    const decide = (decision: 'confirm' | 'return', version: number) =>
      secretary.outcome(confirmTask, { params: { id: waiting!.id }, body: { version, decision } });
    expect(
      await other.outcome(confirmTask, { params: { id: waiting!.id }, body: { version: 1, decision: 'confirm' } }),
    ).toBe('not_found');
    expect(await decide('return', 1)).toBe('ok');
    expect(await member.call(own.saidTask, { params })).toMatchObject({ state: 'asked' });
    expect(await decide('confirm', 1)).toBe('stale');
    expect(await decide('confirm', 3)).toBe('ok');
    expect((await member.call(own.ownCourses, {})).items.find((line) => line.id === id)).toMatchObject({
      done: 2,
      finishedOn: expect.any(String),
    });
    // Few are not told; and the school, which has nobody below it, does not read that nobody took it.
    expect(await one(teacher, id)).toMatchObject({ taken: { begun: null, finished: null } });
    await take(id, 5);
    expect(await one(teacher, id)).toMatchObject({ taken: { begun: 6, finished: null } });
  });

  test('is offered by stage, post and place', async () => {
    const { as, tree, write } = server.current;
    const content = smallContent(pool);
    const audience = (more: object) => ({ audience: { stages: [], posts: [], types: [], ...more } });
    const probation = await publish(content, audience({ stages: ['probationary'] }));
    const fresh = await publish(smallContent(pool), audience({ posts: ['new_secretary'] }));
    const inTowns = await publish(smallContent(pool), audience({ types: ['township_committee'] }));
    const inOrgans = await publish(smallContent(pool), audience({ types: ['working_committee'] }));
    const person = await write((tx) => plantMember(tx, tree.branchA1, { name: '新书记' }));
    await write((tx) =>
      tx
        .insertInto('post_holding')
        .values({
          id: newId(),
          organisation_id: tree.branchA1.id,
          person_id: person.id,
          org_path: person.path,
          post: 'secretary',
          from_on: '2026-09-01',
        })
        .execute(),
    );
    const seen = async (client: Client): Promise<string[]> =>
      (await client.call(own.ownCourses, {})).items.map(({ id }) => id);
    const secretary = await seen(await as('member', { person }));
    expect(secretary).toContain(fresh);
    expect(secretary).toContain(inTowns);
    expect(secretary).not.toContain(probation);
    expect(secretary).not.toContain(inOrgans);
    const plain = await as('member');
    expect(await seen(plain)).not.toContain(fresh);
    expect(await plain.outcome(own.ownCourse, { params: { id: fresh } })).toBe('not_found');
  });

  test('of a branch is for that branch alone', async () => {
    const { as, tree, write, county } = server.current;
    const { id } = await write((tx) => plantCourse(tx, county, { unit: tree.branchA1, state: 'published' }));
    const here = await as('member');
    const person = await write((tx) => plantMember(tx, tree.branchA2));
    const there = await as('member', { at: tree.branchA2, person });
    expect(await here.outcome(own.ownCourse, { params: { id } })).toBe('ok');
    expect(await there.outcome(own.ownCourse, { params: { id } })).toBe('not_found');
  });

  test('answers are nobody else’s: no range opens them', async () => {
    const id = await publish(smallContent(pool));
    const member = await server.current.as('member');
    await answer(member, id, 0);
    const { county, entry } = server.current;
    // The whole county's range, as its officer has it.
    const db = county.read(systemScope(entry.code, 'test', { guard: 'accounts' }));
    const seen = await db.selectFrom('course_attempt').select('id').where('course_id', '=', id).execute();
    expect(seen).toEqual([]);
  });
});
