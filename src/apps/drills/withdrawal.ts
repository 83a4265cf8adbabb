/** 撤下一篇错误的公开内容: gone from the public with its reason on record, and nothing else with it. */
import { sql } from 'kysely';
import { counts } from '#features/education/practice/rules.ts';
import type { Scene } from '#features/education/practice/index.ts';
import { bodyFrom, plantArticle } from '#features/insight/publishing/factory.ts';
import { inventPeople } from './people.ts';

interface Facts {
  readonly wrong: string;
  readonly others: readonly string[];
}

/** A reason says something from so many characters on. */
const leastReason = 6;

const needs = ['尿毒症，每周透析三次', '肺癌手术后在家休养', '独居，患有精神疾病'];

/** What should never have been told, of people who are invented. */
const told = (): string[] => [
  '本次慰问困难群众三户，名单公示如下：',
  ...inventPeople(needs.length).map(
    ({ name }, at) => `${name}，${needs[at] ?? ''}，住溪口村${12 + at * 7}号，慰问金一千元。`,
  ),
];

export const withdrawalScene: Scene = {
  async prepare(tx, { county, township }) {
    const from = county.now().toISOString();
    const plant = async (title: string, lines: readonly string[]): Promise<string> =>
      (await plantArticle(tx, { unit: township, title, body: bodyFrom(lines), from, writer: '演练宣传干事' })).id;
    const wrong = '困难群众慰问名单公示';
    const facts: Facts = {
      wrong: await plant(wrong, told()),
      others: [
        await plant('主题党日活动预告', ['本月主题党日定于二十五日，在村文化礼堂举行。']),
        await plant('便民服务点开放时间', ['每周一至周五上午八时三十分至十一时三十分开放。']),
      ],
    };
    return { params: { wrong }, facts };
  },

  async look(db, _county, _township, kept) {
    // Written by `prepare` above.
    const { wrong, others } = kept as Facts;
    const shown = async (ids: readonly string[]): Promise<number> => {
      const rows = await db
        .selectFrom('published_article')
        .where('article_id', '=', sql<string>`any(${ids}::uuid[])`)
        .select('article_id')
        .execute();
      return rows.length;
    };
    const notes = await db
      .selectFrom('article_step')
      .where('article_id', '=', wrong)
      .where('kind', '=', 'withdraw')
      .select('note')
      .execute();
    const said = notes.filter(({ note }) => [...(note ?? '').trim()].length >= leastReason);
    return [
      counts('withdrawal_gone', await shown([wrong]), 0),
      counts('withdrawal_rest', await shown(others), others.length),
      counts('withdrawal_reason', Math.min(said.length, 1), 1),
    ];
  },
};
