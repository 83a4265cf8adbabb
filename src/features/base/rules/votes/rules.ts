/** Validity of a vote. Four bodies, four denominators: a generic majority would be wrong (domain I2). Probationary members are in no count. */
import { holds, neededOf, ruleAt, type Answer } from '../rules.ts';

export type VoteKind = 'branch' | 'admission' | 'election' | 'villageRepresentatives' | 'villageAssembly';

export interface VoteCount {
  readonly kind: VoteKind;
  readonly on: string;
  /** 应到会: those entitled to vote. */
  readonly entitled: number;
  /** 实到会: those entitled who are present. */
  readonly present: number;
  readonly yes: number;
  /** Elections only: overrides the denominator of the pack for this county. */
  readonly denominator?: 'present' | 'entitled';
}

export interface VoteVerdict {
  readonly quorum: Answer<boolean>;
  /** Without a quorum nothing passes, whatever the votes. */
  readonly passed: Answer<boolean>;
  readonly needPresent: number;
  readonly needYes: number;
  readonly denominator: 'present' | 'entitled';
}

const ruleIds = {
  branch: ['branchVote.present', 'branchVote.pass'],
  admission: ['admit.present', 'admit.pass'],
  villageRepresentatives: ['village.reps.quorum', 'village.reps.pass'],
  villageAssembly: ['village.assembly.quorum', 'village.assembly.pass'],
} as const;

const idsOf = (vote: VoteCount): readonly [quorum: string, pass: string] => {
  if (vote.kind !== 'election') return ruleIds[vote.kind];
  const { value } = ruleAt('election.denominator', vote.on);
  const denominator = vote.denominator ?? (value.kind === 'choice' ? value.choice : 'present');
  return ['election.quorum', `election.elected.${denominator}`];
};

const needed = (id: string, on: string, total: number): number => {
  const { value } = ruleAt(id, on);
  if (value.kind !== 'share') throw new TypeError(`rule ${id} is no share`);
  return neededOf(value, total);
};

/** Whether the meeting could vote and whether the proposal or candidate passed, each with its article and counts. */
export const judgeVote = (vote: VoteCount): VoteVerdict => {
  const [quorumId, passId] = idsOf(vote);
  const pass = ruleAt(passId, vote.on).value;
  const denominator = pass.kind === 'share' && pass.of === 'present' ? 'present' : 'entitled';
  const total = vote[denominator];
  const quorum = holds(quorumId, vote.on, { count: vote.present, total: vote.entitled });
  const passed = holds(passId, vote.on, { count: vote.yes, total });
  return {
    quorum,
    passed: { ...passed, value: quorum.value && passed.value },
    needPresent: needed(quorumId, vote.on, vote.entitled),
    needYes: needed(passId, vote.on, total),
    denominator,
  };
};
