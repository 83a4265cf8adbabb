import { type ReactNode, useState } from 'react';
import { useText } from '../language.tsx';
import { uiTexts } from '../messages.ts';
import type { Texts } from '../problem-text.ts';
import { revealSeconds, useRevealed } from '../use-revealed.ts';
import css from './masked.module.css';
import { ReasonSheet } from './reason-sheet.tsx';

interface Props {
  readonly label: string;
  readonly masked: string;
  readonly reveal?: ((reason: string) => Promise<string>) | undefined;
  readonly reasonFrom?: number;
  /** Words for the refusals that `reveal` may throw. */
  readonly texts?: Texts | undefined;
}

const Revealable = ({
  label,
  masked,
  reveal,
  reasonFrom,
  texts,
}: Required<Props> & { reveal: (reason: string) => Promise<string> }): ReactNode => {
  const t = useText();
  const [open, setOpen] = useState(false);
  const { value, busy, error, ask, hide } = useRevealed(reveal);
  return (
    <span className={css.line}>
      <span aria-live="polite">{value ?? masked}</span>
      <button type="button" className={css.button} onClick={() => (value === null ? setOpen(true) : hide())}>
        {t(value === null ? uiTexts.reveal : uiTexts.hide)}
        <span className="sr-only">{label}</span>
      </button>
      <ReasonSheet
        open={open && value === null}
        title={t(uiTexts.revealFor, { label })}
        hint={t(uiTexts.revealHint, { seconds: revealSeconds })}
        verb={t(uiTexts.reveal)}
        reasonFrom={reasonFrom}
        busy={busy}
        error={error}
        texts={texts}
        onGiven={ask}
        onClose={() => setOpen(false)}
      />
    </span>
  );
};

/** A masked value; its full form is shown for a reason, for half a minute. */
export const Masked = ({ label, masked, reveal, reasonFrom = 4, texts }: Props): ReactNode =>
  reveal ? (
    <Revealable label={label} masked={masked} reveal={reveal} reasonFrom={reasonFrom} texts={texts} />
  ) : (
    <span>{masked}</span>
  );
