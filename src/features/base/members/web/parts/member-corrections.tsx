import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { Section } from '#ui/office/page.tsx';
import { useList } from '#webkit/list.ts';
import { correctionList } from '../../corrections/contract.ts';
import { correctionTexts } from '../../corrections/messages.ts';
import { CorrectionCards } from './correction-cards.tsx';

/** What this member asked to have corrected, decided ones too. */
export const MemberCorrections = ({ memberId }: { memberId: string }): ReactNode => {
  const t = useText();
  const list = useList(correctionList, { query: { state: 'all', personId: memberId } });
  return (
    <Section>
      <CorrectionCards list={list} empty={t(correctionTexts.emptyOfMember)} named={false} />
    </Section>
  );
};
