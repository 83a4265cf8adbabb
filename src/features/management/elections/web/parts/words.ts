import type { Tone } from '#ui/tag.tsx';
import type { Say } from '#ui/language.tsx';
import type { ElectionKind, ElectionMethod, ElectionState, Stage } from '../../rules.ts';
import { electionTexts } from '../../messages.ts';

/** Codes of an election as people read them. */
export const kindTexts = {
  committee: electionTexts.kinds_committee,
  secretary: electionTexts.kinds_secretary,
  deputy_secretary: electionTexts.kinds_deputy_secretary,
  delegates: electionTexts.kinds_delegates,
} as const;

/** What a vote is on: committee members, or the candidates for them. */
export const matterOf = (
  t: Say,
  { kind, preliminary }: { readonly kind: ElectionKind; readonly preliminary: boolean },
): string =>
  preliminary ? t(electionTexts.ofPreliminary, { kind: t.loose(kindTexts[kind]) }) : t.loose(kindTexts[kind]);

/** How a vote of that kind may be held. */
export const methodsOf = (
  kind: ElectionKind | null | undefined,
  { preliminary, round, named }: Stage & { readonly named: boolean },
): readonly ElectionMethod[] => {
  if (preliminary) return ['preliminary'];
  if (round > 1) return ['equal', 'surplus'];
  if (kind === 'secretary' || kind === 'deputy_secretary') return ['equal'];
  return named ? ['preliminary'] : ['surplus', 'preliminary'];
};

export const methodTexts: Readonly<Record<ElectionMethod, readonly [string, string]>> = {
  surplus: electionTexts.methods_surplus,
  preliminary: electionTexts.methods_preliminary,
  equal: electionTexts.methods_equal,
};

export const stageTexts = {
  preliminary: electionTexts.stage_preliminary,
  formal: electionTexts.stage_formal,
} as const;

export const voterTexts = {
  members: electionTexts.voters_members,
  committee: electionTexts.voters_committee,
  delegates: electionTexts.voters_delegates,
} as const;

export const basisTexts = {
  present: electionTexts.basis_present,
  entitled: electionTexts.basis_entitled,
} as const;

export const stateTexts: Readonly<Record<ElectionState, readonly [string, string]>> = {
  planned: electionTexts.states_planned,
  held: electionTexts.states_held,
  closed: electionTexts.states_closed,
  cancelled: electionTexts.states_cancelled,
};

export const stateTones: Readonly<Record<ElectionState, Tone>> = {
  planned: 'info',
  held: 'warning',
  closed: 'success',
  cancelled: 'plain',
};

export const exclusionTexts = {
  watched: electionTexts.exclusions_watched,
  detained: electionTexts.exclusions_detained,
  unable: electionTexts.exclusions_unable,
  abroad: electionTexts.exclusions_abroad,
  sentenced: electionTexts.exclusions_sentenced,
  bedridden: electionTexts.exclusions_bedridden,
  untransferred: electionTexts.exclusions_untransferred,
  moved_away: electionTexts.exclusions_moved_away,
} as const;

const formalWords = {
  outcomes: {
    elected: electionTexts.outcomes_elected,
    second_round: electionTexts.outcomes_second_round,
    revote: electionTexts.outcomes_revote,
    void: electionTexts.outcomes_void,
  },
  needed: electionTexts.neededIs,
  elected: electionTexts.electedAre,
  announced: electionTexts.elected,
  again: electionTexts.again,
  votes: electionTexts.checks_elected,
  ballotTitle: electionTexts.ballotTitle,
  ballotRule: electionTexts.ballotRule,
} as const;

const preliminaryWords = {
  outcomes: {
    elected: electionTexts.namedAll,
    second_round: electionTexts.namedFew,
    revote: electionTexts.outcomes_revote,
    void: electionTexts.namedVoid,
  },
  needed: electionTexts.namedNeededIs,
  elected: electionTexts.namedAre,
  announced: electionTexts.named,
  again: electionTexts.againPreliminary,
  votes: electionTexts.checksNamed,
  ballotTitle: electionTexts.preliminaryBallotTitle,
  ballotRule: electionTexts.preliminaryBallotRule,
} as const;

/** A formal vote elects, a preliminary one names. */
export const wordsFor = ({ preliminary }: Pick<Stage, 'preliminary'>) => (preliminary ? preliminaryWords : formalWords);

export const outcomeTones = { elected: 'success', second_round: 'warning', revote: 'warning', void: 'error' } as const;

export const checkTexts = {
  quorum: electionTexts.checks_quorum,
  returned: electionTexts.checks_returned,
  tie: electionTexts.checks_tie,
  too_few: electionTexts.checks_too_few,
} as const;
