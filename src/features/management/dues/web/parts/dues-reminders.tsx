import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useText } from '#ui/language.tsx';
import { Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useApi } from '#webkit/query.ts';
import { duesSheet } from '../../contract.ts';
import { duesCodes, duesTexts } from '../../messages.ts';
import { treasurerList } from '../../treasurers/contract.ts';
import { thisYear } from './dues-words.ts';
import css from './dues.module.css';

const shown = 5;

/** Members whose dues are open for months. */
const Reminders = (): ReactNode => {
  const t = useText();
  const { data, error, isPending, refetch } = useApi(duesSheet, { query: { year: thisYear() } });
  const reminded = (data?.items ?? []).filter(({ alert }) => alert !== 'none');
  return (
    <Section
      title={t(duesTexts.partTitle)}
      actions={
        reminded.length > 0 && <Link to="/dues?show=open">{t(duesTexts.partAll, { count: reminded.length })}</Link>
      }
    >
      <StateView
        error={error}
        loading={isPending}
        empty={reminded.length === 0}
        whenEmpty={<p className={css.hint}>{t(duesTexts.partEmpty)}</p>}
        onAgain={() => void refetch()}
        lines={2}
      >
        <ul className={css.lines}>
          {reminded.slice(0, shown).map(({ personId, name, alert }) => (
            <li key={personId}>
              <span>{name}</span>
              <span className={css.hint}>{t(duesCodes[`alert_${alert}`])}</span>
            </li>
          ))}
        </ul>
      </StateView>
    </Section>
  );
};

/** The workbench's part about dues: a reminder to whoever keeps them in the branch, and to nobody else. */
export const Part = (): ReactNode => {
  const { data } = useApi(treasurerList, {});
  return data?.own === true ? <Reminders /> : null;
};
