import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { useText } from '#ui/language.tsx';
import { dutyTexts } from '../../messages.ts';
import { BranchYear } from '../parts/branch-year.tsx';

/** The year of a branch, opened from a list. */
export const Page = (): ReactNode => {
  const t = useText();
  const { id = '' } = useParams();
  return (
    <BranchYear
      key={id}
      id={id}
      crumbs={[{ title: t(dutyTexts.title), to: '/duties' }, { title: t(dutyTexts.branch) }]}
    />
  );
};
