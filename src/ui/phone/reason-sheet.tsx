import { type ReactNode, useId, useState } from 'react';
import { useText } from '../language.tsx';
import { uiTexts } from '../messages.ts';
import type { Texts } from '../problem-text.ts';
import { Button } from './button.tsx';
import fields from './fields.module.css';
import { Sheet } from './sheet.tsx';
import { ErrorNotice } from './state-view.tsx';

interface Props {
  readonly open: boolean;
  readonly title: string;
  readonly hint: string;
  readonly verb: string;
  readonly reasonFrom?: number;
  readonly busy: boolean;
  readonly error: Error | null;
  readonly texts?: Texts | undefined;
  readonly onGiven: (reason: string) => void;
  readonly onClose: () => void;
}

/** Asks why something is to be shown. */
export const ReasonSheet = ({
  open,
  title,
  hint,
  verb,
  reasonFrom = 4,
  busy,
  error,
  texts,
  onGiven,
  onClose,
}: Props): ReactNode => {
  const t = useText();
  const id = useId();
  const [reason, setReason] = useState('');
  return (
    <Sheet open={open} title={title} onClose={onClose}>
      <p id={`${id}-hint`} className={fields.hint}>
        {t(uiTexts.reasonLeast, { count: reasonFrom })} {hint}
      </p>
      <div className={fields.field}>
        <label htmlFor={id}>{t(uiTexts.reason)}</label>
        <textarea
          id={id}
          rows={3}
          maxLength={200}
          className={fields.input}
          value={reason}
          aria-describedby={`${id}-hint`}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
      {error && <ErrorNotice error={error} texts={texts} />}
      <Button filled busy={busy} disabled={reason.trim().length < reasonFrom} onClick={() => onGiven(reason.trim())}>
        {verb}
      </Button>
    </Sheet>
  );
};
