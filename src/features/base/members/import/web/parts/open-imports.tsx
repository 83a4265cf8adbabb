import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useFormat, useText } from '#ui/language.tsx';
import { Section } from '#ui/office/page.tsx';
import { useApi } from '#webkit/query.ts';
import { importList, type ImportState } from '../../contract.ts';
import { importTexts, rowKindTexts } from '../../preview/messages.ts';
import css from './import.module.css';
import { StateTag } from './import-state.tsx';

const waiting: ReadonlySet<ImportState> = new Set([
  'uploaded',
  'reading',
  'mapping',
  'preview',
  'committing',
  'undoing',
  'failed',
]);

/** The workbench's part about imports that wait for a person, or are under way. Nothing is shown where there are none. */
export const Part = (): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { data } = useApi(importList, { query: {} });
  const open = (data?.items ?? []).filter((batch) => waiting.has(batch.state)).slice(0, 5);
  if (open.length === 0) return null;
  return (
    <Section title={t(importTexts.title)} actions={<Link to="/members/imports">{t(importTexts.history)}</Link>}>
      <ul className={css.stack}>
        {open.map((batch) => (
          <li key={batch.id} className={css.candidate}>
            <Link to={`/members/imports/${batch.id}`}>{batch.fileName}</Link>
            <StateTag state={batch.state} />
            <span className={css.quiet}>
              {format.parts(
                (['new', 'changed', 'error', 'duplicate'] as const)
                  .filter((kind) => batch.counts[kind] > 0)
                  .map((kind) => `${t(rowKindTexts[kind])} ${format.number(batch.counts[kind])}`),
              )}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
};
