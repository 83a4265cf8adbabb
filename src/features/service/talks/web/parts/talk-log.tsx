import { type ReactNode, useEffect, useRef } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import type { TalkMessage, TalkStanding } from '../../contract.ts';
import { talkTexts } from '../../messages.ts';
import css from './talk.module.css';

/** A message, with who of the unit wrote it where the reader may know. */
export type LogMessage = TalkMessage & { readonly actor?: string | null };

interface MessageProps {
  readonly message: LogMessage;
  /** What the asker is called here. */
  readonly asker: string;
  /** The side of the reader, which stands to the right. */
  readonly own: TalkMessage['side'];
}

const Message = ({ message, asker, own }: MessageProps): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { side, what, text, unitName, actor, at } = message;
  const unit = unitName ?? '';
  const when = format.moment(at);
  if (what !== 'said')
    return (
      <li className={css.what}>
        <p className={css.hint}>
          {t(talkTexts[what], { unit })} · {actor ? `${actor} · ` : ''}
          {when}
        </p>
        {text !== null && <p className={css.text}>{t(talkTexts.handedNote, { text })}</p>}
      </li>
    );
  return (
    <li className={`${css.message ?? ''} ${side === own ? (css.own ?? '') : ''}`}>
      <p className={css.hint}>
        {side === 'asker' ? asker : unit}
        {actor ? ` · ${actor}` : ''} · {when}
      </p>
      <p className={css.text}>{text}</p>
    </li>
  );
};

interface LogProps extends Omit<MessageProps, 'message'> {
  readonly messages: readonly LogMessage[];
}

/** The messages, the newest in sight. */
export const TalkLog = ({ messages, ...sides }: LogProps): ReactNode => {
  const t = useText();
  const box = useRef<HTMLDivElement>(null);
  const last = messages.at(-1)?.seq ?? 0;
  useEffect(() => {
    if (last > 0) box.current?.scrollTo({ top: box.current.scrollHeight });
  }, [last]);
  if (messages.length === 0) return <p>{t(talkTexts.noMessages)}</p>;
  return (
    // Longer than the screen, it is scrolled by the keyboard as well.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls has to be reached
    <div ref={box} className={css.scroll} role="log" aria-label={t(talkTexts.log)} tabIndex={0}>
      <ol className={css.log}>
        {messages.map((message) => (
          <Message key={message.seq} message={message} {...sides} />
        ))}
      </ol>
    </div>
  );
};

interface StandingProps {
  readonly standing: TalkStanding;
  /** Whether the reader waits, or answers. */
  readonly asks: boolean;
}

/** Who is there, who waits, and until when an answer was promised. */
export const Standing = ({ standing, asks }: StandingProps): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { closed, open, opensAt, place, promisedAt, late, hours } = standing;
  if (closed) return <p className={css.hint}>{t(talkTexts.ended)}</p>;
  const at = promisedAt === null ? '' : format.moment(promisedAt);
  return (
    <div role="status">
      <ul className={css.standing}>
        <li>{t(open ? talkTexts.open : talkTexts.closedNow)}</li>
        {opensAt !== null && <li>{t(talkTexts.opensAt, { at: format.moment(opensAt) })}</li>}
        {asks && place !== null && (
          <li>{place <= 1 ? t(talkTexts.placeNext) : t(talkTexts.place, { count: place - 1 })}</li>
        )}
        {promisedAt === null ? (
          <li>{t(talkTexts.promiseAlways, { minutes: hours.promiseMinutes })}</li>
        ) : (
          <li>
            {asks ? t(late ? talkTexts.promiseOver : talkTexts.promise, { at }) : t(talkTexts.promisedBy, { at })}
          </li>
        )}
        {!asks && late && <li>{t(talkTexts.late)}</li>}
      </ul>
    </div>
  );
};
