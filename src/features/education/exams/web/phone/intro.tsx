import type { ReactNode } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { Button } from '#ui/phone/button.tsx';
import { Cell, Cells, Section } from '#ui/phone/page.tsx';
import { examTexts, ownExamTexts } from '../../messages.ts';
import type { Seat } from '../../seat/contract.ts';
import css from './exam.module.css';
import own from '#ui/phone/own.module.css';

const minuteMs = 60_000;

interface Props {
  readonly seat: Seat;
  /** Milliseconds to the place. */
  readonly left: number;
  readonly onStart: () => void;
}

/** What the exam is, before its time runs. */
export const Intro = ({ seat, left, onStart }: Props): ReactNode => {
  const t = useText();
  const format = useFormat();
  const beginsAt = Date.parse(seat.slotAt) - Math.min(0, left);
  const room = Math.floor((Date.parse(seat.closesAt) - beginsAt) / minuteMs);
  const when = t(examTexts.windowOf, { from: format.moment(seat.opensAt), to: format.moment(seat.closesAt) });
  return (
    <>
      <Cells>
        <Cell title={t(examTexts.kind)} end={t(examTexts[`kind_${seat.kind}`])} />
        <Cell title={t(examTexts.minutes)} end={t(examTexts.minutesOf, { count: seat.minutes })} />
        <Cell title={t(examTexts.count)} end={t(ownExamTexts.itemsOf, { count: seat.items })} />
        <Cell title={t(ownExamTexts.passMark)} end={t(ownExamTexts.passMarkOf, { share: seat.passShare })} />
        <Cell title={t(ownExamTexts.round)} end={t(ownExamTexts.roundOf, { n: seat.round, of: seat.attempts })} />
        <Cell title={t(ownExamTexts.open)} end={when} />
      </Cells>
      <Section>
        <div className={own.stack}>
          <p className={own.line}>{t(ownExamTexts.startHint)}</p>
          {left > 0 && <p className={css.note}>{t(ownExamTexts.startEarly, { time: format.moment(seat.slotAt) })}</p>}
          {room < seat.minutes && (
            <p className={css.note}>{t(ownExamTexts.startShort, { count: Math.max(0, room) })}</p>
          )}
          <Button filled onClick={onStart}>
            {t(ownExamTexts.start)}
          </Button>
        </div>
      </Section>
    </>
  );
};
