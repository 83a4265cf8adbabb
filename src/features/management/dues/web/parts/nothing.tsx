import type { ReactNode } from 'react';
import css from './dues.module.css';

/** In a table: that there is nothing; on a phone the line is left out. */
export const Nothing = (): ReactNode => <span className={css.none}>–</span>;
