import { Segmented } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { z } from 'zod';
import { useFormat, useText } from '#ui/language.tsx';
import { LinkButton } from '#ui/office/link-button.tsx';
import { Page as Frame, Section, Toolbar } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useApi } from '#webkit/query.ts';
import { useAddressState } from '#webkit/router.tsx';
import { useSession } from '#webkit/session.tsx';
import { classList } from '../../classes/contract.ts';
import { hourTexts } from '../../hours/messages.ts';
import { workTexts } from '../../messages.ts';

const shows = ['open', 'all'] as const;
const address = z.object({ show: z.enum(shows).default('open') });

/** Classes of the county: who holds them, for whom, and how many places are left. */
export const Page = (): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { can } = useSession();
  const [{ show }, setState] = useAddressState(address);
  const { data, error, isPending, refetch } = useApi(classList, { query: { show } });
  return (
    <Frame
      title={t(workTexts.classes)}
      intro={t(workTexts.classesIntro)}
      actions={
        can('study.teach') && (
          <LinkButton type="primary" to="/education/classes/new">
            {t(workTexts.newClass)}
          </LinkButton>
        )
      }
    >
      <Toolbar>
        <Segmented
          aria-label={t(workTexts.show)}
          value={show}
          onChange={(next) => setState({ show: next })}
          options={shows.map((one) => ({ value: one, label: t(workTexts[`show_${one}`]) }))}
        />
      </Toolbar>
      <Section flush>
        <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={6}>
          {() => (
            <PlainTable
              caption={t(workTexts.classes)}
              rows={data?.items ?? []}
              rowKey={({ id }) => id}
              empty={t(workTexts.noClasses)}
              columns={[
                {
                  key: 'title',
                  title: t(workTexts.title),
                  render: ({ id, title }) => <Link to={`/education/classes/${id}`}>{title}</Link>,
                },
                { key: 'organiser', title: t(workTexts.organiser), render: ({ organiserName }) => organiserName },
                {
                  key: 'audience',
                  title: t(workTexts.audience),
                  render: ({ audience }) => t(hourTexts[`audience_${audience}`]),
                },
                {
                  key: 'days',
                  title: t(workTexts.days),
                  render: ({ startsOn, endsOn }) =>
                    startsOn === endsOn ? format.day(startsOn) : `${format.day(startsOn)} – ${format.day(endsOn)}`,
                },
                { key: 'hours', title: t(workTexts.hours), render: ({ hours }) => String(hours) },
                {
                  key: 'places',
                  title: t(workTexts.quota),
                  render: ({ enrolled, quota, waiting }) =>
                    `${t(workTexts.taken, { enrolled, quota })}${waiting > 0 ? ` · ${t(workTexts.waitingCount, { count: waiting })}` : ''}`,
                },
                { key: 'state', title: t(workTexts.state), render: ({ state }) => t(workTexts[`state_${state}`]) },
              ]}
            />
          )}
        </StateView>
      </Section>
    </Frame>
  );
};
