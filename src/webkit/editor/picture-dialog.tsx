import { Button, Modal } from 'antd';
import type { Editor } from '@tiptap/react';
import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import type { Endpoint } from '#shared/endpoint.ts';
import { useText } from '#ui/language.tsx';
import { TextField } from '#ui/office/fields.tsx';
import { FileDrop } from '#ui/office/file-drop.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { ErrorNotice } from '#ui/office/state-view.tsx';
import { useForm } from '#webkit/form.ts';
import { useUpload } from '#webkit/upload.ts';
import { bodyLimits, isSeen } from '#shared/body.ts';
import { bodyProblems } from '#shared/body-texts.ts';
import { editorTexts } from './messages.ts';
import { Apart } from './apart.tsx';
import css from './editor.module.css';
import type { PictureAttributes } from './nodes.ts';

const schema = z.object({
  file: z.string().min(1),
  alt: z.string().trim().min(1).max(bodyLimits.alt).refine(isSeen, 'body_alt'),
  caption: z.string().trim().max(bodyLimits.alt).default(''),
});

/** Where pictures of this text go, and where they lie. */
export interface Pictures {
  readonly endpoint: Endpoint<z.ZodType, z.ZodType, z.ZodType, z.ZodType<{ file: string }>>;
  readonly input: object;
  readonly addressOf: (file: string) => string;
}

interface Props {
  readonly editor: Editor;
  readonly pictures: Pictures;
  readonly onClose: () => void;
}

const PictureForm = ({ editor, pictures, onClose }: Props): ReactNode => {
  const t = useText();
  const isChosen = editor.isActive('image');
  const [chosen] = useState(() => (isChosen ? (editor.getAttributes('image') as PictureAttributes) : null));
  const form = useForm({
    schema,
    labels: { file: editorTexts.imageFile, alt: editorTexts.alt, caption: editorTexts.imageCaption },
    texts: bodyProblems,
    initial: { file: chosen?.file ?? '', alt: chosen?.alt ?? '', caption: chosen?.caption ?? '' },
    submit: async ({ file: id, alt, caption = '' }) => {
      const attrs = { file: id, alt: alt.trim(), caption: caption.trim() };
      if (chosen) editor.chain().focus().updateAttributes('image', attrs).run();
      else editor.chain().focus().insertContent({ type: 'image', attrs }).run();
      onClose();
      return Promise.resolve();
    },
  });
  const { start, share, error } = useUpload(pictures.endpoint, ({ file: id }) => form.set({ file: id }));
  const file = form.field('file');
  return (
    <FormFrame
      form={form}
      verb={t(chosen ? editorTexts.change : editorTexts.insert)}
      label={t(editorTexts.imageTitle)}
      onCancel={onClose}
    >
      <div className={css.stack}>
        {file.value ? (
          <div>
            <img className={css.preview} src={pictures.addressOf(file.value)} alt={form.values.alt ?? ''} />
          </div>
        ) : (
          <FileDrop
            label={t(editorTexts.imageFile)}
            accept=".jpg,.jpeg,.png,.webp"
            hint={t(editorTexts.imageHint)}
            disabled={share !== null}
            onFile={(given) => start(pictures.input, given)}
          />
        )}
        {share !== null && (
          <div role="status">
            {share < 1 ? t(editorTexts.uploading, { share: Math.round(share * 100) }) : t(editorTexts.drawing)}
          </div>
        )}
        {error && <ErrorNotice error={error} texts={bodyProblems} />}
        {file.errors.length > 0 && <div className={css.error}>{file.errors.join(' ')}</div>}
        <TextField field={form.field('alt')} hint={t(editorTexts.altHint)} />
        <TextField field={form.field('caption')} hint={t(editorTexts.imageCaptionHint)} />
        {chosen && (
          <Button
            onClick={() => {
              editor.chain().focus().deleteSelection().run();
              onClose();
            }}
          >
            {t(editorTexts.dropImage)}
          </Button>
        )}
      </div>
    </FormFrame>
  );
};

/** A picture for the text: sent, described, then inserted. On one that stands there, its words. */
export const PictureDialog = ({ open, ...props }: Props & { readonly open: boolean }): ReactNode => {
  const t = useText();
  return (
    <Modal
      open={open}
      title={t(editorTexts.imageTitle)}
      footer={null}
      mask={{ closable: false }}
      onCancel={props.onClose}
      destroyOnHidden
    >
      <Apart>
        <PictureForm {...props} />
      </Apart>
    </Modal>
  );
};
