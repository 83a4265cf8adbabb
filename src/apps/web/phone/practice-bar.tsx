import type { ReactNode } from 'react';
import { leavePractice } from '#features/education/practice/contract.ts';
import { practiceTexts } from '#features/education/practice/messages.ts';
import { useText } from '#ui/language.tsx';
import { useCommand } from '#webkit/query.ts';
import css from './pending-bar.module.css';

/** Over every page of the practice county: where one is, and the way back. The task stands in the office's pages. */
export const PracticeBar = (): ReactNode => {
  const t = useText();
  const leave = useCommand(leavePractice, { onDone: () => location.assign('/education/drills') });
  return (
    <aside aria-label={t(practiceTexts.banner)} className={css.bar} data-grave="yes">
      <span>
        <span aria-hidden="true" className={css.sign}>
          ▲
        </span>
        <span>{t(practiceTexts.banner)}</span>
      </span>
      <button type="button" className={css.link} disabled={leave.busy} onClick={() => leave.fire({})}>
        {t(practiceTexts.leave)}
      </button>
    </aside>
  );
};
