import type { ReactNode } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { Button } from '#ui/phone/button.tsx';
import { LinkButton } from '#ui/phone/link-button.tsx';
import { Cell, Cells, Page as Frame, Section } from '#ui/phone/page.tsx';
import { ErrorNotice, Notice, StateView } from '#ui/phone/state-view.tsx';
import { call } from '#webkit/api.ts';
import { useOutbox } from '#webkit/offline/use-outbox.ts';
import { useApi } from '#webkit/query.ts';
import { type MeetingLine, meetingList, meetingOrganisations } from '../../contract.ts';
import { meetingTexts } from '../../messages.ts';
import { takeAlong } from '../../offline/contract.ts';
import { offlineTexts } from '../../offline/messages.ts';
import { dropCopies, keepAlong } from '../offline/copies.ts';
import { useActing } from '../offline/deeds.ts';
import { useAlong, useOwnLines } from '../offline/use-meeting.ts';
import { StateTag } from '../parts/words.tsx';
import css from '../parts/meeting.module.css';

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

/** Everything for an evening without a signal, taken along in one tap. */
const TakeAlong = (): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { vault } = useOutbox();
  const places = useApi(meetingOrganisations, { query: {} });
  const taking = useActing();
  const dropping = useActing();
  const along = useAlong(`${taking.busy} ${dropping.busy}`);
  const place = places.data?.items[0] ?? along?.organisation;
  const moment = (at: number): string => format.moment(new Date(at).toISOString());
  if (!place) return null;
  return (
    <Section title={t(offlineTexts.title)}>
      <div className={css.stack}>
        {vault === null ? (
          <p>{t(offlineTexts.cannot)}</p>
        ) : (
          <>
            <p role="status">
              {along
                ? t(offlineTexts.taken, { at: moment(along.takenAt), until: moment(vault.until) })
                : t(offlineTexts.intro)}
            </p>
            <p className={css.hint}>{t(offlineTexts.scope)}</p>
            {taking.error && <ErrorNotice error={taking.error} />}
            <Button
              busy={taking.busy}
              onClick={() =>
                taking.act(async () => keepAlong(vault, await call(takeAlong, { query: { organisationId: place.id } })))
              }
            >
              {t(along ? offlineTexts.renew : offlineTexts.take)}
            </Button>
            {along && (
              <Button busy={dropping.busy} onClick={() => dropping.act(() => dropCopies(vault))}>
                {t(offlineTexts.remove)}
              </Button>
            )}
          </>
        )}
      </div>
    </Section>
  );
};

/** What comes, what waits to be recorded, and the latest; without a network what lies on this device. */
export const Page = (): ReactNode => {
  const t = useText();
  const { queue } = useOutbox();
  const { data, error, isPending, refetch } = useApi(meetingList, { query: { limit: 50 } });
  const own = useOwnLines();
  const pending = new Set(queue.map(({ lane }) => lane));
  const known = new Set((data?.items ?? []).map(({ id }) => id));
  // What was done here shows at once; copies fill in where the server is out of reach.
  const items = (data?.items ?? []).map((line) =>
    pending.has(`meeting:${line.id}`) ? (own.get(line.id) ?? line) : line,
  );
  const more = [...own.values()].filter(({ id }) => !known.has(id) && (!data || pending.has(`meeting:${id}`)));
  const lines = [...more, ...items].toSorted((a, b) => (a.startsAt < b.startsAt ? 1 : -1));
  return (
    <Frame title={t(meetingTexts.title)} back="/">
      <LinkButton to="/meetings/plan" filled>
        {t(meetingTexts.plan)}
      </LinkButton>
      <StateView
        error={lines.length > 0 ? null : error}
        loading={isPending && lines.length === 0}
        empty={lines.length === 0}
        whenEmpty={<Notice title={t(meetingTexts.emptyUpcoming)} />}
        onAgain={() => void refetch()}
      >
        <Lines label={t(meetingTexts.caption)} items={lines} />
      </StateView>
      <TakeAlong />
    </Frame>
  );
};
