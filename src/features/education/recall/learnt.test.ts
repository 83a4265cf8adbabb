/** What courses and exams bring to recall and to the page of evidence, and what they have told a person before. */
import { expect, test } from 'vitest';
import { plantQuestion } from '#features/education/bank/factory.ts';
import { answerQuiz } from '#features/education/courses/own/contract.ts';
import { plantAsked, plantCourse, type PlantedCourse } from '#features/education/courses/factory.ts';
import { plantAttempt, plantExam } from '#features/education/exams/factory.ts';
import { newId } from '#shared/ids.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { hostile } from '#test/harness/hostile.ts';
import * as contract from './contract.ts';
import { ownEvidence } from './evidence/contract.ts';

const server = useApp({ now: () => new Date('2026-03-02T02:00:00Z') });

const arrive = async () => {
  const person = await server.current.member();
  const client = await server.current.as('member', { person });
  return { client, person: { ...person, branch: server.current.tree.branchA1 } };
};
const choose = (client: Client, topics: readonly string[], withCourses = true) =>
  client.call(contract.chooseRecall, { body: { topics: [...topics], withCourses, weekly: 10 } });
const look = (client: Client) => client.call(contract.ownRecall, {});
const evidence = (client: Client) => client.call(ownEvidence, {});

/** Answers all that is asked, right. */
const answerAll = async (client: Client): Promise<void> => {
  for (;;) {
    const { next } = await look(client);
    if (next === null) return;
    const keys = next.options.filter(({ text }) => text === '一年').map(({ key }) => key);
    await client.call(contract.answerRecall, {
      body: { itemId: next.itemId, answered: next.answered, given: { keys } },
    });
  }
};

const question = (topic: string): Promise<{ readonly id: string }> =>
  server.current.write((tx) =>
    plantQuestion(tx, { unit: server.current.tree.county, topic, stem: `${hostile} ${newId()}` }),
  );

const courseWith = (topic: string, item: string): Promise<PlantedCourse> => {
  const { write, county, tree } = server.current;
  const units = [{ id: newId(), kind: 'quiz' as const, title: '自测', items: [item], ask: 1, pass: 1 }];
  return write((tx) =>
    plantCourse(tx, county, {
      unit: tree.branchA1,
      topics: [topic],
      state: 'published',
      content: { chapters: [{ id: newId(), title: '一', units }] },
    }),
  );
};

const finish = async (client: Client, { id, content }: PlantedCourse, item: string): Promise<void> => {
  const unit = content.chapters[0]?.units[0]?.id ?? '';
  const answers = [{ itemId: item, given: { keys: ['A'] } }];
  const reply = await client.call(answerQuiz, { params: { id, unit }, body: { attemptId: newId(), answers } });
  expect(reply.finished).toBe(true);
};

test('topics of a finished course are asked by choice, and what its questions told is no first answer', async () => {
  const { client } = await arrive();
  const [asked] = [await question('history'), await question('history')];
  const course = await courseWith('history', asked.id);
  await choose(client, []);
  expect(await look(client)).toMatchObject({ isOn: true, withCourses: true, finished: [], next: null });
  await finish(client, course, asked.id);
  expect(await look(client)).toMatchObject({ finished: ['history'], next: { topic: 'history' } });
  await answerAll(client);
  expect((await evidence(client)).topics).toMatchObject([{ code: 'history', firsts: 1 }]);
  const { client: other } = await arrive();
  await choose(other, ['history'], false);
  await answerAll(other);
  expect((await evidence(other)).topics).toMatchObject([{ code: 'history', firsts: 2 }]);
});

test('nothing of a course is asked where only topics were chosen, and no choice is none', async () => {
  const { client } = await arrive();
  const [item, chosen] = [await question('governance'), await question('secrecy')];
  await finish(client, await courseWith('governance', item.id), item.id);
  await choose(client, ['secrecy'], false);
  expect(chosen.id).toBe((await look(client)).next?.itemId);
  await answerAll(client);
  expect((await evidence(client)).topics.map(({ code }) => code)).toEqual(['secrecy']);
  const empty = { topics: [], withCourses: false, weekly: 5 as const };
  expect((await client.raw(contract.chooseRecall, { body: empty })).status).toBe(422);
});

test('an exam tells what is right with its result, and is evidence once it is released and passed', async () => {
  const { write, tree } = server.current;
  const item = await question('discipline');
  const [told, waiting] = [await arrive(), await arrive()];
  const times = { opensAt: '2026-03-01T00:00:00Z', closesAt: '2026-03-01T02:00:00Z' };
  const sit = (state: 'released' | 'published', person: typeof told.person, title: string) =>
    write(async (tx) => {
      const exam = await plantExam(tx, { unit: tree.county, title, state, ...times, items: [item] });
      const { id } = await plantAttempt(tx, {
        exam: exam.id,
        unit: tree.county,
        person,
        slotAt: times.opensAt,
        begunAt: times.opensAt,
        endsAt: times.closesAt,
        markedAt: '2026-03-01T17:00:00Z',
      });
      const filed = { attempt_id: id, exam_id: exam.id, person_id: person.id, org_path: `${tree.county.path}=${id}` };
      await tx
        .insertInto('exam_mark')
        .values({ id: newId(), ...filed, item: 1, answer: '["A"]', share: 1 })
        .execute();
      await tx.updateTable('exam_attempt').set({ passed: true, won: 2 }).where('id', '=', id).execute();
    });
  await sit('released', told.person, hostile);
  await sit('published', waiting.person, hostile);
  for (const { client } of [told, waiting]) {
    await choose(client, ['discipline']);
    await answerAll(client);
  }
  expect(await evidence(told.client)).toMatchObject({
    topics: [{ firsts: 0 }],
    exams: [{ title: hostile, on: '2026-03-02' }],
  });
  expect(await evidence(waiting.client)).toMatchObject({ topics: [{ firsts: 1 }], exams: [] });
});

test('a task on site is evidence once the branch has confirmed it, for the own eyes', async () => {
  const { client, person } = await arrive();
  const { write, county, tree } = server.current;
  const course = await write((tx) =>
    plantCourse(tx, county, { unit: tree.branchA1, title: hostile, state: 'published' }),
  );
  const { id } = await write((tx) => plantAsked(tx, county, course, person));
  expect((await evidence(client)).tasks).toEqual([]);
  await write((tx) =>
    tx
      .updateTable('course_done')
      .set({ state: 'done', done_on: '2026-03-01', actor: '某书记' })
      .where('id', '=', id)
      .execute(),
  );
  expect((await evidence(client)).tasks).toEqual([
    { id, title: '现场教学', courseTitle: hostile, on: '2026-03-01', actor: '某书记' },
  ]);
  expect((await evidence((await arrive()).client)).tasks).toEqual([]);
});
