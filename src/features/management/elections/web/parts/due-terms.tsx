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
import { electionList } from '../../contract.ts';
import { electionTexts } from '../../messages.ts';
import type { ElectionKind } from '../../rules.ts';

const shown = 10;
const mostOpen = 100;
/** Which elections renew the term of an organisation. */
const renewsTerm: ReadonlySet<ElectionKind> = new Set(['committee', 'secretary']);

/** Where an election begins: terms that end within six months, and those that have. */
export const DueTerms = (): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { can } = useSession();
  const { data, error, isPending, refetch } = useApi(dueTerms, { query: { limit: shown } });
  const items = data?.items ?? [];
  const { data: open } = useApi(electionList, { query: { state: 'open', limit: mostOpen } });
  const underWay = (organisationId: string) =>
    open?.items.find((one) => one.organisation.id === organisationId && renewsTerm.has(one.kind));
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
                ? (due) => {
                    const { id, shortName } = due.organisation;
                    const election = underWay(id);
                    const [to, verb] = election
                      ? [`/elections/${election.id}`, t(electionTexts.goOn)]
                      : [`/elections/new?organisationId=${id}`, t(electionTexts.prepare)];
                    return (
                      <LinkButton to={to} aria-label={format.labelled(verb, shortName)}>
                        {verb}
                      </LinkButton>
                    );
                  }
                : undefined
            }
          />
        )}
      </StateView>
    </Section>
  );
};
