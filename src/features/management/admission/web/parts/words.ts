import { useFormat, useText } from '#ui/language.tsx';
import type { Tone } from '#ui/tag.tsx';
import type { CaseLine, Contradiction, Step } from '../../contract.ts';
import { admissionTexts } from '../../messages.ts';
import {
  actorTexts,
  consentText2014,
  contradictionTexts,
  flawTexts,
  localExtraTexts,
  missingFlawText,
  missingStepText,
  paperTexts,
  stepTexts,
} from '../../rules/messages.ts';
import { type LocalExtra, rowOf } from '../../rules/rules.ts';
import { newRulesFrom } from '../../rules.ts';
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
  /** The name of a step as it was when it was taken: before the rules of 2026 a candidate was only filed. */
  readonly taken: (step: Pick<Step, 'step' | 'facts'>) => string;
  readonly missing: (step: StepId, one: Step['missing'][number]) => string;
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
  const format = useFormat();
  return {
    step: (step) => t(stepTexts[step]),
    taken: ({ step, facts }) => {
      const last = facts.findLast(({ voided }) => voided === null);
      const filedOnly = step === 'candidateConsent' && last !== undefined && last.on < newRulesFrom;
      return t(filedOnly ? consentText2014 : stepTexts[step]);
    },
    missing: (step, one) => {
      if (one.flaw === null) return t(missingStepText, { step: t(stepTexts[one.step]) });
      const flaw = t(flawTexts[one.flaw]);
      return one.step === step ? flaw : t(missingFlawText, { step: t(stepTexts[one.step]), flaw });
    },
    document: (step) => t(paperTexts[rowOf(step).paper]),
    stage: (stage) => t(admissionTexts[`stage_${stage}`]),
    state: (state) => t(admissionTexts[`state_${state}`]),
    at: (state) => t(admissionTexts[`at_${state}`]),
    actor: (actor) => t(actorTexts[actor]),
    outcome: (outcome) => t(admissionTexts[`outcome_${outcome}`]),
    extra: (extra) => t(localExtraTexts[extra]),
    contradiction: ({ rule, steps, evidence }) => {
      const shown = Object.entries(evidence).map(([name, value]) => [
        name,
        typeof value === 'string' ? format.day(value) : value,
      ]);
      const [first, second = first] = steps;
      const named = first && second ? { first: t(stepTexts[first]), second: t(stepTexts[second]) } : {};
      return t.loose(contradictionTexts[rule], { ...Object.fromEntries(shown), ...named });
    },
  };
};
