import { afterEach, beforeAll } from 'vitest';
import { examAttempts } from '#features/education/exams/contract.ts';
import { plantExam, plantExamItems, type PlantedItem } from '#features/education/exams/factory.ts';
import { Journal } from '#features/education/exams/journal/rules.ts';
import type { ItemKind, Line } from '#features/education/exams/rules.ts';
import * as seats from '#features/education/exams/seat/contract.ts';
import { systemScope } from '#platform/access/scope.ts';
import { newOpaqueId } from '#shared/ids.ts';
import { useApp, type TestApp } from './app.ts';
import type { Client } from './client.ts';

/** An exam of the county that can be taken now. */
export const plantOpenExam = async (
  { tree, write }: TestApp,
  kinds: readonly ItemKind[],
  minutesLeft = 300,
): Promise<string> => {
  const now = Date.now();
  const at = (minutes: number): string => new Date(now + minutes * 60_000).toISOString();
  const items = await write((tx) => plantExamItems(tx, tree.county, kinds));
  const facts = { unit: tree.county, opensAt: at(-10), closesAt: at(minutesLeft), minutes: 60, items };
  return (await write((tx) => plantExam(tx, facts))).id;
};

/** A phone at an exam: a device with its journal, that sends when it is told to. */
export const phoneOf = async (member: Client, examId: string, now: () => Date) => {
  const seat = await member.call(seats.takeSeat, { params: { id: examId } });
  const begun = await member.call(seats.beginExam, {
    params: { id: seat.attemptId },
    body: { device: newOpaqueId() },
  });
  const lines: Line[] = [];
  const journal = await Journal.open({
    key: begun.journalKey,
    lastSeq: begun.lastSeq,
    head: begun.head,
    store: { lines: async () => lines, append: async (line) => void lines.push(line) },
    now: () => now().getTime(),
  });
  const send = (some: readonly Line[], as = member) =>
    as.call(seats.keepAnswers, {
      params: { id: seat.attemptId },
      body: { sitting: begun.sitting, lines: some.map((line) => ({ ...line, answer: [...line.answer] })) },
    });
  return {
    seat,
    begun,
    lines,
    journal,
    send,
    flush: (as = member) => journal.flush((some) => send(some, as)),
    hand: () =>
      member.call(seats.handIn, {
        params: { id: seat.attemptId },
        body: { sitting: begun.sitting, seq: journal.lastSeq },
      }),
  };
};

export type ExamFacts = Partial<Parameters<typeof plantExam>[1]>;

const start = new Date('2026-11-26T01:00:00Z');

/**
 * For the top of a test file: a server whose clock the tests turn, its office, questions of these kinds, and exams and phones made of
 * them. Read `officer` and `items` inside tests only.
 */
export const useExams = (kinds: readonly ItemKind[] = []) => {
  let now = start;
  const server = useApp({ now: () => now });
  const later = (minutes: number): Date => new Date(start.getTime() + minutes * 60_000);
  const plantItems = (of: readonly ItemKind[]) =>
    server.current.write((tx) => plantExamItems(tx, server.current.tree.county, of));
  let made: { readonly officer: Client; readonly items: readonly PlantedItem[] } | undefined;
  const read = () => {
    if (made === undefined) throw new Error('read before its tests run');
    return made;
  };
  beforeAll(async () => {
    const items = kinds.length === 0 ? [] : await plantItems(kinds);
    made = { officer: await server.current.as('county_officer'), items };
  });
  afterEach(() => {
    now = start;
  });
  return {
    server,
    get officer() {
      return read().officer;
    },
    get items() {
      return read().items;
    },
    now: () => now,
    later,
    /** Until the end of the test. */
    turnTo(minutes: number): void {
      now = later(minutes);
    },
    /** As if the person had signed in again: sessions end by idleness while these clocks jump. */
    async awake(client: Client): Promise<Client> {
      const { write, entry } = server.current;
      await write(
        (tx) =>
          tx
            .updateTable('session')
            .set({ seen_at: now.toISOString(), expires_at: later(1_440).toISOString() })
            .where('account_id', '=', client.session?.accountId ?? '')
            .execute(),
        systemScope(entry.code, 'test', { guard: 'accounts' }),
      );
      return client;
    },
    plantItems,
    /** An exam of the county that has opened, of all the questions. */
    examWith: (more: ExamFacts = {}) =>
      server.current.write((tx) =>
        plantExam(tx, {
          unit: server.current.tree.county,
          opensAt: later(-10).toISOString(),
          closesAt: later(120).toISOString(),
          items: read().items,
          ...more,
        }),
      ),
    phoneOf: (member: Client, examId: string) => phoneOf(member, examId, () => now),
    /** What each who took it has, as the office reads it. */
    async scoreOf(exam: string): Promise<(number | null)[]> {
      const chief = await server.current.as('county_officer');
      const { items } = await chief.call(examAttempts, { params: { id: exam }, query: {} });
      return items.map(({ points }) => points);
    },
  };
};
