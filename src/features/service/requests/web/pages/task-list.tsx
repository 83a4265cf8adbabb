import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useFormat, useText } from '#ui/language.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useApi } from '#webkit/query.ts';
import { requestTexts } from '../../messages.ts';
import { workTexts } from '../../work/messages.ts';
import { returnList } from '../../work/returns/contract.ts';
import { taskList } from '../../work/tasks/contract.ts';

const Tasks = (): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { data, error, isPending, refetch } = useApi(taskList, { query: {} });
  return (
    <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={3}>
      {() => (
        <PlainTable
          caption={t(workTexts.ownTasks)}
          rows={data?.items ?? []}
          rowKey={({ id }) => id}
          empty={t(workTexts.nothingAsked)}
          columns={[
            {
              key: 'ask',
              title: t(workTexts.taskAsk),
              render: ({ id, ask }) => <Link to={`/requests/tasks/${id}`}>{ask}</Link>,
            },
            { key: 'from', title: t(workTexts.taskFrom), render: ({ fromName }) => fromName },
            { key: 'area', title: t(workTexts.taskArea), render: ({ areaName }) => areaName },
            { key: 'due', title: t(workTexts.askDue), render: ({ dueOn }) => format.day(dueOn) },
          ]}
        />
      )}
    </StateView>
  );
};

const Returns = (): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { data, error, isPending, refetch } = useApi(returnList, {});
  return (
    <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={3}>
      {() => (
        <PlainTable
          caption={t(workTexts.openReturns)}
          rows={data?.items ?? []}
          rowKey={({ id }) => id}
          empty={t(workTexts.nothingReturned)}
          columns={[
            {
              key: 'reason',
              title: t(workTexts.returnReason),
              render: ({ requestId, reason }) => <Link to={`/requests/${requestId}`}>{reason}</Link>,
            },
            { key: 'unit', title: t(requestTexts.unit), render: ({ unitName }) => unitName },
            { key: 'to', title: t(workTexts.returnTo), render: ({ proposedName }) => proposedName ?? '' },
            { key: 'on', title: t(workTexts.recordOn), render: ({ askedOn }) => format.day(askedOn) },
          ]}
        />
      )}
    </StateView>
  );
};

/** What other units ask of the own one, and returns that it decides. */
export const Page = (): ReactNode => {
  const t = useText();
  return (
    <Frame
      title={t(workTexts.taskList)}
      intro={t(workTexts.taskListIntro)}
      crumbs={[{ title: t(requestTexts.title), to: '/requests' }, { title: t(workTexts.taskList) }]}
    >
      <Section title={t(workTexts.ownTasks)}>
        <Tasks />
      </Section>
      <Section title={t(workTexts.openReturns)}>
        <Returns />
      </Section>
    </Frame>
  );
};
