import type { ReactNode } from 'react';
import css from './tag.module.css';

export type Tone = 'plain' | 'info' | 'success' | 'warning' | 'error';

const signs: Readonly<Record<Tone, string>> = { plain: '', info: '◆', success: '●', warning: '▲', error: '■' };

interface Props {
  readonly tone?: Tone;
  /** More than a word or two: it breaks where a phone is too narrow for it. */
  readonly sentence?: boolean;
  readonly children: ReactNode;
}

/** A state in one word. Sign, word and colour say the same, so that none of them is needed alone. */
export const Tag = ({ tone = 'plain', sentence = false, children }: Props): ReactNode => (
  <span className={css.tag} data-tone={tone} data-sentence={sentence}>
    {signs[tone] && <span aria-hidden="true">{signs[tone]}</span>}
    {children}
  </span>
);
