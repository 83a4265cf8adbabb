import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useText } from '#ui/language.tsx';
import { Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useApi } from '#webkit/query.ts';
import { transferList } from '../../contract.ts';
import { transferTexts } from '../../messages.ts';
import css from './waiting-transfers.module.css';
import { endsOf, useTransferWords } from './words.ts';

const shown = 5;

/** The workbench's part about transfers that wait for the reader. */
export const Part = (): ReactNode => {
  const t = useText();
  const words = useTransferWords();
  const { data, error, isPending, refetch } = useApi(transferList, { query: { queue: 'todo', limit: shown } });
  const waiting = data?.items ?? [];
  return (
    <Section title={t(transferTexts.partTitle)} actions={<Link to="/transfers">{t(transferTexts.partAll)}</Link>}>
      <StateView
        error={error}
        loading={isPending}
        empty={waiting.length === 0}
        whenEmpty={<p className={css.quiet}>{t(transferTexts.empty_todo)}</p>}
        onAgain={() => void refetch()}
        lines={2}
      >
        <ul className={css.list}>
          {waiting.map((transfer) => (
            <li key={transfer.id}>
              <Link to={`/transfers/${transfer.id}`}>
                {transfer.member.name} · {words.state(transfer)}
              </Link>
              <span className={css.quiet}>{t(transferTexts.partLine, endsOf(transfer))}</span>
            </li>
          ))}
        </ul>
      </StateView>
    </Section>
  );
};
