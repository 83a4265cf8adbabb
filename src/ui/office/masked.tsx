import { Button, Popover } from 'antd';
import { EyeInvisibleOutlined, EyeOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useText } from '../language.tsx';
import { uiTexts } from '../messages.ts';
import type { Texts } from '../problem-text.ts';
import { revealSeconds, useRevealed } from '../use-revealed.ts';
import css from './masked.module.css';
import { ReasonForm } from './reason-form.tsx';

interface Props {
  /** The name of the field, for the button. */
  readonly label: string;
  readonly masked: string;
  /** Fetches the full value, giving the reason; without it the value stays masked. */
  readonly reveal?: ((reason: string) => Promise<string>) | undefined;
  readonly reasonFrom?: number;
  /** Words for the refusals that `reveal` may throw. */
  readonly texts?: Texts | undefined;
}

const Asking = ({
  label,
  reveal,
  reasonFrom,
  texts,
  children,
}: {
  label: string;
  reveal: (reason: string) => Promise<string>;
  reasonFrom: number;
  texts: Texts | undefined;
  children: (shown: string | null, hide: () => void, ask: ReactNode) => ReactNode;
}): ReactNode => {
  const t = useText();
  const { value, busy, error, ask, hide } = useRevealed(reveal);
  const form = (
    <ReasonForm
      label={t(uiTexts.revealFor, { label })}
      hint={t(uiTexts.revealHint, { seconds: revealSeconds })}
      verb={t(uiTexts.reveal)}
      reasonFrom={reasonFrom}
      busy={busy}
      error={error}
      texts={texts}
      onGiven={ask}
    />
  );
  return children(value, hide, form);
};

/** A masked value; its full form is shown for a reason, for half a minute. */
export const Masked = ({ label, masked, reveal, reasonFrom = 4, texts }: Props): ReactNode => {
  const t = useText();
  if (!reveal) return <span className={css.value}>{masked}</span>;
  return (
    <Asking label={label} reveal={reveal} reasonFrom={reasonFrom} texts={texts}>
      {(shown, hide, form) => (
        <span className={css.line}>
          <span className={css.value} aria-live="polite">
            {shown ?? masked}
          </span>
          {shown === null ? (
            <Popover trigger="click" content={form} destroyOnHidden>
              <Button
                type="text"
                size="small"
                icon={<EyeOutlined aria-hidden />}
                aria-label={t(uiTexts.revealFor, { label })}
                title={t(uiTexts.reveal)}
              />
            </Popover>
          ) : (
            <Button
              type="text"
              size="small"
              icon={<EyeInvisibleOutlined aria-hidden />}
              aria-label={t(uiTexts.hide)}
              title={t(uiTexts.hide)}
              onClick={hide}
            />
          )}
        </span>
      )}
    </Asking>
  );
};
