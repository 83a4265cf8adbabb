/**
 * The way of a transfer (组织关系转接) from draft to receipt: who may walk which step, how long a letter holds, and by when the next
 * step is due. Pure: facts in, answers out. A member belongs to the branch that lets go until the other one accepts.
 */
import { deadline, type Answer } from '#features/base/rules/rules.ts';
import type { OrganisationType } from '#features/base/organisations/rules.ts';

/**
 * `short`: between branches of one committee, without a letter. `county`: between two committees of the county. By `certificate` (证明信)
 * and `abroad` (出国境保留) nobody changes hands: the member stays with the branch and is elsewhere for a while.
 */
export const ways = ['short', 'county', 'leaving', 'arriving', 'certificate', 'abroad'] as const;
export type Way = (typeof ways)[number];

export const kinds = [
  'within_committee',
  'within_county',
  'within_city',
  'within_province',
  'cross_province',
  'other_system',
  'graduate',
  'whole_unit',
  'certificate',
  'abroad',
] as const;
export type Kind = (typeof kinds)[number];

/** Kinds that a transfer across the border of the county may be of; inside it the committees say which kind it is. */
export const outsideKinds = ['within_city', 'within_province', 'cross_province', 'other_system', 'graduate'] as const;

/** Kinds that leave the member where one belongs. */
export const stayKinds = ['certificate', 'abroad'] as const;
export type StayKind = (typeof stayKinds)[number];

export const isStay = (way: Way): way is StayKind => way === 'certificate' || way === 'abroad';

export const states = [
  'draft',
  'submitted',
  'out_branch_ok',
  'out_committee_ok',
  'in_committee_ok',
  'in_branch_accepted',
  'receipt_returned',
  'rejected',
  'expired',
  'recalled',
  'lost_reissued',
  'concluded',
] as const;
export type State = (typeof states)[number];

export const steps = [
  'submit',
  'agree',
  'approve',
  'issue',
  'assign',
  'accept',
  'receipt',
  'confirm',
  'keep',
  'conclude',
  'reject',
  'recall',
  'lose',
  'reissue',
] as const;
export type Step = (typeof steps)[number];

export const places = ['origin_branch', 'origin_committee', 'receiving_committee', 'receiving_branch'] as const;
export type Place = (typeof places)[number];

/** What a step asks of whoever walks it: to prepare papers, to speak for a branch, to speak for a committee. */
export const rights = ['prepare', 'decide', 'approve'] as const;
export type Right = (typeof rights)[number];

export interface Edge {
  readonly step: Step;
  readonly ways: readonly Way[];
  readonly from: readonly State[];
  readonly to: State;
  readonly at: Place;
  readonly right: Right;
}

const edge = (
  step: Step,
  of: readonly Way[],
  [from, to]: readonly [from: readonly State[], to: State],
  [at, right]: readonly [at: Place, right: Right],
): Edge => ({ step, ways: of, from, to, at, right });

const out: readonly Way[] = ['short', 'county', 'leaving', 'certificate', 'abroad'];
const byLetter: readonly Way[] = ['county', 'leaving'];
const withPaper: readonly Way[] = [...byLetter, 'certificate'];
const staying: readonly Way[] = ['certificate', 'abroad'];

