import type { ReactNode } from 'react';
import css from './tag.module.css';

export type Tone = 'plain' | 'info' | 'success' | 'warning' | 'error';

const signs: Readonly<Record<Tone, string>> = { plain: '', info: '◆', success: '●', warning: '▲', error: '■' };

/** A state in one word. Sign, word and colour say the same, so that none of them is needed alone. */
export const Tag = ({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }): ReactNode => (
  <span className={css.tag} data-tone={tone}>
    {signs[tone] && <span aria-hidden="true">{signs[tone]}</span>}
    {children}
  </span>
);
