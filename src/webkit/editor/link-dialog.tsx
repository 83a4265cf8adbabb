import { Button, Modal } from 'antd';
import type { Editor } from '@tiptap/react';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { useText } from '#ui/language.tsx';
import { TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { useForm } from '#webkit/form.ts';
import { isLink } from '#shared/body.ts';
import { editorTexts } from './messages.ts';
import { Apart } from './apart.tsx';

const schema = z.object({ href: z.string().trim().min(1).refine(isLink, 'link_bad') });
const texts = { link_bad: editorTexts.hrefBad };

interface Props {
  readonly editor: Editor;
  readonly onClose: () => void;
}

const LinkForm = ({ editor, onClose }: Props): ReactNode => {
  const t = useText();
  const { href } = editor.getAttributes('link') as { readonly href?: string };
  const form = useForm({
    schema,
    labels: { href: editorTexts.href },
    texts,
    initial: { href: href ?? 'https://' },
    submit: async ({ href: given }) => {
      const address = given.trim();
      const chain = editor.chain().focus().extendMarkRange('link');
      if (editor.state.selection.empty && href === undefined)
        chain.insertContent({ type: 'text', text: address, marks: [{ type: 'link', attrs: { href: address } }] }).run();
      else chain.setLink({ href: address }).run();
      onClose();
      return Promise.resolve();
    },
  });
  return (
    <FormFrame form={form} verb={t(editorTexts.setLink)} label={t(editorTexts.linkTitle)} onCancel={onClose}>
      <TextField field={form.field('href')} hint={t(editorTexts.hrefHint)} />
      {href !== undefined && (
        <Button
          onClick={() => {
            editor.chain().focus().extendMarkRange('link').unsetLink().run();
            onClose();
          }}
        >
          {t(editorTexts.dropLink)}
        </Button>
      )}
    </FormFrame>
  );
};

/** Where the marked words lead. */
export const LinkDialog = ({ open, ...props }: Props & { readonly open: boolean }): ReactNode => {
  const t = useText();
  return (
    <Modal open={open} title={t(editorTexts.linkTitle)} footer={null} onCancel={props.onClose} destroyOnHidden>
      <Apart>
        <LinkForm {...props} />
      </Apart>
    </Modal>
  );
};
