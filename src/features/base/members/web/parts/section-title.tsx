import type { ReactNode } from 'react';
import css from './section-title.module.css';

/** The title of a section, and in the same line that it has nothing to show. */
export const SectionTitle = ({ title, empty }: { title: string; empty: string | undefined }): ReactNode => (
  <>
    {title}
    {empty && <span className={css.none}>{empty}</span>}
  </>
);
