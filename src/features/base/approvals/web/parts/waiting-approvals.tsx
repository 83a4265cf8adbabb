import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useFormat, useText } from '#ui/language.tsx';
import { Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useApi } from '#webkit/query.ts';
import { approvalList } from '../../contract.ts';
import { approvalTexts } from '../../messages.ts';
import { useMatter } from './approval-words.tsx';
import css from './waiting-approvals.module.css';

const shown = 5;

/** The workbench's part about acts that wait for a second person. */
export const Part = (): ReactNode => {
  const t = useText();
  const format = useFormat();
  const matter = useMatter();
  const { data, error, isPending, refetch } = useApi(approvalList, { query: { state: 'waiting', limit: shown } });
  const waiting = (data?.items ?? []).filter((approval) => approval.can.decide);
  return (
    <Section title={t(approvalTexts.waiting)} actions={<Link to="/approvals">{t(approvalTexts.partAll)}</Link>}>
      <StateView
        error={error}
        loading={isPending}
        empty={waiting.length === 0}
        whenEmpty={<p className={css.nothing}>{t(approvalTexts.partEmpty)}</p>}
        onAgain={() => void refetch()}
        lines={2}
      >
        <ul className={css.list}>
          {waiting.map((approval) => (
            <li key={approval.id}>
              <Link to={`/approvals/${approval.id}`}>{matter(approval)}</Link>
              <span className={css.quiet}>
                {t(approvalTexts.partLine, { asker: approval.asker, until: format.moment(approval.expiresAt) })}
              </span>
            </li>
          ))}
        </ul>
      </StateView>
    </Section>
  );
};
