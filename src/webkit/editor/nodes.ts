/** What the editor knows: the same as `shared/body.ts`, so that nothing can be written which the server would refuse. */
import { mergeAttributes, Node } from '@tiptap/react';
import { StarterKit } from '@tiptap/starter-kit';
import { headingLevels, isLink } from '#shared/body.ts';

const inner = '(paragraph | bulletList | orderedList)';

const Quote = Node.create({
  name: 'blockquote',
  group: 'block',
  content: `${inner}+`,
  defining: true,
  parseHTML: () => [{ tag: 'blockquote' }],
  renderHTML: () => ['blockquote', 0],
  addKeyboardShortcuts() {
    return { 'Mod-Shift-b': () => this.editor.commands.toggleWrap(this.name) };
  },
});

const Item = Node.create({
  name: 'listItem',
  content: `paragraph ${inner}*`,
  defining: true,
  parseHTML: () => [{ tag: 'li' }],
  renderHTML: () => ['li', 0],
  addKeyboardShortcuts() {
    return {
      Enter: () => this.editor.commands.splitListItem(this.name),
      Tab: () => this.editor.commands.sinkListItem(this.name),
      'Shift-Tab': () => this.editor.commands.liftListItem(this.name),
    };
  },
});

/** A picture is named by its file; where it lies is the page's matter (`addressOf`). */
const picture = (sourceOf: (file: string) => string) =>
  Node.create({
    name: 'image',
    group: 'block',
    atom: true,
    draggable: true,
    addAttributes: () => ({
      file: { default: '', parseHTML: (element) => element.dataset['file'] ?? '' },
      alt: { default: '', parseHTML: (element) => element.querySelector('img')?.alt ?? '' },
      caption: { default: '', parseHTML: (element) => element.querySelector('figcaption')?.textContent ?? '' },
    }),
    parseHTML: () => [{ tag: 'figure[data-file]' }],
    renderHTML: ({ node, HTMLAttributes }) => {
      const { file, alt, caption } = node.attrs as PictureAttributes;
      const image = ['img', { src: sourceOf(file), alt }] as const;
      const whole = mergeAttributes({ 'data-file': file }, { class: String(HTMLAttributes['class'] ?? '') });
      return caption === '' ? ['figure', whole, image] : ['figure', whole, image, ['figcaption', {}, caption]];
    },
  });

export interface PictureAttributes {
  readonly file: string;
  readonly alt: string;
  readonly caption: string;
}

export const editorNodes = (sourceOf: (file: string) => string) => [
  StarterKit.configure({
    heading: { levels: [...headingLevels] },
    blockquote: false,
    listItem: false,
    code: false,
    codeBlock: false,
    strike: false,
    underline: false,
    trailingNode: false,
    link: {
      openOnClick: false,
      autolink: false,
      linkOnPaste: true,
      protocols: ['tel'],
      HTMLAttributes: { target: null, rel: null },
      isAllowedUri: (address) => isLink(address),
    },
  }),
  Quote,
  Item,
  picture(sourceOf),
];
