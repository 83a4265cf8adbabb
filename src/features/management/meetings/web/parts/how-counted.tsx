import type { ReactNode } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { Tag } from '#ui/tag.tsx';
import { Why } from '#ui/why.tsx';
import type { Meeting } from '../../contract.ts';
import { quorumTexts } from '../../quorum/messages.ts';
import { quorumOf, reckoningOf } from '../../quorum/rules.ts';
import { typeFacts } from '../../rules.ts';
import css from './meeting.module.css';

/** Whether the meeting can decide, in words: a list that is still open has not failed. */
const QuorumLine = ({ meeting }: { meeting: Meeting }): ReactNode => {
  const t = useText();
  const quorum = quorumOf(meeting);
  if (quorum === null) return null;
  if (quorum.met)
    return (
      <Tag tone="success" sentence>
        {t(quorumTexts.quorumMet, quorum)}
      </Tag>
    );
  if (meeting.state === 'planned') return <span className={css.hint}>{t(quorumTexts.quorumOpen, quorum)}</span>;
  return (
    <Tag tone="warning" sentence>
      {t(quorumTexts.quorumMissed, quorum)}
    </Tag>
  );
};

/** Whether there are enough to decide, and how all numbers of the list come about; it needs no network. */
export const HowCounted = ({ meeting }: { meeting: Meeting }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const quorum = quorumOf(meeting);
  const { on, listed, exempt, unsigned, expected, voteless } = reckoningOf(meeting);
  const { attendees } = typeFacts[meeting.type];
  return (
    <div className={css.stack}>
      <div>
        <QuorumLine meeting={meeting} />
      </div>
      <details>
        <summary>{t(quorumTexts.howCounted)}</summary>
        <ol className={css.agenda}>
          <li>{t(quorumTexts[`listed_${attendees}`], { day: format.day(on), count: listed })}</li>
          {exempt.length > 0 && <li>{t(quorumTexts.exempt, { names: exempt.join('、') })}</li>}
          {unsigned > 0 && <li>{t(quorumTexts.unsigned, { count: unsigned })}</li>}
          <li>{t(quorumTexts.expected, { count: expected })}</li>
          {voteless && voteless.length > 0 && <li>{t(quorumTexts.voteless, { names: voteless.join('、') })}</li>}
          {voteless && <li>{t(quorumTexts.entitled, { count: meeting.tally.entitled })}</li>}
        </ol>
        {quorum && <Why why={quorum.why} />}
      </details>
    </div>
  );
};
