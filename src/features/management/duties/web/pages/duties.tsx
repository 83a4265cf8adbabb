import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { Page as Frame } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useApi } from '#webkit/query.ts';
import { ownDuties } from '../../contract.ts';
import { dutyTexts } from '../../messages.ts';
import { BranchYear } from '../parts/branch-year.tsx';
import { DutyOverview } from '../parts/duty-overview.tsx';

/** A branch finds its own year here, whoever stands above branches the counts of them. */
export const Page = (): ReactNode => {
  const t = useText();
  const { data, error, isPending, refetch } = useApi(ownDuties, {});
  if (data) return data.branch ? <BranchYear id={data.organisation.id} /> : <DutyOverview />;
  return (
    <Frame title={t(dutyTexts.title)}>
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={8}>
        {null}
      </StateView>
    </Frame>
  );
};
