/** 答复一件逾期的诉求: it is answered in words that say what the task gave, neither refused nor paused nor lengthened, and nothing beside it is touched. */
import { sql } from 'kysely';
import { z } from 'zod';
import { addDays } from '#shared/days.ts';
import { atLeast, counts } from '#features/education/practice/rules.ts';
import type { Scene } from '#features/education/practice/index.ts';
import { plantRequest } from '#features/service/requests/factory.ts';

interface Facts {
  readonly late: string;
  readonly others: readonly string[];
  /** The day on which the lamps were mended. */
  readonly mended: string;
}

/** Days since it came in: beyond every term of an ordinary request. */
const lateDays = 45;

/** An answer says something from so many characters on. */
const leastAnswer = 20;
const Answer = z.object({ text: z.string() });

const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const inChinese = (number: number): string => {
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  return `${tens > 1 ? (digits[tens] ?? '') : ''}${tens > 0 ? '十' : ''}${digits[ones] ?? ''}`;
};
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Whether a day is named, in any of the ways in which one writes it. */
const namesDay = (text: string, day: string): boolean => {
  const [, month = 0, date = 0] = day.split('-').map(Number);
  const named = `${months[month - 1] ?? ''}[a-z]*\\.?`;
  return [
    `(?<!\\d)0?${month} ?[月./-] ?0?${date}(?!\\d)`,
    `(?<!十)${inChinese(month)}月${inChinese(date)}[日号]`,
    `${named} 0?${date}(?!\\d)`,
    `(?<!\\d)0?${date}(st|nd|rd|th)?( of)? ${named}`,
  ].some((form) => new RegExp(form, 'iu').test(text));
};
const saysLate = (text: string): boolean => /逾期|超期|超过.{0,6}期限|延误|耽误|overdue|delay|late/iu.test(text);
/** The reason that the task gives. */
const saysWhy = (text: string): boolean => /配件|零件|\bparts?\b/iu.test(text);

export const requestScene: Scene = {
  async prepare(tx, { county, township }) {
    const today = county.today();
    const place = { unit: township, area: township };
    const plant = async (text: string, category: string, days: number): Promise<string> =>
      (await plantRequest(tx, county, { ...place, text, category, on: addDays(today, -days) })).id;
    const late = await plant('村口到小学的路灯坏了三盏，孩子早晚上下学看不清路，请尽快修好。', 'roads', lateDays);
    const others = [
      await plant('溪边的护栏松了，请派人看看。', 'roads', 2),
      await plant('想问村里的老年食堂什么时候开。', 'other', 1),
    ];
    const mended = addDays(today, -3);
    const facts: Facts = { late, others, mended };
    return { params: { days: lateDays, mended, lamps: 3, least: leastAnswer }, facts };
  },

  async look(db, { crypto }, _township, kept) {
    // Written by `prepare` above.
    const { late, others, mended } = kept as Facts;
    const state = async (ids: readonly string[], states: readonly string[]): Promise<number> => {
      const rows = await db
        .selectFrom('service_request')
        .where('id', '=', sql<string>`any(${ids}::uuid[])`)
        .where(sql<boolean>`state::text = any(${states}::text[])`)
        .select('id')
        .execute();
      return rows.length;
    };
    const paused = await db.selectFrom('request_pause').where('request_id', '=', late).select('id').execute();
    const asked = await db.selectFrom('request_ask').where('request_id', '=', late).select('id').execute();
    const refused = await state([late], ['refused']);
    const answers = await db
      .selectFrom('service_request_entry')
      .where('request_id', '=', late)
      .where('kind', '=', 'answered')
      .select('sealed')
      .orderBy('id', 'desc')
      .execute();
    const [said] = answers.flatMap(({ sealed }) => (sealed === null ? [] : [crypto.decrypt(sealed)]));
    const text = said === undefined ? '' : Answer.parse(JSON.parse(said)).text.trim();
    return [
      counts('request_answered', await state([late], ['answered', 'closed']), 1),
      atLeast('request_words', [...text].length, leastAnswer),
      counts('request_day', Number(namesDay(text, mended)), 1),
      counts('request_late', Number(saysLate(text)), 1),
      counts('request_why', Number(saysWhy(text)), 1),
      counts('request_honest', paused.length + asked.length + refused, 0),
      counts('request_rest', await state(others, ['received', 'assigned', 'taken']), others.length),
    ];
  },
};
