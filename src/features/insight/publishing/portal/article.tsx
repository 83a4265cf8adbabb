import type { ReactNode } from 'react';
import { say } from '#shared/text.ts';
import { portalBase } from '#platform/portal/parts.tsx';
import { portal, type Visit } from '#platform/portal/page.ts';
import { bodyMarkup } from '../body/markup/rules.ts';
import { publicArticle, type PublicArticle } from '../reading/contract.ts';
import { portalTexts } from './messages.ts';
import { Crumbs, dayOf, feedsOf, imagePath, nameIn } from './parts.tsx';
import { readAloud } from './read-aloud.ts';

const Facts = ({
  visit: { language },
  article,
}: {
  readonly visit: Visit;
  readonly article: PublicArticle;
}): ReactNode => (
  <p className="soft facts">
    <span>{say(language, portalTexts.from, { unit: article.unitName, day: dayOf(language, article.from) })}</span>
    {article.source !== '' && <span>{say(language, portalTexts.source, { source: article.source })}</span>}
    {article.until !== null && <span>{say(language, portalTexts.until, { day: dayOf(language, article.until) })}</span>}
  </p>
);

const Text = ({ article }: { readonly article: PublicArticle }): ReactNode => {
  const sizes = new Map(article.images.map(({ file, ...size }) => [file, size]));
  const imageAt = (file: string) => {
    const size = sizes.get(file);
    return size === undefined ? null : { src: imagePath(file), ...size };
  };
  // The editor writes Chinese; the page around it may be English.
  return (
    <div
      className="text"
      lang="zh-CN"
      // Our own tags around escaped text: `body/markup/rules.ts`.
      dangerouslySetInnerHTML={{ __html: bodyMarkup(article.body, { imageAt }) }}
    />
  );
};

export const articlePage = portal.page({
  path: '/articles/:id',
  kept: true,
  load: (visit) => visit.ask(publicArticle, { params: { id: visit.params['id'] ?? '' } }),
  view: (article, visit) => {
    const { language } = visit;
    const { slug, name } = article.column;
    const columnName = nameIn(visit, name);
    return {
      title: article.title,
      meta: {
        canonical: `/articles/${article.id}`,
        description: article.excerpt,
        published: article.from,
        ...(article.cover === null ? {} : { image: imagePath(article.cover) }),
        feeds: feedsOf(slug, columnName),
      },
      script: readAloud,
      body: (
        <article>
          <Crumbs
            visit={visit}
            crumbs={[
              { name: say(language, portalTexts.columns), path: '/columns' },
              { name: columnName, path: `/columns/${slug}` },
            ]}
          />
          <Facts visit={visit} article={article} />
          <p
            id="aloud"
            hidden
            data-read={say(language, portalTexts.read)}
            data-stop={say(language, portalTexts.readStop)}
          />
          <div className="card">
            <Text article={article} />
          </div>
          <ul className="lines">
            {article.newer && (
              <li>
                <a href={`${portalBase}/articles/${article.newer.id}`}>
                  {say(language, portalTexts.newer, { title: article.newer.title })}
                </a>
              </li>
            )}
            {article.older && (
              <li>
                <a href={`${portalBase}/articles/${article.older.id}`}>
                  {say(language, portalTexts.older, { title: article.older.title })}
                </a>
              </li>
            )}
          </ul>
        </article>
      ),
    };
  },
});
