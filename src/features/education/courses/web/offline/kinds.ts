import type { AppError } from '#shared/errors.ts';
import type { Text } from '#shared/text.ts';
import type { Endpoint } from '#shared/endpoint.ts';
import type { OutboxKind, OutboxTable } from '#webkit/offline/outbox.ts';
import type { Outcome } from '#webkit/offline/queue.ts';
import { courseProblems } from '../../messages.ts';
import { type AnsweredQuiz, answerQuiz, ownCourse, ownCourses, saidTask } from '../../own/contract.ts';
import { keepPackage, ownPackage } from '../../packages/contract.ts';
import { learnTexts } from '../messages.ts';
import { idOf, keepResult } from './copies.ts';
import type { PackageDeed } from './package-words.ts';

export interface QuizDeed {
  readonly unit: string;
  readonly body: {
    readonly attemptId: string;
    readonly answers: readonly { readonly itemId: string; readonly given: unknown }[];
  };
  /** What was asked, to read beside what the server says of it. */
  readonly stems: Readonly<Record<string, string>>;
}
export interface TaskDeed {
  readonly unit: string;
}

const refused = async ({ code, details }: AppError): Promise<Outcome> => {
  await Promise.resolve();
  return { kind: 'refused', held: { code, details } };
};

const kindOf = (endpoint: Endpoint, name: Text, more: Pick<OutboxKind, 'prepare' | 'done'>): OutboxKind => ({
  endpoint,
  name,
  texts: courseProblems,
  page: ({ lane }) => `/study/courses/${idOf(lane)}`,
  decidePage: ({ lane }) => `/study/courses/${idOf(lane)}`,
  // What was answered last is what somebody means; nothing of it has left.
  merge: (_earlier, later) => later,
  starts: false,
  refused,
  fills: ({ lane, input }) => [endpoint, { params: { id: idOf(lane), unit: (input as TaskDeed).unit } }],
  touches: ({ lane }) => [ownCourses, ownPackage, [ownCourse, { params: { id: idOf(lane) } }]],
  ...more,
});

/** What somebody does with a course, as it leaves the device. Entries are written by the deeds of this feature alone. */
export const outboxKinds: OutboxTable = [
  kindOf(answerQuiz, learnTexts.deed_quiz, {
    prepare: ({ input, lane }) => {
      const { unit, body } = input as QuizDeed;
      return Promise.resolve({ params: { id: idOf(lane), unit }, body });
    },
    done: (reply, { input }, vault) =>
      keepResult(vault, { ...(reply as AnsweredQuiz), stems: (input as QuizDeed).stems }),
  }),
  kindOf(saidTask, learnTexts.deed_task, {
    prepare: ({ input, lane }) => Promise.resolve({ params: { id: idOf(lane), unit: (input as TaskDeed).unit } }),
    done: () => Promise.resolve(),
  }),
  kindOf(keepPackage, learnTexts.deed_package, {
    prepare: ({ input, lane }) => {
      const { unit, body } = input as PackageDeed;
      return Promise.resolve({ params: { id: idOf(lane), unit }, body });
    },
    done: () => Promise.resolve(),
  }),
];
