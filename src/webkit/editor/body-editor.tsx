import { App } from 'antd';
import { EditorContent, useEditor, type Editor } from '@tiptap/react';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { Field } from '#ui/field.ts';
import { useText } from '#ui/language.tsx';
import { useLatest } from '#ui/use-latest.ts';
import { BadBody, type Body, emptyBody, readBody } from '#shared/body.ts';
import { editorTexts } from './messages.ts';
import shown from '#ui/body.module.css';
import css from './editor.module.css';
import { editorNodes } from './nodes.ts';
import { cleanPasted } from './pasted.ts';
import { PictureDialog, type Pictures } from './picture-dialog.tsx';
import { LinkDialog } from './link-dialog.tsx';
import { EditorToolbar } from './toolbar.tsx';

/** What stands in the editor, as it will be kept; where it cannot be, as it is, so that the form says why. */
const bodyIn = (editor: Editor): Body => {
  const written: unknown = editor.getJSON();
  try {
    return readBody(written);
  } catch (error) {
    if (error instanceof BadBody) return written as Body;
    throw error;
  }
};

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

interface Props {
  /** Null for texts without pictures. */
  readonly pictures: Pictures | null;
  readonly field: Field<Body>;
}

export type Asked = 'link' | 'picture' | null;

/** A text: written here, kept as data (`shared/body.ts`). */
export const BodyEditor = ({ pictures, field }: Props): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const [asked, setAsked] = useState<Asked>(null);
  const bar = useRef<HTMLDivElement>(null);
  /** What the form holds of this editor; what differs from it came from elsewhere. */
  const [opened] = useState<Body>(() => field.value ?? emptyBody);
  const told = useRef<Body>(opened);
  const latest = useLatest({ field, message, t, setAsked, pictures });
  const nodes = useMemo(
    () => editorNodes((file) => latest.current.pictures?.addressOf(file) ?? ''),
    // The editor is made once.
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `latest` is a ref
    [],
  );
  const hintId = `${field.id}-hint`;
  const editor = useEditor({
    extensions: nodes,
    content: opened as object,
    onUpdate: ({ editor: now }) => {
      const body = bodyIn(now);
      told.current = body;
      latest.current.field.onChange(body);
    },
    onBlur: () => latest.current.field.onBlur(),
    editorProps: {
      attributes: {
        id: field.id,
        role: 'textbox',
        class: `${shown.body} ${css.writing}`,
        'aria-multiline': 'true',
        'aria-required': 'true',
        'aria-labelledby': `${field.id}-label`,
        'aria-describedby': hintId,
      },
      transformPastedHTML: (html) => {
        const { html: clean, pictures } = cleanPasted(html);
        if (pictures > 0) void latest.current.message.info(latest.current.t(editorTexts.droppedPictures));
        return clean;
      },
      handleKeyDown: (_view, event) => {
        if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
          latest.current.setAsked('link');
          return true;
        }
        if (event.altKey && event.key === 'F10') {
          bar.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
          return true;
        }
        return false;
      },
    },
  });

  // A draft that was taken up again, or a newer state that was taken over.
  useEffect(() => {
    const value = field.value ?? emptyBody;
    if (same(value, told.current)) return;
    told.current = value;
    editor.commands.setContent(value as object, { emitUpdate: false });
  }, [editor, field.value]);
  useEffect(() => editor.setEditable(field.disabled !== true, false), [editor, field.disabled]);

  return (
    <div>
      <span id={`${field.id}-label`} className={css.label}>
        {field.label}
        <span className={css.required} aria-hidden="true">
          *
        </span>
      </span>
      <div className={css.frame} data-wrong={field.errors.length > 0}>
        <EditorToolbar editor={editor} bar={bar} pictures={pictures !== null} onAsk={setAsked} />
        <EditorContent editor={editor} />
      </div>
      <div id={hintId} className={field.errors.length > 0 ? css.error : css.hint}>
        {field.errors.length > 0 ? field.errors.join(' ') : t(editorTexts.hint)}
      </div>
      <LinkDialog editor={editor} open={asked === 'link'} onClose={() => setAsked(null)} />
      {pictures !== null && (
        <PictureDialog editor={editor} pictures={pictures} open={asked === 'picture'} onClose={() => setAsked(null)} />
      )}
    </div>
  );
};
