import { type ReactNode, useEffect, useRef } from 'react';
import { useText } from '../language.tsx';
import { uiTexts } from '../messages.ts';
import { Button } from './button.tsx';
import css from './sheet.module.css';

interface Props {
  readonly open: boolean;
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A sheet from below for one question; the browser keeps the focus in it and Escape closes it. */
export const Sheet = ({ open, title, onClose, children }: Props): ReactNode => {
  const t = useText();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog ref={dialog} aria-label={title} className={css.sheet} onClose={onClose}>
      {open && (
        <div className={css.body}>
          <h2>{title}</h2>
          {children}
          <Button onClick={onClose}>{t(uiTexts.close)}</Button>
        </div>
      )}
    </dialog>
  );
};

interface LeaveProps {
  readonly asking: boolean;
  readonly stay: () => void;
  readonly leave: () => void;
}

/** Shown when somebody is about to leave unsaved changes behind; `useLeaveGuard` gives its props. */
export const LeaveDialog = ({ asking, stay, leave }: LeaveProps): ReactNode => {
  const t = useText();
  return (
    <Sheet open={asking} title={t(uiTexts.leaveTitle)} onClose={stay}>
      <p>{t(uiTexts.leaveHint)}</p>
      <Button onClick={leave}>{t(uiTexts.leave)}</Button>
    </Sheet>
  );
};
