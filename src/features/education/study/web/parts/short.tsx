import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { statusTexts } from '../../messages.ts';
import css from './study.module.css';

const shown = 5;

/** Where a table is a list of lists, its first rows; a press shows the others. Where there is room all of them stand. */
export const Short = ({ count, children }: { readonly count: number; readonly children: ReactNode }): ReactNode => {
  const t = useText();
  const [all, setAll] = useState(false);
  return (
    <div className={css.short} data-all={all}>
      {children}
      {count > shown && (
        <p className={css.more}>
          <Button aria-expanded={all} onClick={() => setAll(!all)}>
            {t(all ? statusTexts.showFewer : statusTexts.showAll, { count })}
          </Button>
        </p>
      )}
    </div>
  );
};

/** Whether the parts of a long page stand open from the beginning. */
export const useRoom = (): boolean => useState(() => matchMedia('(width > 600px)').matches)[0];
