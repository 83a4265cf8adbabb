import type { ReactNode } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { Section } from '#ui/office/page.tsx';
import { useWord } from '#ui/words.tsx';
import { useApi } from '#webkit/query.ts';
import { WayLink } from '#webkit/way.tsx';
import { inboxTexts } from '../../messages.ts';
import { startedList } from '../../started/contract.ts';
import css from './inbox.module.css';

/** So many stand on the workbench, the newest first. */
const shown = 5;

/** What I started and where it is; not there where nothing is under way. */
export const Part = (): ReactNode => {
  const t = useText();
  const word = useWord();
  const format = useFormat();
  const { data } = useApi(startedList, {});
  const items = (data?.items ?? []).slice(0, shown);
  if (items.length === 0) return null;
  return (
    <Section title={t(inboxTexts.started)}>
      <ul className={css.list}>
        {items.map(({ kind, id, params, link, state, where, at }) => (
          <li key={`${kind}:${id}`} className={css.line}>
            <span className={css.head}>
              <WayLink link={link}>{word(`started.${kind}`, kind, params)}</WayLink>
              <span>
                {word(`started.state.${state}`)}
                {where !== null && ` · ${t(inboxTexts.waitsAt, { where })}`}
              </span>
            </span>
            <span className={css.quiet}>{format.moment(at)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
};
