import { Button, Input } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { useText } from '../language.tsx';
import { uiTexts } from '../messages.ts';
import type { Texts } from '../problem-text.ts';
import css from './masked.module.css';
import { ErrorNotice } from './state-view.tsx';

interface Props {
  /** What is asked for, for those who hear it. */
  readonly label: string;
  readonly hint: string;
  readonly verb: string;
  readonly reasonFrom?: number;
  readonly busy: boolean;
  readonly error: Error | null;
  readonly texts?: Texts | undefined;
  readonly onGiven: (reason: string) => void;
}

/** Asks why something is to be shown; stands in a popover beside it. */
export const ReasonForm = ({ label, hint, verb, reasonFrom = 4, busy, error, texts, onGiven }: Props): ReactNode => {
  const t = useText();
  const id = useId();
  const [reason, setReason] = useState('');
  return (
    <div role="dialog" aria-label={label}>
      <form
        className={css.ask}
        onSubmit={(event) => {
          event.preventDefault();
          onGiven(reason.trim());
        }}
      >
        <label htmlFor={id}>{t(uiTexts.reason)}</label>
        <Input.TextArea
          id={id}
          rows={2}
          maxLength={200}
          value={reason}
          aria-describedby={`${id}-hint`}
          onChange={(event) => setReason(event.target.value)}
        />
        <span id={`${id}-hint`} className={css.hint}>
          {t(uiTexts.reasonLeast, { count: reasonFrom })} {hint}
        </span>
        {error && <ErrorNotice error={error} texts={texts} />}
        <Button type="primary" htmlType="submit" loading={busy} disabled={reason.trim().length < reasonFrom}>
          {verb}
        </Button>
      </form>
    </div>
  );
};
