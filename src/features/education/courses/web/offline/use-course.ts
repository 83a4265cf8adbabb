import { useEffect, useMemo, useState } from 'react';
import type { Call, Endpoint } from '#shared/endpoint.ts';
import { newId, newOpaqueId } from '#shared/ids.ts';
import { call } from '#webkit/api.ts';
import { type Fate, outbox } from '#webkit/offline/outbox.ts';
import type { Entry } from '#webkit/offline/queue.ts';
import { useOutbox } from '#webkit/offline/use-outbox.ts';
import type { Vault } from '#webkit/offline/vault.ts';
import { useApi, useTouch } from '#webkit/query.ts';
import { withRetries } from '#webkit/retry.ts';
import { type AnsweredQuiz, answerQuiz, type OwnCourse, ownCourse, ownCourses, saidTask } from '../../own/contract.ts';
import {
  type CourseCopy,
  dropCourse,
  dropResult,
  keepCourse,
  keptCourse,
  keptCourses,
  type KeptResult,
  keptResult,
  laneOf,
} from './copies.ts';
import { ownPackage } from '../../packages/contract.ts';
import { dropFiles, keepFiles } from './files.ts';
import type { QuizDeed, TaskDeed } from './kinds.ts';
import { sendLeft } from './package-words.ts';

/** Read anew whenever `after` changes: an answer that came in is in the new copy. */
export const useKept = <T>(
  vault: Vault | null,
  read: (vault: Vault) => Promise<T | undefined>,
  after: string,
): T | null => {
  const [kept, setKept] = useState<T | null>(null);
  useEffect(() => {
    let isOver = false;
    const show = (value: T | undefined): void => {
      if (!isOver) setKept(value ?? null);
    };
    if (vault === null) show(undefined);
    else read(vault).then(show, () => show(undefined));
    return () => {
      isOver = true;
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `read` is written anew each time; `after` says when to read again
  }, [vault, after]);
  return kept;
};

export interface CourseRead {
  readonly course: OwnCourse | null;
  readonly copy: CourseCopy | null;
  /** Whether the page shows the copy, since the server does not answer. */
  readonly fromCopy: boolean;
  /** What was done here and has not been sent. */
  readonly mine: readonly Entry[];
  readonly canKeep: boolean;
  readonly loading: boolean;
  readonly error: Error | null;
  readonly again: () => void;
  /** Files on their way to the device, 0–1; null where none are. */
  readonly taking: number | null;
  /** Not all files came: the line was cut, or the device is full. */
  readonly fell: boolean;
  readonly take: () => void;
  readonly drop: () => void;
}

/** One course: as the server says, or as it was taken along. */
export const useCourse = (id: string): CourseRead => {
  const { queue, vault } = useOutbox();
  const [turn, setTurn] = useState(0);
  const [taking, setTaking] = useState<number | null>(null);
  const [fell, setFell] = useState(false);
  const read = useApi(ownCourse, { params: { id } });
  const mine = useMemo(() => queue.filter((entry) => entry.lane === laneOf(id)), [queue, id]);
  const copy = useKept<CourseCopy>(vault, (open) => keptCourse(open, id), `${id} ${turn} ${read.dataUpdatedAt}`);
  const fresh = read.data;
  const isTaken = copy !== null;
  useEffect(() => {
    // What is along follows what the server has; a full storage is no reason to disturb.
    if (vault !== null && fresh !== undefined && isTaken)
      keepCourse(vault, fresh)
        .then(() => keepFiles(vault, fresh))
        .catch(() => undefined);
  }, [vault, fresh, isTaken]);
  const touch = useTouch();
  useEffect(() => {
    sendLeft(id).then(
      (fate) => fate !== null && touch(ownCourses, ownPackage, [ownCourse, { params: { id } }]),
      () => undefined,
    );
  }, [id, touch]);
  const course = fresh ?? copy?.course ?? null;
  const turnAfter = (act: Promise<void>): void => {
    act.then(
      () => setTurn((now) => now + 1),
      () => undefined,
    );
  };
  return {
    course,
    copy,
    fromCopy: course !== null && (fresh === undefined || read.error !== null),
    mine,
    canKeep: vault !== null,
    loading: course === null && read.isPending && read.error === null,
    error: course === null ? read.error : null,
    again: () => void read.refetch(),
    taking,
    fell,
    take: () => {
      if (vault === null || course === null) return;
      setFell(false);
      setTaking(0);
      // Files first: once the course is there, it says that it can be opened without a network.
      keepFiles(vault, course, setTaking)
        .catch(() => setFell(true))
        .finally(() => {
          setTaking(null);
          turnAfter(keepCourse(vault, course));
        });
    },
    drop: () => {
      setFell(false);
      if (vault !== null) turnAfter(dropCourse(vault, id).then(() => dropFiles(vault, id)));
    },
  };
};

/** Courses that lie on this device. */
export const useCopies = (): readonly CourseCopy[] => {
  const { queue, vault } = useOutbox();
  return useKept(vault, keptCourses, String(queue.length)) ?? [];
};

/** Answers that were sent by themselves: what the server said of them, until the next try. */
export const useKeptResult = (unitId: string, after: number) => {
  const { vault } = useOutbox();
  const [turn, setTurn] = useState(0);
  const kept = useKept<KeptResult>(vault, (open) => keptResult(open, unitId), `${unitId} ${after} ${turn}`);
  return {
    kept,
    forget: () => {
      if (vault !== null)
        dropResult(vault, unitId).then(
          () => setTurn((now) => now + 1),
          () => undefined,
        );
    },
  };
};

/** A browser that keeps nothing sends at once. */
const direct = async <E extends Endpoint>(endpoint: E, input: object): Promise<Fate<AnsweredQuiz>> => {
  const key = newOpaqueId();
  const reply = await withRetries(() => call(endpoint, input as Call<E>, { key }));
  return { kind: 'sent', reply: reply as AnsweredQuiz };
};

/** Answers and tasks: written down on this device first, then sent. @throws a refusal, where the server gave one at once */
export const useCourseDeeds = (id: string) => {
  const touch = useTouch();
  const through = async (endpoint: Endpoint, slot: string, input: QuizDeed | TaskDeed): Promise<Fate<AnsweredQuiz>> => {
    const { vault } = outbox.view();
    if (vault !== null) return (await outbox.add({ endpoint, lane: laneOf(id), slot, input })) as Fate<AnsweredQuiz>;
    const fate = await direct(endpoint, {
      params: { id, unit: input.unit },
      ...('body' in input ? { body: input.body } : {}),
    });
    touch(ownCourses, [ownCourse, { params: { id } }]);
    return fate;
  };
  return {
    answer: (unit: string, answers: QuizDeed['body']['answers'], stems: QuizDeed['stems']) =>
      through(answerQuiz, `quiz:${unit}`, { unit, body: { attemptId: newId(), answers }, stems }),
    said: (unit: string) => through(saidTask, `task:${unit}`, { unit }),
  };
};
