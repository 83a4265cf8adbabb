import type { ReactNode } from 'react';
import { addressOf } from '#webkit/api.ts';
import type { Body, BodyNode } from '../../body/rules.ts';
import { articleImage } from '../../contract.ts';
import css from './article.module.css';

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

const Shown = ({ node, articleId }: { node: BodyNode; articleId: string }): ReactNode => {
  const inner = (node.content ?? []).map((one, place) => <Shown key={place} node={one} articleId={articleId} />);
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
          <img src={addressOf(articleImage, { params: { id: articleId, file: String(file) } })} alt={String(alt)} />
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

/** The text of an article as people read it. */
export const BodyView = ({ body, articleId }: { body: Body; articleId: string }): ReactNode => (
  <Shown node={body} articleId={articleId} />
);
