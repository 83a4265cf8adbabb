import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useFormat, useText } from '#ui/language.tsx';
import { Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useApi } from '#webkit/query.ts';
import { correctionList } from '../../corrections/contract.ts';
import { correctionTexts } from '../../corrections/messages.ts';
import css from './workbench.module.css';
import { useWords } from './words.ts';

const shown = 5;

/** The workbench's part about what members ask to have corrected. */
export const Part = (): ReactNode => {
  const t = useText();
  const format = useFormat();
  const words = useWords();
  const { data, error, isPending, refetch } = useApi(correctionList, { query: { state: 'waiting', limit: shown } });
  const waiting = data?.waiting ?? 0;
  return (
    <Section
      title={t(correctionTexts.partTitle)}
      actions={waiting > 0 && <Link to="/members/corrections">{t(correctionTexts.partAll, { count: waiting })}</Link>}
    >
      <StateView
        error={error}
        loading={isPending}
        empty={waiting === 0}
        whenEmpty={<p className={css.quiet}>{t(correctionTexts.partEmpty)}</p>}
        onAgain={() => void refetch()}
        lines={2}
      >
        <ul className={css.lines}>
          {data?.items.map((correction) => (
            <li key={correction.id}>
              <Link to={`/members/${correction.personId}?tab=corrections`}>
                {t(correctionTexts.partLine, { name: correction.name, field: words.label(correction.field) })}
              </Link>
              <span className={css.quiet}>{correction.branchName}</span>
              <time className={css.quiet} dateTime={correction.askedAt}>
                {format.moment(correction.askedAt)}
              </time>
            </li>
          ))}
        </ul>
      </StateView>
    </Section>
  );
};
