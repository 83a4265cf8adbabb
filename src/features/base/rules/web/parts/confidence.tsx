import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { Tag } from '#ui/tag.tsx';
import type { RuleRow } from '../../contract.ts';
import { confidenceTexts, ruleTexts } from '../../messages.ts';

const tones = { A: 'success', B: 'info', C: 'warning', unsourced: 'plain' } as const;

/** How well the article was checked. */
export const Confidence = ({ of }: { of: RuleRow['confidence'] }): ReactNode => {
  const t = useText();
  return <Tag tone={tones[of]}>{t(confidenceTexts[of])}</Tag>;
};

/** Whether a rule is in force on the day that is looked at, and else since or until when. */
export const InForce = ({ rule, on }: { rule: RuleRow; on: string }): ReactNode => {
  const t = useText();
  if (rule.inForce) return <Tag tone="success">{t(ruleTexts.inForce)}</Tag>;
  return (
    <Tag tone="plain">
      {rule.effectiveFrom > on
        ? t(ruleTexts.notYet, { day: rule.effectiveFrom })
        : t(ruleTexts.replaced, { day: rule.effectiveTo ?? '' })}
    </Tag>
  );
};
