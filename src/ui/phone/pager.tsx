import type { ReactNode } from 'react';
import { useText } from '../language.tsx';
import { uiTexts } from '../messages.ts';
import { Button } from './button.tsx';
import css from './pager.module.css';

interface Props {
  readonly list: {
    readonly page: number;
    readonly hasNext: boolean;
    readonly next: () => void;
    readonly previous: () => void;
  };
}

/** The ways to the page before and after; nothing where everything is in view. */
export const Pager = ({ list }: Props): ReactNode => {
  const t = useText();
  if (list.page === 1 && !list.hasNext) return null;
  const go = (turn: () => void) => (): void => {
    turn();
    scrollTo({ top: 0 });
  };
  return (
    <nav className={css.pager} aria-label={t(uiTexts.page, { page: list.page })}>
      <Button disabled={list.page === 1} onClick={go(list.previous)}>
        {t(uiTexts.previous)}
      </Button>
      <span aria-live="polite">{t(uiTexts.page, { page: list.page })}</span>
      <Button disabled={!list.hasNext} onClick={go(list.next)}>
        {t(uiTexts.next)}
      </Button>
    </nav>
  );
};
