import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useText } from '#ui/language.tsx';
import { Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useApi } from '#webkit/query.ts';
import { awayList } from '../../contract.ts';
import { outflowTexts } from '../../messages.ts';
import css from './outflow.module.css';
import { useOutflowWords } from './words.ts';

const shown = 5;

/** The workbench's part about contacts that are due. */
export const Part = (): ReactNode => {
  const t = useText();
  const words = useOutflowWords();
  const { data, error, isPending, refetch } = useApi(awayList, { query: { show: 'due', limit: shown } });
  const items = data?.items ?? [];
  return (
    <Section title={t(outflowTexts.partTitle)} actions={<Link to="/outflow">{t(outflowTexts.partAll)}</Link>}>
      <StateView
        error={error}
        loading={isPending}
        empty={items.length === 0}
        whenEmpty={<p className={css.hint}>{t(outflowTexts.partEmpty)}</p>}
        onAgain={() => void refetch()}
        lines={2}
      >
        <ul className={css.lines}>
          {items.map((away) => (
            <li key={away.id} className={css.line}>
              <Link to="/outflow?show=due">
                {away.name} · {away.place}
              </Link>
              <span className={css.hint}>{words.clock(away)}</span>
            </li>
          ))}
        </ul>
      </StateView>
    </Section>
  );
};
