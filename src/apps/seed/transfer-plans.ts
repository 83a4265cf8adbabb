/** What the transfers of a year are: those behind the moves that the affiliations tell, and one of each kind that is not over. */
import type { Kind, Told, Way } from '#features/management/transfers/rules.ts';

/** A branch with the committee that deals with its transfers. */
export interface Branch {
  readonly id: string;
  readonly path: string;
  readonly name: string;
  readonly committee_id: string;
  readonly committee_path: string;
  readonly committee_name: string;
}

/** So many days ago a step was walked. */
export type Walked = readonly [step: Told, ago: number, reason?: string];

export interface Plan {
  readonly way: Way;
  readonly kind: Kind;
  readonly personId: string | null;
  readonly from: Branch | null;
  readonly to: Branch | null;
  readonly outside?: string;
  readonly reason: string;
  readonly walked: readonly Walked[];
  /** Days that the letter holds. */
  readonly days?: number;
  readonly stay?: { readonly from: number; readonly until: number };
}

export interface Move {
  readonly person_id: string;
  readonly from_id: string;
  readonly to_id: string;
  readonly ago: number;
}

const reasons = ['工作调动', '户籍迁移', '随子女居住', '退休后回原籍居住', '毕业后回乡工作', '换了工作单位'] as const;

/** Behind a move: the letter a week before it, the receipt some days after; inside one committee without a letter. */
export const planOfMove = ({ person_id: personId, ago }: Move, from: Branch, to: Branch): Plan => {
  const short = from.committee_id === to.committee_id;
  const begun: readonly Walked[] = [
    ['create', ago + 12],
    ['submit', ago + 12],
    ['agree', ago + 11],
  ];
  const rest: readonly Walked[] = short
    ? [
        ['approve', ago + 7],
        ['accept', ago],
      ]
    : [
        ['issue', ago + 9],
        ['assign', ago + 2],
        ['accept', ago],
        ['receipt', ago - 6],
      ];
  return {
    way: short ? 'short' : 'county',
    kind: short ? 'within_committee' : 'within_county',
    personId,
    from,
    to,
    reason: reasons[ago % reasons.length] ?? reasons[0],
    walked: [...begun, ...rest],
  };
};

const out = (ago: number): readonly Walked[] => [
  ['create', ago + 1],
  ['submit', ago + 1],
];
const agreed = (ago: number): readonly Walked[] => [...out(ago), ['agree', ago]];

export type Scene = Omit<Plan, 'personId' | 'from' | 'to'> & {
  readonly of: 'own' | 'below' | 'elsewhere';
  readonly to?: 'own' | 'elsewhere';
};

/** What is not over: one of each that waits for somebody here, and how it can end otherwise. */
export const scenes: readonly Scene[] = [
  {
    of: 'own',
    way: 'leaving',
    kind: 'within_city',
    outside: '中共温州市鹿城区五马街道委员会',
    reason: '随子女居住',
    walked: out(2),
  },
  { of: 'below', to: 'elsewhere', way: 'county', kind: 'within_county', reason: '工作调动', walked: agreed(4) },
  {
    of: 'elsewhere',
    to: 'own',
    way: 'county',
    kind: 'within_county',
    reason: '户籍迁移',
    days: 30,
    walked: [...agreed(9), ['issue', 7]],
  },
  {
    of: 'elsewhere',
    to: 'own',
    way: 'county',
    kind: 'within_county',
    reason: '换了工作单位',
    days: 30,
    walked: [...agreed(16), ['issue', 14], ['assign', 3]],
  },
  {
    of: 'below',
    way: 'leaving',
    kind: 'cross_province',
    outside: '中共上海市闵行区浦江镇委员会',
    reason: '随子女居住',
    walked: [...agreed(22), ['issue', 20]],
  },
  {
    of: 'below',
    way: 'leaving',
    kind: 'within_province',
    outside: '中共杭州市余杭区良渚街道委员会',
    reason: '工作调动',
    days: 30,
    walked: [...agreed(78), ['issue', 75], ['expire', 13]],
  },
  {
    of: 'below',
    to: 'elsewhere',
    way: 'county',
    kind: 'within_county',
    reason: '户籍迁移',
    walked: [...out(64), ['reject', 62, '拟转往的党支部与现居住地不一致，请核对后重新提出']],
  },
  {
    of: 'own',
    way: 'certificate',
    kind: 'certificate',
    outside: '中共台州市路桥区路南街道方林村支部委员会',
    reason: '外出务工',
    stay: { from: 100, until: 20 },
    walked: [...agreed(103), ['issue', 101], ['conclude', 19]],
  },
];
