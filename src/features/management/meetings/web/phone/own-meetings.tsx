import { type ReactNode, useState } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { Cell, Cells, Page as Frame } from '#ui/phone/page.tsx';
import { Notice, StateView } from '#ui/phone/state-view.tsx';
import { useApi } from '#webkit/query.ts';
import { ownMeetingTexts } from '../../own/messages.ts';
import { type OwnMeetingLine, ownMeetings } from '../../own/contract.ts';
import { StateTag } from '../parts/words.tsx';
import css from '../parts/meeting.module.css';

/** What the member did about it, else how the meeting stands. */
const Stand = ({ line }: { line: OwnMeetingLine }): ReactNode => {
  const t = useText();
  if (line.attendance) return t(ownMeetingTexts[line.attendance]);
  if (line.response === 'signed_up') return t(ownMeetingTexts.placed);
  return <StateTag state={line.state} />;
};

const Lines = ({ when }: { when: 'upcoming' | 'past' }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { data, error, isPending, refetch } = useApi(ownMeetings, { query: { when } });
  const items = data?.items ?? [];
  return (
    <StateView
      error={error}
      loading={isPending}
      empty={items.length === 0}
      whenEmpty={<Notice title={t(when === 'upcoming' ? ownMeetingTexts.empty : ownMeetingTexts.emptyPast)} />}
      onAgain={() => void refetch()}
    >
      <Cells label={t(ownMeetingTexts[when])}>
        {items.map((line) => (
          <Cell
            key={line.id}
            to={`/own-meetings/${line.id}`}
            title={line.title}
            hint={format.moment(line.startsAt)}
            end={<Stand line={line} />}
          />
        ))}
      </Cells>
    </StateView>
  );
};

export const Page = (): ReactNode => {
  const t = useText();
  const [when, setWhen] = useState<'upcoming' | 'past'>('upcoming');
  return (
    <Frame title={t(ownMeetingTexts.title)} back="/">
      <div role="group" aria-label={t(ownMeetingTexts.title)} className={css.choices}>
        {(['upcoming', 'past'] as const).map((one) => (
          <button
            key={one}
            type="button"
            className={css.choice}
            aria-pressed={when === one}
            onClick={() => setWhen(one)}
          >
            {t(ownMeetingTexts[one])}
          </button>
        ))}
      </div>
      <Lines key={when} when={when} />
    </Frame>
  );
};
