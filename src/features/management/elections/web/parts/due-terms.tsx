import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { dueTerms } from '#features/base/organisations/terms/contract.ts';
import { useFormat, useText } from '#ui/language.tsx';
import { LinkButton } from '#ui/office/link-button.tsx';
import { Section } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useApi } from '#webkit/query.ts';
import { useSession } from '#webkit/session.tsx';
import { electionTexts } from '../../messages.ts';

const shown = 10;

/** Where an election begins: terms that end within six months, and those that have. */
export const DueTerms = (): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { can } = useSession();
  const { data, error, isPending, refetch } = useApi(dueTerms, { query: { limit: shown } });
  const items = data?.items ?? [];
  return (
    <Section
      title={t(electionTexts.dueTitle)}
      actions={
        data &&
        data.total > 0 && <Link to="/organisations/terms">{t(electionTexts.dueAll, { count: data.total })}</Link>
      }
    >
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={3}>
        {() => (
          <PlainTable
            caption={t(electionTexts.dueTitle)}
            rows={items}
            rowKey={(due) => due.id}
            empty={t(electionTexts.dueEmpty)}
            columns={[
              {
                key: 'organisation',
                title: t(electionTexts.organisation),
                render: (due) => <Link to={`/organisations/${due.organisation.id}`}>{due.organisation.shortName}</Link>,
              },
              { key: 'due', title: t(electionTexts.dueOn), render: (due) => format.day(due.dueOn) },
              {
                key: 'left',
                title: t(electionTexts.state),
                render: (due) =>
                  due.overdue
                    ? t(electionTexts.dueOver, { count: -due.daysLeft })
                    : t(electionTexts.dueLeft, { count: due.daysLeft }),
              },
            ]}
            renderActions={
              can('elections.edit')
                ? (due) => (
                    <LinkButton
                      to={`/elections/new?organisationId=${due.organisation.id}`}
                      aria-label={`${t(electionTexts.prepare)}：${due.organisation.shortName}`}
                    >
                      {t(electionTexts.prepare)}
                    </LinkButton>
                  )
                : undefined
            }
          />
        )}
      </StateView>
    </Section>
  );
};
