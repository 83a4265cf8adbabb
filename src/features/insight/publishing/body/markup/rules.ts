import type { Body, BodyMark, BodyNode } from '#shared/body.ts';

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
/** Text as it may stand between tags and within quotes. */
export const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => signs[sign] ?? '');

export interface ImagePlace {
  readonly src: string;
  readonly width?: number;
  readonly height?: number;
}

export interface MarkupOptions {
  /** Where the picture of a file lies; null where there is none to be shown. */
  readonly imageAt: (file: string) => ImagePlace | null;
  /** Put before links to pages of our own, where the text is read elsewhere. */
  readonly origin?: string;
}

const wrapped = (text: string, mark: BodyMark, { origin = '' }: MarkupOptions): string => {
  switch (mark.type) {
    case 'bold':
      return `<strong>${text}</strong>`;
    case 'italic':
      return `<em>${text}</em>`;
    case 'link': {
      const href = mark.attrs?.href ?? '';
      const own = href.startsWith('/');
      const rel = href.startsWith('https:') ? ' rel="noopener noreferrer"' : '';
      return `<a href="${escaped(own ? origin + href : href)}"${rel}>${text}</a>`;
    }
  }
};

const picture = ({ attrs = {} }: BodyNode, { imageAt }: MarkupOptions): string => {
  const place = imageAt(String(attrs['file']));
  const caption = attrs['caption'] ? `<figcaption>${escaped(String(attrs['caption']))}</figcaption>` : '';
  if (place === null) return caption === '' ? '' : `<figure>${caption}</figure>`;
  const size =
    place.width === undefined || place.height === undefined ? '' : ` width="${place.width}" height="${place.height}"`;
  const alt = escaped(String(attrs['alt'] ?? ''));
  return `<figure><img src="${escaped(place.src)}" alt="${alt}"${size} loading="lazy">${caption}</figure>`;
};

const inside = (node: BodyNode, options: MarkupOptions): string =>
  (node.content ?? []).map((one) => markup(one, options)).join('');

const markup = (node: BodyNode, options: MarkupOptions): string => {
  switch (node.type) {
    case 'text':
      return (node.marks ?? []).reduce((text, mark) => wrapped(text, mark, options), escaped(node.text ?? ''));
    case 'hardBreak':
      return '<br>';
    case 'horizontalRule':
      return '<hr>';
    case 'image':
      return picture(node, options);
    case 'paragraph':
      return node.content === undefined ? '' : `<p>${inside(node, options)}</p>`;
    case 'heading': {
      const tag = node.attrs?.['level'] === 3 ? 'h3' : 'h2';
      return `<${tag}>${inside(node, options)}</${tag}>`;
    }
    case 'bulletList':
      return `<ul>${inside(node, options)}</ul>`;
    case 'orderedList': {
      const start = node.attrs?.['start'];
      return `<ol${start === undefined ? '' : ` start="${Number(start)}"`}>${inside(node, options)}</ol>`;
    }
    case 'listItem':
      return `<li>${inside(node, options)}</li>`;
    case 'blockquote':
      return `<blockquote>${inside(node, options)}</blockquote>`;
    case 'doc':
      return inside(node, options);
  }
};

/** A body that was read by the rules, as HTML: our own tags around escaped text, and nothing else. */
export const bodyMarkup = (body: Body, options: MarkupOptions): string => markup(body, options);
