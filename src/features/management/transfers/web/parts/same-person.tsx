import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { transferTexts } from '../../messages.ts';

/** An applicant of the county bears the number and name of whoever arrives: somebody says that it is the same person. */
export const SamePerson = ({ onSame }: { onSame: () => void }): ReactNode => {
  const t = useText();
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      title={t(transferTexts.applicantHint)}
      action={<Button onClick={onSame}>{t(transferTexts.samePerson)}</Button>}
    />
  );
};
