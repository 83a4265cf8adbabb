/** The question bank of the Party school: what the four courses ask, reviewed by a second person, and a few that wait for it. */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { marksOf } from '#features/education/bank/writing/commands.ts';
import { optionKeys, type Answer, type BankKind, type Option, type Question } from '#features/education/bank/rules.ts';
import { addDays } from '#shared/days.ts';
import { ofOrThrow } from '../known.ts';
import { landmarks } from '../landmarks.ts';
import type { TreeDesk } from './desk.ts';
import { fixedId } from './fixed-id.ts';
import { admission } from './questions/admission.ts';
import { digital } from './questions/digital.ts';
import { platform } from './questions/platform.ts';
import { secrecy } from './questions/secrecy.ts';

export interface WrittenQuestion extends Question {
  readonly level: number;
  readonly explanation: string;
}

const kinds: Readonly<Record<string, BankKind>> = { S: 'single', M: 'multiple', J: 'judge', B: 'blank', A: 'short' };

/** A question's id is that of its stem. */
export const questionId = (stem: string): string => fixedId('question', stem);

/** Of the orders that a number gives, one in which no place and no set of places is right more often than others (`bank.test.ts`). */
const order = 323;
const placeOf = (stem: string, text: string): string =>
  createHash('sha256').update(`${order} ${stem} ${text}`).digest('hex');

const optionsOf = (stem: string, written: readonly string[]): { options: Option[]; keys: string[] } => {
  const placed = written
    .map((one) => ({ text: one.replace(/^\*/u, ''), isRight: one.startsWith('*') }))
    .toSorted((a, b) => (placeOf(stem, a.text) < placeOf(stem, b.text) ? -1 : 1))
    .map((one, at) => ({ ...one, key: optionKeys.charAt(at) }));
  return {
    options: placed.map(({ key, text }) => ({ key, text })),
    keys: placed.filter(({ isRight }) => isRight).map(({ key }) => key),
  };
};

const answerOf = (kind: BankKind, parts: readonly string[]): Answer => {
  const [first = '', ...more] = parts;
  if (kind === 'judge') return { holds: first === '√' };
  if (kind === 'blank') return { blanks: first.split(' ; ').map((taken) => taken.split('||')), anyOrder: false };
  return { model: first, points: more };
};

/**
 * `S2 题干 | *右 | 误 # 依据`: kind and level, the stem, then by kind the options with a star before what is right, √ or ×, what
 * the gaps take, or the model and its points; behind # where it is written.
 */
export const questionIn = (line: string): WrittenQuestion => {
  const [whole = '', explanation = ''] = line.split(' # ');
  const [head = '', ...parts] = whole.split(' | ').map((part) => part.trim());
  const kind = kinds[head.charAt(0)];
  if (kind === undefined) throw new Error(`no kind: ${line}`);
  const stem = head.slice(3);
  const common = { kind, stem, level: Number(head.charAt(1)), explanation };
  if (kind !== 'single' && kind !== 'multiple') return { ...common, options: [], answer: answerOf(kind, parts) };
  const { options, keys } = optionsOf(stem, parts);
  return { ...common, options, answer: { keys } };
};

export const writtenQuestions = { admission, secrecy, digital, platform } as const;

/** Of each category so many, the last, wait for the second person. */
export const waiting = 2;

export const putQuestions = async ({ tx, today, tree }: TreeDesk): Promise<void> => {
  const school = ofOrThrow(tree, landmarks.partySchool);
  const [writer, reviewer] = [questionId('writer'), questionId('reviewer')];
  const rows = Object.entries(writtenQuestions).flatMap(([category, lines], group) =>
    lines.map((line, at) => {
      const { kind, stem, options, answer, level, explanation } = questionIn(line);
      const id = questionId(stem);
      const waits = at >= lines.length - waiting;
      // What is asked has been there since before the courses; what waits is of the last weeks.
      const day = addDays(today, -(waits ? 40 : 200) + group * 9 - Math.floor(at / 10));
      return {
        waits,
        row: {
          id,
          line_id: id,
          unit_id: school.id,
          category_code: category,
          topic: category,
          kind,
          stem,
          options: JSON.stringify(options),
          answer: JSON.stringify(answer),
          explanation,
          level,
          source: '县委党校自编',
          licence: 'CC BY 4.0',
          writers: [writer],
          writer: '县委党校教师',
          ...marksOf({ kind, stem, options, answer }),
          created_at: `${day}T01:30:00Z`,
          changed_at: `${day}T02:${String(at % 60).padStart(2, '0')}:00Z`,
        },
      };
    }),
  );
  await tx
    .insertInto('bank_item')
    .values(rows.map(({ row }) => row))
    .execute();
  const ids = (waits: boolean): string[] => rows.filter((one) => one.waits === waits).map(({ row }) => row.id);
  await tx
    .updateTable('bank_item')
    .set({ state: 'published', reviewer_id: reviewer, reviewer: '县委组织部教育科', version: sql<number>`version + 1` })
    .where('id', 'in', ids(false))
    .execute();
  await tx
    .updateTable('bank_item')
    .set({ state: 'review', version: sql<number>`version + 1` })
    .where('id', 'in', ids(true))
    .execute();
};
