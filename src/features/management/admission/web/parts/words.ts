import { useText } from '#ui/language.tsx';
import type { Tone } from '#ui/tag.tsx';
import type { CaseLine, Contradiction, Step } from '../../contract.ts';
import { admissionTexts } from '../../messages.ts';
import { contradictionTexts, localExtraTexts, paperTexts, stepTexts } from '../../rules/messages.ts';
import { type LocalExtra, rowOf } from '../../rules/rules.ts';
import type { Outcome, Stage, StepId } from '../../steps.ts';

const stepTones: Readonly<Record<Step['state'], Tone>> = {
  done: 'success',
  open: 'info',
  waiting: 'plain',
  blocked: 'plain',
  overdue: 'error',
  notNeeded: 'plain',
};
export const toneOfStep = (state: Step['state']): Tone => stepTones[state];
export const toneOfCase = (state: CaseLine['state']): Tone =>
  state === 'open' ? 'info' : state === 'finished' ? 'success' : 'warning';

export interface AdmissionWords {
  readonly step: (step: StepId) => string;
  readonly document: (step: StepId) => string;
  readonly stage: (stage: Stage) => string;
  readonly state: (state: CaseLine['state']) => string;
  readonly at: (state: Step['state']) => string;
  readonly actor: (actor: Step['actor']) => string;
  readonly outcome: (outcome: Outcome) => string;
  readonly extra: (extra: LocalExtra) => string;
  readonly contradiction: (one: Contradiction) => string;
}

/** The words of codes in the language of the interface. */
export const useAdmissionWords = (): AdmissionWords => {
  const t = useText();
  return {
    step: (step) => t(stepTexts[step]),
    document: (step) => t(paperTexts[rowOf(step).paper]),
    stage: (stage) => t(admissionTexts[`stage_${stage}`]),
    state: (state) => t(admissionTexts[`state_${state}`]),
    at: (state) => t(admissionTexts[`at_${state}`]),
    actor: (actor) => t(admissionTexts[`actor_${actor}`]),
    outcome: (outcome) => t(admissionTexts[`outcome_${outcome}`]),
    extra: (extra) => t(localExtraTexts[extra]),
    contradiction: ({ rule, evidence }) => t.loose(contradictionTexts[rule], evidence),
  };
};
