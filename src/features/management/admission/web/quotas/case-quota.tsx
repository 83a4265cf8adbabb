import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { useApi } from '#webkit/query.ts';
import { useSession } from '#webkit/session.tsx';
import type { CaseFile } from '../../contract.ts';
import { quotaOfCase } from '../../quotas/contract.ts';
import { quotaTexts } from '../../quotas/messages.ts';

const Warning = ({ id }: { id: string }): ReactNode => {
  const t = useText();
  // A case of the county itself has no quota above it: then nothing is said.
  const { data } = useApi(quotaOfCase, { params: { id } });
  if (!data || data.places === null || !data.exceeds) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={t(quotaTexts.exceeds, {
        organisation: data.organisation,
        year: data.year,
        places: data.places,
        used: data.used,
      })}
      description={t(quotaTexts.exceedsHint)}
    />
  );
};

/** Says before the branch meeting that the year's quota is used up; an applicant's meeting is years away. */
export const CaseQuota = ({ file }: { readonly file: CaseFile }): ReactNode => {
  const { can } = useSession();
  const isNear = file.stage === 'activist' || file.stage === 'candidate';
  return file.state === 'open' && isNear && can('admission.papers') ? <Warning id={file.id} /> : null;
};
