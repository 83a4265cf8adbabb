import type { Tone } from '#ui/tag.tsx';
import type { ElectionMethod, ElectionState } from '../../rules.ts';
import { electionTexts } from '../../messages.ts';

/** Codes of an election as people read them. */
export const kindTexts = {
  committee: electionTexts.kinds_committee,
  secretary: electionTexts.kinds_secretary,
  deputy_secretary: electionTexts.kinds_deputy_secretary,
  delegates: electionTexts.kinds_delegates,
} as const;

export const methodTexts: Readonly<Record<ElectionMethod, readonly [string, string]>> = {
  surplus: electionTexts.methods_surplus,
  preliminary: electionTexts.methods_preliminary,
  equal: electionTexts.methods_equal,
};

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

export const outcomeTexts = {
  elected: electionTexts.outcomes_elected,
  second_round: electionTexts.outcomes_second_round,
  revote: electionTexts.outcomes_revote,
  void: electionTexts.outcomes_void,
} as const;

export const outcomeTones = { elected: 'success', second_round: 'warning', revote: 'warning', void: 'error' } as const;

export const checkTexts = {
  quorum: electionTexts.checks_quorum,
  returned: electionTexts.checks_returned,
  elected: electionTexts.checks_elected,
  tie: electionTexts.checks_tie,
  too_few: electionTexts.checks_too_few,
} as const;
