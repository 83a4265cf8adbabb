import type { ReactNode } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { Button } from '#ui/phone/button.tsx';
import { LinkButton } from '#ui/phone/link-button.tsx';
import { Page as Frame } from '#ui/phone/page.tsx';
import { Notice } from '#ui/phone/state-view.tsx';
import { uiTexts } from '#ui/messages.ts';
import { useOutbox } from '#webkit/offline/use-outbox.ts';
import { useCut } from '#webkit/use-cut.ts';
import type { Meeting } from '../../contract.ts';
import { meetingTexts } from '../../messages.ts';
import { offlineTexts } from '../../offline/messages.ts';
import css from '../parts/meeting.module.css';
import type { MeetingRead } from './use-meeting.ts';

/** Whose word the page shows: the server's, or this device's; and what of it was not sent. */
export const DeviceState = ({ read, meeting }: { read: MeetingRead; meeting: Meeting }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { cut: isSilent } = useOutbox();
  const isOffline = useCut();
  const cut = isSilent || isOffline;
  const { mine, takenAt } = read;
  const hasConflict = mine.some(({ state }) => state === 'conflict');
  const refused = mine.filter(({ state }) => state === 'refused').length;
  if (mine.length === 0 && takenAt === null) return null;
  return (
    <div className={css.device} role="status" data-grave={hasConflict || refused > 0 ? 'yes' : undefined}>
      {takenAt !== null && <p>{t(offlineTexts.copy, { at: format.moment(new Date(takenAt).toISOString()) })}</p>}
      {mine.length > 0 && !hasConflict && refused === 0 && <p>{t(offlineTexts.unsent, { count: mine.length })}</p>}
      {cut && meeting.state === 'planned' && <p>{t(offlineTexts.noCode)}</p>}
      {hasConflict && (
        <>
          <p>{t(offlineTexts.stuck)}</p>
          <LinkButton to={`/meetings/${meeting.id}/conflict`}>{t(offlineTexts.decide)}</LinkButton>
        </>
      )}
      {refused > 0 && (
        <>
          <p>{t(offlineTexts.refusedHere, { count: refused })}</p>
          <LinkButton to="/unsent">{t(offlineTexts.look)}</LinkButton>
        </>
      )}
    </div>
  );
};

/** Without a network and without a copy there is nothing to show. */
export const NotTaken = ({ again }: { again: () => void }): ReactNode => {
  const t = useText();
  return (
    <Frame title={t(meetingTexts.title)} back="/meetings">
      <Notice title={t(offlineTexts.notTaken)} hint={t(offlineTexts.notTakenHint)}>
        <Button onClick={again}>{t(uiTexts.again)}</Button>
      </Notice>
    </Frame>
  );
};
