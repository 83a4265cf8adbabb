import {
  BoldOutlined,
  ItalicOutlined,
  LineOutlined,
  LinkOutlined,
  OrderedListOutlined,
  PictureOutlined,
  RedoOutlined,
  UndoOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { type Editor, useEditorState } from '@tiptap/react';
import { type KeyboardEvent, type ReactNode, type RefObject, useState } from 'react';
import type { Text } from '#shared/text.ts';
import { useText } from '#ui/language.tsx';
import { editorTexts } from './messages.ts';
import css from './editor.module.css';

interface Tool {
  readonly name: string;
  readonly label: Text;
  readonly sign: ReactNode;
  readonly run: (editor: Editor) => void;
  /** Whether it holds where the cursor stands; without it the button does one thing. */
  readonly isOn?: (editor: Editor) => boolean;
  readonly isOff?: (editor: Editor) => boolean;
}

const Sign = ({ text }: { readonly text: Text }): ReactNode => (
  <span className={css.sign} aria-hidden="true">
    {useText().loose(text)}
  </span>
);

const toolsFor = (onAsk: (what: 'link' | 'picture') => void): readonly Tool[] => [
  {
    name: 'heading2',
    label: editorTexts.heading2,
    sign: <Sign text={editorTexts.sign2} />,
    run: (e) => e.chain().focus().toggleHeading({ level: 2 }).run(),
    isOn: (e) => e.isActive('heading', { level: 2 }),
  },
  {
    name: 'heading3',
    label: editorTexts.heading3,
    sign: <Sign text={editorTexts.sign3} />,
    run: (e) => e.chain().focus().toggleHeading({ level: 3 }).run(),
    isOn: (e) => e.isActive('heading', { level: 3 }),
  },
  {
    name: 'bold',
    label: editorTexts.bold,
    sign: <BoldOutlined aria-hidden />,
    run: (e) => e.chain().focus().toggleBold().run(),
    isOn: (e) => e.isActive('bold'),
  },
  {
    name: 'italic',
    label: editorTexts.italic,
    sign: <ItalicOutlined aria-hidden />,
    run: (e) => e.chain().focus().toggleItalic().run(),
    isOn: (e) => e.isActive('italic'),
  },
  {
    name: 'link',
    label: editorTexts.link,
    sign: <LinkOutlined aria-hidden />,
    run: () => onAsk('link'),
    isOn: (e) => e.isActive('link'),
  },
  {
    name: 'bullets',
    label: editorTexts.bullets,
    sign: <UnorderedListOutlined aria-hidden />,
    run: (e) => e.chain().focus().toggleBulletList().run(),
    isOn: (e) => e.isActive('bulletList'),
  },
  {
    name: 'numbers',
    label: editorTexts.numbers,
    sign: <OrderedListOutlined aria-hidden />,
    run: (e) => e.chain().focus().toggleOrderedList().run(),
    isOn: (e) => e.isActive('orderedList'),
  },
  {
    name: 'quote',
    label: editorTexts.quote,
    sign: <Sign text={['“”', '“”']} />,
    run: (e) => e.chain().focus().toggleWrap('blockquote').run(),
    isOn: (e) => e.isActive('blockquote'),
  },
  {
    name: 'line',
    label: editorTexts.line,
    sign: <LineOutlined aria-hidden />,
    run: (e) => e.chain().focus().setHorizontalRule().run(),
  },
  {
    name: 'image',
    label: editorTexts.image,
    sign: <PictureOutlined aria-hidden />,
    run: () => onAsk('picture'),
    isOn: (e) => e.isActive('image'),
  },
  {
    name: 'undo',
    label: editorTexts.undo,
    sign: <UndoOutlined aria-hidden />,
    run: (e) => e.chain().focus().undo().run(),
    isOff: (e) => !e.can().undo(),
  },
  {
    name: 'redo',
    label: editorTexts.redo,
    sign: <RedoOutlined aria-hidden />,
    run: (e) => e.chain().focus().redo().run(),
    isOff: (e) => !e.can().redo(),
  },
];

interface Props {
  readonly editor: Editor;
  readonly bar: RefObject<HTMLDivElement | null>;
  readonly pictures: boolean;
  readonly onAsk: (what: 'link' | 'picture') => void;
}

/** One stop for the Tab key; arrows lead from button to button, Escape back into the text. */
export const EditorToolbar = ({ editor, bar, pictures, onAsk }: Props): ReactNode => {
  const t = useText();
  const [at, setAt] = useState(0);
  const tools = toolsFor(onAsk).filter(({ name }) => pictures || name !== 'image');
  const states = useEditorState({
    editor,
    selector: ({ editor: now }) =>
      tools.map((tool) => `${tool.isOn?.(now) === true ? 1 : 0}${tool.isOff?.(now) === true ? 1 : 0}`).join(' '),
  }).split(' ');
  const move = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      editor.commands.focus();
      return;
    }
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const buttons = [...(bar.current?.querySelectorAll<HTMLElement>('button') ?? [])];
    const next = (at + step + buttons.length) % buttons.length;
    setAt(next);
    buttons[next]?.focus();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- its buttons take the focus, one at a time
    <div ref={bar} role="toolbar" aria-label={t(editorTexts.toolbar)} className={css.toolbar} onKeyDown={move}>
      {tools.map((tool, place) => {
        const [on, off] = states[place] ?? '00';
        return (
          <Tooltip key={tool.name} title={t.loose(tool.label)}>
            <Button
              type="text"
              tabIndex={place === at ? 0 : -1}
              aria-label={t.loose(tool.label)}
              aria-disabled={off === '1'}
              {...(tool.isOn ? { 'aria-pressed': on === '1' } : {})}
              // The selection in the text must outlive the press.
              onMouseDown={(event) => event.preventDefault()}
              onFocus={() => setAt(place)}
              onClick={() => tool.run(editor)}
            >
              {tool.sign}
            </Button>
          </Tooltip>
        );
      })}
    </div>
  );
};