/** Every step that there is. What is not in this list cannot happen. */
export const edges: readonly Edge[] = [
  edge('submit', out, [['draft'], 'submitted'], ['origin_branch', 'prepare']),
  edge('agree', out, [['draft', 'submitted'], 'out_branch_ok'], ['origin_branch', 'decide']),
  edge('approve', ['short'], [['out_branch_ok'], 'in_committee_ok'], ['origin_committee', 'approve']),
  edge('issue', withPaper, [['out_branch_ok'], 'out_committee_ok'], ['origin_committee', 'approve']),
  edge('assign', ['county'], [['out_committee_ok'], 'in_committee_ok'], ['receiving_committee', 'approve']),
  edge(
    'accept',
    ['short', 'county', 'arriving'],
    [['in_committee_ok'], 'in_branch_accepted'],
    ['receiving_branch', 'decide'],
  ),
  // Receipts go between the two committees alone, never hop by hop.
  edge(
    'receipt',
    ['county', 'arriving'],
    [['in_branch_accepted'], 'receipt_returned'],
    ['receiving_committee', 'approve'],
  ),
  edge('confirm', ['leaving'], [['out_committee_ok'], 'receipt_returned'], ['origin_committee', 'approve']),
  edge('keep', ['abroad'], [['out_branch_ok'], 'out_committee_ok'], ['origin_committee', 'approve']),
  // Back again: the branch sees it first.
  edge('conclude', staying, [['out_committee_ok'], 'concluded'], ['origin_branch', 'decide']),
  edge('reject', out, [['submitted'], 'rejected'], ['origin_branch', 'decide']),
  edge('reject', out, [['out_branch_ok'], 'rejected'], ['origin_committee', 'approve']),
  edge('reject', ['county'], [['out_committee_ok'], 'rejected'], ['receiving_committee', 'approve']),
  edge('reject', ['leaving'], [['out_committee_ok'], 'rejected'], ['origin_committee', 'approve']),
  edge('reject', ['short', 'county', 'arriving'], [['in_committee_ok'], 'rejected'], ['receiving_branch', 'decide']),
  edge('recall', out, [['draft', 'submitted'], 'recalled'], ['origin_branch', 'prepare']),
  edge('recall', out, [['out_branch_ok'], 'recalled'], ['origin_branch', 'decide']),
  edge('recall', withPaper, [['out_committee_ok'], 'recalled'], ['origin_committee', 'approve']),
  edge('recall', ['short', 'county'], [['in_committee_ok'], 'recalled'], ['origin_committee', 'approve']),
  edge('recall', ['arriving'], [['in_committee_ok'], 'recalled'], ['receiving_committee', 'approve']),
  edge('lose', withPaper, [['out_committee_ok'], 'lost_reissued'], ['origin_committee', 'approve']),
  edge('reissue', byLetter, [['expired'], 'expired'], ['origin_committee', 'approve']),
];

/** The edge of a step from a state, or undefined where it leads nowhere. */
export const edgeOf = (step: Step, { way, state }: { readonly way: Way; readonly state: State }): Edge | undefined =>
  edges.find((one) => one.step === step && one.ways.includes(way) && one.from.includes(state));

export interface Walker {
  /** Places of the transfer that lie in the range of whoever asks. */
  readonly covers: ReadonlySet<Place>;
  readonly rights: ReadonlySet<Right>;
}

export interface Standing {
  readonly way: Way;
  readonly state: State;
  /** Another letter stands for this one already. */
  readonly replaced: boolean;
}

export const mayWalk = (one: Edge, { covers, rights: held }: Walker): boolean =>
  covers.has(one.at) && held.has(one.right);

/** What somebody may do next; the same answer shows the buttons and guards the command. */
export const stepsOf = (transfer: Standing, walker: Walker): Step[] =>
  steps.filter((step) => {
    const one = edgeOf(step, transfer);
    return one !== undefined && mayWalk(one, walker) && !(transfer.state === 'expired' && transfer.replaced);
  });

/** What a unit does as a whole: its letter is one. Members are taken out of it, accepted and confirmed one by one as well. */
export const togetherSteps: ReadonlySet<Step> = new Set<Step>(['agree', 'submit', 'issue', 'lose', 'reissue']);

/** States in which the member is on the way: no second transfer of the same person may begin. */
export const underWay: readonly State[] = [
  'draft',
  'submitted',
  'out_branch_ok',
  'out_committee_ok',
  'in_committee_ok',
];

