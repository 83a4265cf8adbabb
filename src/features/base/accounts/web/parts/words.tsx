import type { ReactNode } from 'react';
import { useLanguage, useText } from '#ui/language.tsx';
import { Tag } from '#ui/tag.tsx';
import type { AccountRow } from '../../administration/contract.ts';
import { adminTexts } from '../../administration/messages.ts';
import { accountProblemTexts } from '../../messages.ts';
import { type Role, roleFacts } from '../../permissions/rules.ts';

export const useRoleLabel = (): ((role: Role) => string) => {
  const { language } = useLanguage();
  return (role) => roleFacts[role].label[language];
};

/** What an administrator should look into, each in a word. */
export const Problems = ({ account }: { account: Pick<AccountRow, 'problems' | 'disabledAt'> }): ReactNode => {
  const t = useText();
  return (
    <>
      {account.disabledAt !== null && <Tag tone="error">{t(adminTexts.disabled)}</Tag>}
      {account.problems.map((problem) => (
        <Tag key={problem} tone="warning">
          {t(accountProblemTexts[problem])}
        </Tag>
      ))}
    </>
  );
};
