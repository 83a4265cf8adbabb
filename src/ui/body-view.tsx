import type { ReactNode } from 'react';
import type { Body, BodyNode } from '#shared/body.ts';
import css from './body.module.css';

const marked = ({ text = '', marks = [] }: BodyNode): ReactNode =>
  marks.reduce<ReactNode>((inner, mark) => {
    if (mark.type === 'bold') return <strong>{inner}</strong>;
    if (mark.type === 'italic') return <em>{inner}</em>;
    return (
      <a href={mark.attrs?.href} target="_blank" rel="noreferrer">
        {inner}
      </a>
    );
  }, text);

/** Where the picture of a file lies. */
type Address = (file: string) => string;

const Shown = ({ node, imageAt }: { node: BodyNode; imageAt: Address }): ReactNode => {
  const inner = (node.content ?? []).map((one, place) => <Shown key={place} node={one} imageAt={imageAt} />);
  switch (node.type) {
    case 'text':
      return marked(node);
    case 'hardBreak':
      return <br />;
    case 'heading':
      // The page's own headings stand above those of the text.
      return node.attrs?.['level'] === 2 ? (
        <h3 className={css.big}>{inner}</h3>
      ) : (
        <h4 className={css.small}>{inner}</h4>
      );
    case 'bulletList':
      return <ul>{inner}</ul>;
    case 'orderedList':
      return <ol start={Number(node.attrs?.['start'] ?? 1)}>{inner}</ol>;
    case 'listItem':
      return <li>{inner}</li>;
    case 'blockquote':
      return <blockquote>{inner}</blockquote>;
    case 'horizontalRule':
      return <hr />;
    case 'image': {
      const [file, alt, caption] = [node.attrs?.['file'], node.attrs?.['alt'], node.attrs?.['caption']];
      return (
        <figure>
          <img src={imageAt(String(file))} alt={String(alt)} />
          {caption !== undefined && caption !== '' && <figcaption>{caption}</figcaption>}
        </figure>
      );
    }
    case 'paragraph':
      return <p>{inner}</p>;
    case 'doc':
      return <div className={css.body}>{inner}</div>;
  }
};

/** A text of the editor as people read it. */
export const BodyView = ({ body, imageAt }: { body: Body; imageAt: Address }): ReactNode => (
  <Shown node={body} imageAt={imageAt} />
);
