import { expect, test } from 'vitest';
import { stepTexts } from '../../rules/messages.ts';
import { stepTable } from '../../rules/rules.ts';
import type { StepId } from '../../steps.ts';
import { whyOf } from '../../todos/rules.ts';
import { admissionPages } from '../index.ts';

const words = admissionPages.words ?? {};
/** Steps whose clock always names a rule: their own last day, that of the step they hold up, or what they are held against. */
const stepsWithRule: readonly StepId[] = [
  'application',
  'talk',
  'contacts',
  'cultivation',
  'candidate',
  'candidateConsent',
  'introducers',
  'training',
  'applicationBook',
  'admissionMeeting',
  'superiorTalk',
  'approval',
  'oath',
  'probationInspection',
  'conversionRequest',
  'conversionMeeting',
  'conversionApproval',
];
test('the words of the to-dos are those of the steps, and no step is left without rule and article', () => {
  for (const { id, articles } of stepTable) {
    expect(words[`admission.step.${id}`]).toEqual(stepTexts[id]);
    const why = whyOf({ step: id, rule: null });
    if (why !== 'admission') expect(words[`todo.why.${why}`]?.[0]).toContain(articles['2026']);
    else expect(stepsWithRule).toContain(id);
  }
});
