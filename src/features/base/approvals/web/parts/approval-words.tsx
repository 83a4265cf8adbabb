import type { ReactNode } from 'react';
import { useLanguage, useText } from '#ui/language.tsx';
import { Tag, type Tone } from '#ui/tag.tsx';
import { useWord } from '#ui/words.tsx';
import { type Approval, spoken, type SummaryLine } from '../../contract.ts';
import { approvalTexts } from '../../messages.ts';

const tones: Readonly<Record<Approval['state'], Tone>> = {
  waiting: 'info',
  approved: 'success',
  refused: 'warning',
  withdrawn: 'plain',
  expired: 'plain',
};

export const ApprovalState = ({ approval }: { approval: Approval }): ReactNode => {
  const t = useText();
  if (approval.usedAt !== null) return <Tag tone="success">{t(approvalTexts.used)}</Tag>;
  return <Tag tone={tones[approval.state]}>{t(approvalTexts[`states_${approval.state}`])}</Tag>;
};

/** A line of the act in the words of the feature that asks: its pages give the texts as `approval.<message>`. */
export const useLine = (): ((line: SummaryLine) => string) => {
  const word = useWord();
  const { language } = useLanguage();
  return (line) => word(`approval.${line.message}`, line.message, spoken(line, language));
};

/** What the act is, in its first line. */
export const useMatter = (): ((approval: Approval) => string) => {
  const line = useLine();
  return ({ summary, kind }) => (summary[0] ? line(summary[0]) : kind);
};
