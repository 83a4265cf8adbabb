import { App, Button, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { appraisalTexts } from '../../messages.ts';

interface Props {
  readonly button: string;
  /** What a screen reader hears, where the button stands in a row. */
  readonly label?: string;
  readonly title: string;
  readonly children: (close: () => void, saved: () => void) => ReactNode;
}

/** A button that opens a form; saved, it closes and says so. */
export const FormDialog = ({ button, label, title, children }: Props): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  const saved = (): void => {
    void message.success(t(appraisalTexts.saved));
    close();
  };
  return (
    <>
      <Button {...(label === undefined ? {} : { 'aria-label': label })} onClick={() => setOpen(true)}>
        {button}
      </Button>
      <Modal open={open} title={title} footer={null} onCancel={close} destroyOnHidden>
        {children(close, saved)}
      </Modal>
    </>
  );
};
