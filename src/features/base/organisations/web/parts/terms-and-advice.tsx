import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useFormat, useText } from '#ui/language.tsx';
import { Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { Tile, Tiles } from '#ui/office/tile.tsx';
import { useApi } from '#webkit/query.ts';
import { advisedOrganisations } from '../../advice/contract.ts';
import { adviceKindTexts, advisoryTexts } from '../../detail/messages.ts';
import { dueTerms } from '../../terms/contract.ts';
import { termTexts } from '../../terms/messages.ts';
import css from './organisation.module.css';
import { TermState } from './term-state.tsx';
import { textUnder } from './words.ts';

const shown = 5;

const Due = (): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { data, error, isPending, refetch } = useApi(dueTerms, { query: { within: 6, limit: shown } });
  return (
    <Section title={t(termTexts.dueTitle)} actions={<Link to="/organisations/terms">{t(termTexts.all)}</Link>}>
      <StateView
        error={error}
        loading={isPending}
        empty={data?.total === 0}
        whenEmpty={<p className={css.quiet}>{t(termTexts.dueEmpty)}</p>}
        onAgain={() => void refetch()}
      >
        <Tiles>
          <Tile label={t(termTexts.dueTile)} value={data?.total ?? null} to="/organisations/terms" />
          <Tile
            label={t(termTexts.overdueTile)}
            value={data?.overdue ?? null}
            to="/organisations/terms?within=0"
            tone={data && data.overdue > 0 ? 'warning' : 'plain'}
          />
        </Tiles>
        <ul className={css.due}>
          {(data?.items ?? []).map((due) => (
            <li key={due.id}>
              <Link to={`/organisations/${due.organisation.id}?tab=committee`}>{due.organisation.shortName}</Link>
              <span className={css.quiet}>{format.day(due.dueOn)}</span>
              <TermState term={due} />
            </li>
          ))}
        </ul>
      </StateView>
    </Section>
  );
};

const Advice = (): ReactNode => {
  const t = useText();
  const { data, error, isPending, refetch } = useApi(advisedOrganisations, { query: { limit: 1 } });
  // Terms stand in the part above.
  const counts = (data?.counts ?? []).filter(({ message }) => !message.startsWith('term_'));
  return (
    <Section
      title={t(advisoryTexts.title)}
      actions={<Link to="/organisations/advisories">{t(advisoryTexts.all)}</Link>}
    >
      <StateView
        error={error}
        loading={isPending}
        empty={counts.length === 0}
        whenEmpty={<p className={css.quiet}>{t(advisoryTexts.none)}</p>}
        onAgain={() => void refetch()}
      >
        <Tiles>
          {counts.map(({ message, organisations }) => {
            const text = textUnder(adviceKindTexts, message);
            return (
              <Tile
                key={message}
                label={text ? t.loose(text) : message}
                value={organisations}
                to={`/organisations/advisories?message=${message}`}
              />
            );
          })}
        </Tiles>
      </StateView>
    </Section>
  );
};

/** The workbench's part about organisations: terms that end, and what the rules advise. */
export const Part = (): ReactNode => (
  <>
    <Due />
    <Advice />
  </>
);
