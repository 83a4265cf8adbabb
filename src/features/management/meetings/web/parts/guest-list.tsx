import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { Tag } from '#ui/tag.tsx';
import type { Guest, Meeting } from '../../contract.ts';
import { meetingTexts } from '../../messages.ts';
import css from './meeting.module.css';

const markOf = ({ attended }: Guest): 'asked' | 'came' | 'absent' => {
  if (attended === null) return 'asked';
  return attended ? 'came' : 'absent';
};

/** Who sits in without a vote: names, where they come from, and whether they came. */
export const GuestList = ({ meeting }: { meeting: Meeting }): ReactNode => {
  const t = useText();
  if (meeting.guests.length === 0) return null;
  return (
    <ul aria-label={t(meetingTexts.guests)} className={css.lines}>
      {meeting.guests.map((guest) => (
        <li key={guest.id} className={css.line}>
          <span>
            {guest.name} <small className={css.hint}>{guest.home}</small>
            {guest.late && <small className={css.hint}> {t(meetingTexts.guest_late, { by: guest.notedBy })}</small>}
          </span>
          <span>
            <Tag>{t(meetingTexts[`guest_${guest.kind}`])}</Tag>
            {guest.kind === 'mobile' && (
              <Tag tone={guest.attended === true ? 'success' : 'plain'}>
                {t(meetingTexts[`guest_${markOf(guest)}`])}
              </Tag>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
};
