import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useText } from '#ui/language.tsx';
import { Section } from '#ui/office/page.tsx';
import { adminTexts } from '../../administration/messages.ts';
import { AccountReview } from './account-review.tsx';

/** The workbench's part about accounts: how many there are, and what about them is to be looked into. */
export const Part = (): ReactNode => {
  const t = useText();
  return (
    <Section title={t(adminTexts.title)} actions={<Link to="/accounts">{t(adminTexts.allAccounts)}</Link>}>
      <AccountReview />
    </Section>
  );
};
