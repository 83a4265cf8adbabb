import { plantExam, plantExamItems } from '#features/education/exams/factory.ts';
import { Journal } from '#features/education/exams/journal/rules.ts';
import type { ItemKind, Line } from '#features/education/exams/rules.ts';
import * as seats from '#features/education/exams/seat/contract.ts';
import { newOpaqueId } from '#shared/ids.ts';
import type { TestApp } from './app.ts';
import type { Client } from './client.ts';

/** An exam of the county that can be taken now. */
export const plantOpenExam = async ({ tree, write }: TestApp, kinds: readonly ItemKind[]): Promise<string> => {
  const at = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();
  const items = await write((tx) => plantExamItems(tx, tree.county, kinds));
  const facts = { unit: tree.county, opensAt: at(-10), closesAt: at(300), minutes: 60, items };
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
