import { Steps } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { bulkTexts } from '../../bulk/messages.ts';

/** Where one is between choosing and carrying out: 0 whom, 1 what, 2 check, 3 done. */
export const BulkSteps = ({ current }: { current: number }): ReactNode => {
  const t = useText();
  const titles = [bulkTexts.stepWhom, bulkTexts.stepWhat, bulkTexts.stepCheck, bulkTexts.stepDone];
  return (
    <nav aria-label={t(bulkTexts.steps)}>
      <Steps size="small" current={current} items={titles.map((title) => ({ title: t(title) }))} />
    </nav>
  );
};
