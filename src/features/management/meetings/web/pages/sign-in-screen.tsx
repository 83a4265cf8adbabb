import { type ReactNode, useEffect, useMemo } from 'react';
import { Link, useParams } from 'react-router';
import { renderSVG } from 'uqr';
import type { Reply } from '#shared/endpoint.ts';
import { useText } from '#ui/language.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useApi } from '#webkit/query.ts';
import { meetingById, meetingCode } from '../../contract.ts';
import { meetingProblemTexts, meetingTexts } from '../../messages.ts';
import css from './sign-in-screen.module.css';

/** A moment after the code has run out; the number of those present comes with the next one. */
const askAfter = (seen: Reply<typeof meetingCode> | undefined): number => (seen?.lastsMs ?? 3_000) + 50;

const Code = ({ id, shown }: { id: string; shown: Reply<typeof meetingCode> }): ReactNode => {
  const t = useText();
  const picture = useMemo(() => {
    const svg = renderSVG(`${location.origin}/m/own-meetings/${id}?code=${shown.code}`, { border: 2 });
    return `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;
  }, [id, shown.code]);
  return (
    <>
      <img src={picture} alt={t(meetingTexts.screenQr)} className={css.qr} />
      <p className={css.count}>{t(meetingTexts.screenHint)}</p>
      <p className={css.code} aria-label={t(meetingTexts.screenCode)}>
        {shown.code}
      </p>
      <p className={css.count}>{t(meetingTexts.screenCount, shown)}</p>
    </>
  );
};

/** For the projector in the room: a code that changes every fifteen seconds, and how many are there. */
export const Page = (): ReactNode => {
  const t = useText();
  const { id = '' } = useParams();
  const { data: meeting, refetch: lookAgain } = useApi(meetingById, { params: { id } });
  const isOver = meeting !== undefined && meeting.state !== 'planned';
  const asking = { every: askAfter, enabled: !isOver };
  const { data: shown, error, isPending, refetch } = useApi(meetingCode, { params: { id } }, asking);
  // No code any more: the meeting itself says why, and whether to ask on.
  useEffect(() => {
    if (error !== null) void lookAgain();
  }, [error, lookAgain]);
  return (
    <section className={css.screen} aria-label={t(meetingTexts.screenTitle)}>
      <h1>{meeting?.title ?? t(meetingTexts.screenTitle)}</h1>
      {isOver ? (
        <p className={css.count} role="status">
          {meeting.state === 'cancelled' ? t(meetingTexts.screenCancelled) : t(meetingTexts.screenOver, meeting.tally)}
        </p>
      ) : (
        <StateView error={error} loading={isPending} texts={meetingProblemTexts} onAgain={() => void refetch()}>
          {() => shown && <Code id={id} shown={shown} />}
        </StateView>
      )}
      <Link to={`/meetings/${id}`}>{t(meetingTexts.leaveScreen)}</Link>
    </section>
  );
};
