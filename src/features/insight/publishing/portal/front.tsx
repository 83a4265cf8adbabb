import type { ReactNode } from 'react';
import { say, type Text } from '#shared/text.ts';
import { portalBase } from '#platform/portal/parts.tsx';
import type { Visit } from '#platform/portal/page.ts';
import { publicFront, type PublicLine } from '../reading/contract.ts';
import { portalTexts } from './messages.ts';
import { Lines, nameIn } from './parts.tsx';

interface ListProps {
  readonly visit: Visit;
  readonly title: Text;
  readonly lines: readonly PublicLine[];
  readonly more?: string;
}

const List = ({ visit, title, lines, more }: ListProps): ReactNode =>
  lines.length === 0 ? null : (
    <section className="card">
      <h2>{say(visit.language, title)}</h2>
      <Lines visit={visit} lines={lines} />
      {more !== undefined && (
        <p>
          <a className="target" href={`${portalBase}${more}`}>
            {say(visit.language, portalTexts.more)}
          </a>
        </p>
      )}
    </section>
  );

/** What is new, above what can be done: headlines, notices, news, and the way to all columns. */
export const whatIsNew = async (visit: Visit): Promise<ReactNode> => {
  const { headlines, news, notices, columns } = await visit.ask(publicFront, {});
  const top = columns.filter(({ under }) => under === null);
  if (top.length === 0) return null;
  const firstOf = (kind: 'news' | 'notice'): string => {
    const column = top.find((one) => one.kind === kind);
    return column === undefined ? '/columns' : `/columns/${column.slug}`;
  };
  return (
    <>
      <List visit={visit} title={portalTexts.headlines} lines={headlines} />
      <div className="halves">
        <List visit={visit} title={portalTexts.notices} lines={notices} more={firstOf('notice')} />
        <List visit={visit} title={portalTexts.news} lines={news} more={firstOf('news')} />
      </div>
      <nav className="chips" aria-label={say(visit.language, portalTexts.allColumns)}>
        {top.map(({ slug, name }) => (
          <a key={slug} href={`${portalBase}/columns/${slug}`}>
            {nameIn(visit, name)}
          </a>
        ))}
      </nav>
    </>
  );
};
