import { type ReactNode, useId, useState } from 'react';
import { useText } from '../language.tsx';
import { uiTexts } from '../messages.ts';
import type { Texts } from '../problem-text.ts';
import { revealSeconds, useRevealed } from '../use-revealed.ts';
import { Button } from './button.tsx';
import fields from './fields.module.css';
import css from './masked.module.css';
import { Sheet } from './sheet.tsx';
import { ErrorNotice } from './state-view.tsx';

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
  const id = useId();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const { value, busy, error, ask, hide } = useRevealed(reveal);
  return (
    <span className={css.line}>
      <span aria-live="polite">{value ?? masked}</span>
      <button type="button" className={css.button} onClick={() => (value === null ? setOpen(true) : hide())}>
        {t(value === null ? uiTexts.reveal : uiTexts.hide)}
        <span className="sr-only">{label}</span>
      </button>
      <Sheet open={open && value === null} title={t(uiTexts.revealFor, { label })} onClose={() => setOpen(false)}>
        <p className={fields.hint}>{t(uiTexts.revealHint, { seconds: revealSeconds })}</p>
        <div className={fields.field}>
          <label htmlFor={id}>{t(uiTexts.reason)}</label>
          <textarea
            id={id}
            rows={3}
            maxLength={200}
            className={fields.input}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
        {error && <ErrorNotice error={error} texts={texts} />}
        <Button filled busy={busy} disabled={reason.trim().length < reasonFrom} onClick={() => ask(reason.trim())}>
          {t(uiTexts.reveal)}
        </Button>
      </Sheet>
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