/** Where the next step lies; null where nobody has to do anything here, or everything is done. */
export const waitsFor = ({ way, state, replaced }: Standing): Place | null => {
  switch (state) {
    case 'draft':
    case 'submitted':
      return 'origin_branch';
    case 'out_branch_ok':
      return 'origin_committee';
    case 'out_committee_ok':
      return way === 'county' ? 'receiving_committee' : null;
    case 'in_committee_ok':
      return 'receiving_branch';
    case 'in_branch_accepted':
      return way === 'short' ? null : 'receiving_committee';
    case 'expired':
      return replaced ? null : 'origin_committee';
    default:
      return null;
  }
};

/** Not finished: on the way, or accepted with the receipt still to go back. */
export const isOpen = ({ way, state }: Pick<Standing, 'way' | 'state'>): boolean =>
  underWay.includes(state) || (state === 'in_branch_accepted' && way !== 'short');

/** Steps that need a reason: nobody is refused without one (党员教育管理工作条例). */
export const needsReason: ReadonlySet<Step> = new Set<Step>(['reject', 'recall', 'lose', 'reissue']);

/** Committees with power to approve probationary members; the nearest one above a branch deals with its transfers. */
export const approving: readonly OrganisationType[] = [
  'county_committee',
  'working_committee',
  'township_committee',
  'grassroots_committee',
];

export const committeeOf = <T extends { readonly type: OrganisationType }>(above: readonly T[]): T | undefined =>
  above.findLast((node) => approving.includes(node.type));

/** The last day on which a letter of a day may still be valid. */
export const latestValidity = (issuedOn: string): Answer<string> => deadline('transfer.letter.maxDays', issuedOn);

/** The last day of which a certificate may speak: who is away for longer transfers. */
export const latestStay = (from: string): Answer<string> => deadline('transfer.stay', from);

/** The day by which the receipt goes back. */
export const receiptDue = (acceptedOn: string): Answer<string> => deadline('transfer.receipt', acceptedOn);

/**
 * By when the next step is due, with its rule; null where no rule sets a day. A letter that has left the county may be accepted on its
 * last day, and its receipt then still has its month.
 */
export const dueOf = (transfer: {
  readonly way: Way;
  readonly state: State;
  readonly validUntil: string | null;
  readonly acceptedOn: string | null;
}): { readonly day: string; readonly why: Answer<string>['why'] | null } | null => {
  const { way, state, validUntil, acceptedOn } = transfer;
  if (state === 'in_branch_accepted' && way !== 'short' && acceptedOn !== null) {
    const { value, why } = receiptDue(acceptedOn);
    return { day: value, why };
  }
  if (validUntil === null || !['out_committee_ok', 'in_committee_ok'].includes(state)) return null;
  if (way !== 'leaving') return { day: validUntil, why: null };
  const { value, why } = receiptDue(validUntil);
  return { day: value, why };
};

const capitals = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'] as const;

/** A number below one hundred as letters write it: 90 → 玖拾, 15 → 壹拾伍. */
export const capitalNumber = (value: number): string => {
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  if (tens === 0) return capitals[ones] ?? '';
  return `${capitals[tens] ?? ''}拾${ones === 0 ? '' : (capitals[ones] ?? '')}`;
};

/** A year digit by digit: 2026 → 贰零贰陆. */
export const capitalYear = (year: string): string =>
  [...year].map((digit) => capitals[Number(digit)] ?? digit).join('');

/** The month to which dues are paid, in capitals: 2026-11 → 贰零贰陆年壹拾壹月. */
export const capitalMonth = (month: string): string => {
  const [year = '', number = ''] = month.split('-');
  return `${capitalYear(year)}年${capitalNumber(Number(number))}月`;
};

/** What of a transfer a step leaves behind, as whoever is told of it has to know it. */
export interface Walked {
  readonly id: string;
  readonly version: number;
  readonly person_id: string | null;
  readonly org_path: string;
  readonly to_path: string | null;
  readonly way: Way;
  readonly state: State;
  readonly from_branch_id: string | null;
  readonly from_committee_id: string | null;
  readonly to_branch_id: string | null;
  readonly to_committee_id: string | null;
}

/** Steps of the table of edges, and what is no step of a person: beginning, registering, running out. */
export type Told = Step | 'create' | 'register' | 'expire' | 'replace';
