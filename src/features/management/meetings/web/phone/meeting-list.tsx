import type { ReactNode } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { LinkButton } from '#ui/phone/link-button.tsx';
import { Cell, Cells, Page as Frame } from '#ui/phone/page.tsx';
import { Notice, StateView } from '#ui/phone/state-view.tsx';
import { useApi } from '#webkit/query.ts';
import { type MeetingLine, meetingList } from '../../contract.ts';
import { meetingTexts } from '../../messages.ts';
import { StateTag } from '../parts/words.tsx';

const Lines = ({ label, items }: { label: string; items: readonly MeetingLine[] }): ReactNode => {
  const format = useFormat();
  return (
    <Cells label={label}>
      {items.map((line) => (
        <Cell
          key={line.id}
          to={`/meetings/${line.id}`}
          title={line.title}
          hint={format.moment(line.startsAt)}
          end={<StateTag state={line.state} />}
        />
      ))}
    </Cells>
  );
};

/** What comes, what waits to be recorded, and the latest. */
export const Page = (): ReactNode => {
  const t = useText();
  const { data, error, isPending, refetch } = useApi(meetingList, { query: { limit: 50 } });
  const items = data?.items ?? [];
  return (
    <Frame title={t(meetingTexts.title)} back="/">
      <LinkButton to="/meetings/plan" filled>
        {t(meetingTexts.plan)}
      </LinkButton>
      <StateView
        error={error}
        loading={isPending}
        empty={items.length === 0}
        whenEmpty={<Notice title={t(meetingTexts.emptyUpcoming)} />}
        onAgain={() => void refetch()}
      >
        <Lines label={t(meetingTexts.caption)} items={items} />
      </StateView>
    </Frame>
  );
};
