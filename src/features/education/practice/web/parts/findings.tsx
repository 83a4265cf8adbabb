import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { Tag } from '#ui/tag.tsx';
import type { Run } from '../../contract.ts';
import { practiceTexts } from '../../messages.ts';
import css from './practice.module.css';

/** What was looked for in the practice county, and what stood there. */
export const Findings = ({ run }: { run: Run }): ReactNode => {
  const t = useText();
  return (
    <ul className={css.checks}>
      {run.findings.map(({ check, passed, found, wanted }) => (
        <li key={check}>
          <Tag tone={passed ? 'success' : 'error'}>{t(passed ? practiceTexts.right : practiceTexts.wrong)}</Tag>
          <span>
            {t(practiceTexts[`check_${check}`])}
            {!passed && <span className={css.hint}> {t(practiceTexts.foundOf, { found, wanted })}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
};
