import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useFormat, useText } from '#ui/language.tsx';
import { Tag, type Tone } from '#ui/tag.tsx';
import type { Clock } from '../../contract.ts';
import { admissionTexts } from '../../messages.ts';
import css from './clock-list.module.css';
import { today } from './today.ts';
import { useAdmissionWords } from './words.ts';

const tones: Readonly<Record<'overdue' | 'near', Tone>> = { overdue: 'error', near: 'warning' };

/** Late or near, by sign and word; nothing where there is time. */
export const ClockTag = ({ standing }: Pick<Clock, 'standing'>): ReactNode => {
  const t = useText();
  if (standing !== 'overdue' && standing !== 'near') return null;
  return <Tag tone={tones[standing]}>{t(admissionTexts[standing])}</Tag>;
};

const ClockLine = ({ clock, linked, dated }: { clock: Clock; linked: boolean; dated: boolean }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const words = useAdmissionWords();
  const { step, actor, from, due, binds, rule, standing, aboveFrom, current } = clock;
  const day =
    due !== null
      ? t(admissionTexts.latest, { day: format.day(due) })
      : standing === 'waiting' && from !== null
        ? t(admissionTexts.earliest, { day: format.day(from) })
        : null;
  const now = current === null ? '' : t(admissionTexts.latestNow, { day: format.day(current.day) });
  return (
    <li>
      <span>{t(admissionTexts.nextBy, { actor: words.actor(actor), step: words.step(step) })}</span>
      {dated && day !== null && (
        <span className={css.quiet}>{linked && rule !== null ? <Link to={`/rules/${rule}`}>{day}</Link> : day}</span>
      )}
      {current !== null && (
        <span className={css.quiet}>
          {linked && current.rule !== null ? <Link to={`/rules/${current.rule}`}>{now}</Link> : now}
        </span>
      )}
      {linked && aboveFrom !== null && standing === 'overdue' && aboveFrom > today() && (
        <span className={css.quiet}>{t(admissionTexts.aboveFrom, { day: format.day(aboveFrom) })}</span>
      )}
      {binds !== null && <span className={css.quiet}>{t(admissionTexts.termOf, { step: words.step(binds) })}</span>}
      {dated && <ClockTag standing={standing} />}
    </li>
  );
};

/** What is owed, the most pressing first: by whom, by when, and which later step waits for it. */
export const ClockList = ({
  clocks,
  most = clocks.length,
  linked = false,
  firstDated = true,
}: {
  readonly clocks: readonly Clock[];
  readonly most?: number;
  /** Whether the day leads to its rule. */
  readonly linked?: boolean;
  /** Not where the last day of the first stands beside the list. */
  readonly firstDated?: boolean;
}): ReactNode => {
  const t = useText();
  const more = clocks.length - most;
  return (
    <ul className={css.clocks}>
      {clocks.slice(0, most).map((clock, place) => (
        <ClockLine
          key={clock.step}
          clock={clock}
          linked={linked}
          dated={place > 0 || firstDated || clock.due === null}
        />
      ))}
      {more > 0 && <li className={css.quiet}>{t(admissionTexts.moreSteps, { count: more })}</li>}
    </ul>
  );
};
