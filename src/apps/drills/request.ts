/** 答复一件逾期的诉求: it is answered, neither refused nor paused nor lengthened, and nothing beside it is touched. */
import { sql } from 'kysely';
import { addDays } from '#shared/days.ts';
import { counts } from '#features/education/practice/rules.ts';
import type { Scene } from '#features/education/practice/index.ts';
import { plantRequest } from '#features/service/requests/factory.ts';

interface Facts {
  readonly late: string;
  readonly others: readonly string[];
}

/** Days since it came in: beyond every term of an ordinary request. */
const lateDays = 45;

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
    const facts: Facts = { late, others };
    return { params: { days: lateDays, mended: addDays(today, -3), lamps: 3 }, facts };
  },

  async look(db, _county, _township, kept) {
    // Written by `prepare` above.
    const { late, others } = kept as Facts;
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
    return [
      counts('request_answered', await state([late], ['answered', 'closed']), 1),
      counts('request_honest', paused.length + asked.length + refused, 0),
      counts('request_rest', await state(others, ['received', 'assigned', 'taken']), others.length),
    ];
  },
};
