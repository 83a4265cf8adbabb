import { Button, Input, Modal } from 'antd';
import { type ReactNode, useEffect, useId, useState } from 'react';
import { useText } from '../language.tsx';
import { uiTexts } from '../messages.ts';
import type { Texts } from '../problem-text.ts';
import css from './dialogs.module.css';
import { ErrorNotice } from './state-view.tsx';

interface ConfirmProps {
  readonly open: boolean;
  readonly title: string;
  /** What will happen, and whether it can be undone. */
  readonly consequence: ReactNode;
  /** The verb on the button: 撤销支部, 删除草稿. */
  readonly verb: string;
  /** A word to type before the button works, usually the thing's name. */
  readonly word?: string;
  /** Ask for a reason of at least so many characters; it goes to the audit record. */
  readonly reasonFrom?: number;
  readonly busy: boolean;
  readonly error?: Error | null;
  readonly texts?: Texts;
  readonly onConfirm: (reason: string) => void;
  readonly onClose: () => void;
}

/** Asks before something grave: says the consequence, may ask for the name and a reason. Nothing is filled red. */
export const ConfirmDialog = ({
  open,
  title,
  consequence,
  verb,
  word,
  reasonFrom,
  busy,
  error,
  texts,
  onConfirm,
  onClose,
}: ConfirmProps): ReactNode => {
  const t = useText();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState('');
  useEffect(() => {
    if (open) return;
    setTyped('');
    setReason('');
  }, [open]);
  const ready =
    (word === undefined || typed.trim() === word) && (reasonFrom === undefined || reason.trim().length >= reasonFrom);
  const footer = (
    <>
      {/* Not 取消, which would stand beside 取消会议 and 取消选举. */}
      <Button onClick={onClose}>{t(uiTexts.back)}</Button>
      <Button danger disabled={!ready} loading={busy} onClick={() => onConfirm(reason.trim())}>
        {verb}
      </Button>
    </>
  );
  return (
    <Modal open={open} title={title} onCancel={onClose} footer={footer} destroyOnHidden>
      <div className={css.body}>
        <div>{consequence}</div>
        {error && <ErrorNotice error={error} texts={texts} />}
        {reasonFrom !== undefined && (
          <div className={css.field}>
            <label htmlFor={`${id}-reason`}>{t(uiTexts.reason)}</label>
            <Input.TextArea
              id={`${id}-reason`}
              rows={2}
              maxLength={200}
              value={reason}
              aria-describedby={`${id}-hint`}
              onChange={(event) => setReason(event.target.value)}
            />
            <span id={`${id}-hint`} className={css.hint}>
              {t(uiTexts.reasonLeast, { count: reasonFrom })} {t(uiTexts.reasonHint)}
            </span>
          </div>
        )}
        {word !== undefined && (
          <div className={css.field}>
            <label htmlFor={`${id}-word`}>{t(uiTexts.typeToConfirm, { word })}</label>
            <Input
              id={`${id}-word`}
              value={typed}
              autoComplete="off"
              onChange={(event) => setTyped(event.target.value)}
            />
          </div>
        )}
      </div>
    </Modal>
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
  const footer = (
    <>
      <Button onClick={leave}>{t(uiTexts.leave)}</Button>
      <Button type="primary" onClick={stay}>
        {t(uiTexts.stay)}
      </Button>
    </>
  );
  return (
    <Modal open={asking} title={t(uiTexts.leaveTitle)} onCancel={stay} footer={footer}>
      {t(uiTexts.leaveHint)}
    </Modal>
  );
};
