/** The ground of the proof `bot`: the bank of the demonstration, a clock that is turned, and people who answer through the API. */
import { questionIn, writtenQuestions } from '#apps/seed/education/bank.ts';
import { plantQuestion } from '#features/education/bank/factory.ts';
import { gapsIn, type Given } from '#features/education/bank/rules.ts';
import { plantCourse } from '#features/education/courses/factory.ts';
import { answerQuiz, ownCourse } from '#features/education/courses/own/contract.ts';
import {
  answerRecall,
  chooseRecall,
  leaveRecall,
  ownRecall,
  type RecallQuestion,
} from '#features/education/recall/contract.ts';
import { ownEvidence } from '#features/education/recall/evidence/contract.ts';
import { asAdmin, type AdminConnection } from '#platform/db/counties.ts';
import { addDays } from '#shared/days.ts';
import { newId } from '#shared/ids.ts';
import type { Client } from '../../test/harness/client.ts';
import { openWorld, type World } from '../../test/access/world.ts';

export interface RecallGround {
  readonly world: World;
  /** What is right of each stem, for those who know. */
  readonly right: ReadonlyMap<string, readonly string[] | boolean>;
  turn(days: number): Promise<void>;
  /** A course whose questions are those of the bank. */
  readonly courseId: string;
}

export const openRecall = async (server: AdminConnection): Promise<RecallGround> => {
  let day = '2026-03-02';
  const world = await openWorld(server, () => new Date(`${day}T02:00:00Z`));
  const right = new Map<string, readonly string[] | boolean>();
  const { county } = world.tree;
  const items: string[] = [];
  const { id: courseId } = await world.write(async (tx) => {
    for (const [topic, lines] of Object.entries(writtenQuestions))
      for (const line of lines) {
        const question = questionIn(line);
        const { answer, options, stem } = question;
        if ('keys' in answer)
          right.set(
            stem,
            options.filter(({ key }) => answer.keys.includes(key)).map(({ text }) => text),
          );
        if ('holds' in answer) right.set(stem, answer.holds);
        if ('blanks' in answer)
          right.set(
            stem,
            answer.blanks.map((taken) => taken[0] ?? ''),
          );
        items.push((await plantQuestion(tx, { unit: county, category: topic, topic, ...question })).id);
      }
    // Two of half the bank each: a quiz holds two hundred questions at most.
    const half = Math.ceil(items.length / 2);
    const units = [items.slice(0, half), items.slice(half)].map((some) => ({
      id: newId(),
      kind: 'quiz' as const,
      title: '自测',
      items: some,
      ask: 50,
      pass: 45,
    }));
    return plantCourse(tx, world.county, {
      unit: { ...county, type: 'county_committee' },
      state: 'published',
      content: { chapters: [{ id: newId(), title: '一', units }] },
    });
  });
  return {
    world,
    right,
    courseId,
    async turn(days) {
      day = addDays(day, days);
      // Sessions do not end while weeks pass.
      await asAdmin(world.admin, (admin) =>
        admin.query(
          `update ${world.county.entry.schema}.session set created_at = $1, seen_at = $1, expires_at = $1::timestamptz + interval '1 hour'`,
          [`${day}T02:00:00Z`],
        ),
      );
    },
  };
};

/** Answers a question by what it sees, and hears what was right. */
export interface Mind {
  answer(question: RecallQuestion): Given;
  hear(question: RecallQuestion, right: Given): void;
}

export interface Taken {
  answers: number;
  right: number;
  /** Topics that the evidence shows as known beyond guessing. */
  credited: number;
}

export const begin = (client: Client, topics: readonly string[]): Promise<unknown> =>
  client.call(chooseRecall, { body: { topics: [...topics], weekly: 10 } });

export const comeBack = async (client: Client, topics: readonly string[]): Promise<void> => {
  await client.call(leaveRecall, {});
  await begin(client, topics);
};

/** Everything that is asked this week. */
export const takeWeek = async (client: Client, mind: Mind, taken: Taken): Promise<void> => {
  for (;;) {
    const { next } = await client.call(ownRecall, {});
    if (next === null) return;
    const reply = await client.call(answerRecall, {
      body: { itemId: next.itemId, answered: next.answered, given: mind.answer(next) },
    });
    taken.answers += 1;
    if (reply.isRight) taken.right += 1;
    if ('keys' in reply.answer) mind.hear(next, { keys: reply.answer.keys });
    if ('holds' in reply.answer) mind.hear(next, { holds: reply.answer.holds });
    if ('blanks' in reply.answer) mind.hear(next, { blanks: reply.answer.blanks.map((gap) => gap[0] ?? '') });
  }
};

/** Every try that a course gives today: what came out right is remembered. */
export const takeCourse = async (client: Client, courseId: string, mind: Mind): Promise<void> => {
  for (;;) {
    const { papers } = await client.call(ownCourse, { params: { id: courseId } });
    const paper = papers.find(({ left }) => left > 0);
    if (paper === undefined) return;
    const tried = paper.items.map((item) => {
      const gaps = item.kind === 'blank' ? gapsIn(item.stem) : 0;
      const question: RecallQuestion = { ...item, itemId: item.id, answered: 0, topic: '', gaps };
      return { question, given: mind.answer(question) };
    });
    const { marks } = await client.call(answerQuiz, {
      params: { id: courseId, unit: paper.unitId },
      body: {
        attemptId: newId(),
        answers: tried.map(({ question, given }) => ({ itemId: question.itemId, given })),
      },
    });
    const right = new Set(marks.filter((mark) => mark.right).map(({ itemId }) => itemId));
    for (const { question, given } of tried) if (right.has(question.itemId)) mind.hear(question, given);
  }
};

export const creditedTopics = async (client: Client): Promise<number> => {
  const { topics } = await client.call(ownEvidence, {});
  return topics.filter(({ knownAtLeast }) => knownAtLeast !== null).length;
};
