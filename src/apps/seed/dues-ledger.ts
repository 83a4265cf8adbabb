/** What a branch did with its dues in a year: a balance brought forward, quarters sent up, and uses of the five kinds. */
import { addDays } from '#shared/days.ts';
import { accountsOf, needsRecipient, type DuesAccount, type DuesUse } from '#features/management/dues/ledger/rules.ts';
import { mix, random, textSeed, type Random } from './random.ts';

export interface Collected {
  readonly id: string;
  readonly path: string;
  /** Who paid, in the order of the roster. */
  readonly names: string[];
  /** Fen by the day on which it was paid. */
  readonly days: Map<string, number>;
}

interface Use {
  readonly category: DuesUse;
  /** Month and day. */
  readonly on: string;
  readonly document: string;
  /** Yuan, from and to. */
  readonly between: readonly [low: number, high: number];
}

const uses: readonly Use[] = [
  { category: 'hardship', on: '02-06', document: '春节慰问生活困难党员签收表', between: [200, 400] },
  { category: 'materials', on: '04-09', document: '订购学习资料发票', between: [60, 180] },
  { category: 'commendation', on: '06-29', document: '“七一”表彰奖状、证书购置发票', between: [80, 200] },
  { category: 'disaster', on: '08-27', document: '台风受灾党员补助签收表', between: [150, 300] },
  { category: 'training', on: '10-21', document: '党员集中培训讲课费、教材费发票', between: [100, 260] },
];

/** Between which accounts, and for what. */
interface Sides {
  readonly debit: DuesAccount;
  readonly credit: DuesAccount;
  readonly category: DuesUse | null;
}

interface Line {
  readonly on: string;
  /** Fen that the branch has more afterwards, or less. */
  readonly change: number;
  /** Null: a payment, which is booked with its receipt. */
  readonly row: (Sides & Readonly<Record<string, unknown>>) | null;
}

const usesOf = (chance: Random, { names }: Collected, { isOwn, year }: { isOwn: boolean; year: string }): Line[] =>
  uses
    .filter(() => chance.chance(0.5) || isOwn)
    .map(({ category, on, document, between }): Line => {
      const fen = chance.whole(...between) * 100;
      const day = `${year}-${on}`;
      const recipient = needsRecipient(category) ? chance.pick(names) : '';
      const row = {
        category,
        document: `${year}年${document}`,
        recipient,
        decided_on: addDays(day, -chance.whole(3, 12)),
      };
      return { on: day, change: -fen, row: { ...row, debit: 'spending', credit: 'cash' } };
    });

const plain = { category: null, recipient: '', decided_on: null } as const;

/** Three fifths of a quarter go up, the others stay in the branch; a part comes back in July. */
const movementsOf = (chance: Random, { days }: Collected, year: string): Line[] => {
  const opening = chance.whole(300, 1_200) * 100;
  const up = [...days].map(([on, fen]): Line => {
    const sent = Math.floor((fen * 3) / 500) * 100;
    return {
      on: addDays(on, 12),
      change: -sent,
      row: { ...plain, document: '上缴党费', ...accountsOf('remittance', 'cash') },
    };
  });
  const back = chance.whole(2, 5) * 10_000;
  return [
    { on: `${year}-01-02`, change: opening, row: { ...plain, document: '上年结转', ...accountsOf('opening', 'cash') } },
    {
      on: `${year}-07-08`,
      change: back,
      row: { ...plain, document: '镇党委下拨党费', ...accountsOf('allocation', 'cash') },
    },
    ...up,
  ];
};

export interface Booking extends Sides {
  readonly on: string;
  readonly fen: number;
  readonly row: Readonly<Record<string, unknown>>;
}

/** The lines of a year beside the payments, by the day. Nothing is spent that is not there. */
export const ledgerOf = (
  branch: Collected,
  { isOwn, today }: { readonly isOwn: boolean; readonly today: string },
): Booking[] => {
  const year = today.slice(0, 4);
  const chance = random(mix(330_324, textSeed(branch.path), 71));
  const paid = [...branch.days].map(([on, change]): Line => ({ on, change, row: null }));
  const lines = [...paid, ...movementsOf(chance, branch, year), ...usesOf(chance, branch, { isOwn, year })];
  let there = 0;
  return lines
    .toSorted((a, b) => a.on.localeCompare(b.on))
    .flatMap(({ on, change, row }) => {
      if (on > today || change === 0 || there + change < 0) return [];
      there += change;
      if (row === null) return [];
      const { id: organisation, path } = branch;
      const facts = { organisation_id: organisation, org_path: path, booked_on: on, amount_fen: Math.abs(change) };
      const { debit, credit, category } = row;
      const sides = { debit, credit, category, fen: facts.amount_fen };
      return [{ on, ...sides, row: { ...facts, payment_id: null, recorder: '演示数据', created_at: 'now', ...row } }];
    });
};
