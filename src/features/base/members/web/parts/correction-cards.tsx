import { Button, Empty } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { uiTexts } from '#ui/messages.ts';
import { Toolbar } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import type { List } from '#webkit/list.ts';
import type { MemberCorrection } from '../../corrections/contract.ts';
import { CorrectionCard } from './correction-card.tsx';
import css from './correction-card.module.css';

interface Props {
  readonly list: List<MemberCorrection>;
  readonly empty: string;
  readonly named?: boolean;
}

/** Requests below each other, page by page. */
export const CorrectionCards = ({ list, empty, named = true }: Props): ReactNode => {
  const t = useText();
  return (
    <StateView
      error={list.error}
      loading={list.loading}
      empty={list.rows.length === 0 && list.page === 1}
      whenEmpty={<Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={empty} />}
      onAgain={list.reload}
    >
      <div className={css.cards}>
        {list.rows.map((correction) => (
          <CorrectionCard key={correction.id} correction={correction} named={named} />
        ))}
        {(list.hasNext || list.page > 1) && (
          <Toolbar>
            <Button disabled={list.page === 1} onClick={list.previous}>
              {t(uiTexts.previous)}
            </Button>
            <span aria-live="polite">{t(uiTexts.page, { page: list.page })}</span>
            <Button disabled={!list.hasNext} onClick={list.next}>
              {t(uiTexts.next)}
            </Button>
          </Toolbar>
        )}
      </div>
    </StateView>
  );
};
