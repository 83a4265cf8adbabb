import type { ReactNode } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { Folded } from '#ui/office/page.tsx';
import type { ExamView, OfficeItem } from '../../contract.ts';
import { examTexts } from '../../messages.ts';
import css from '#ui/office/matter.module.css';

const Item = ({ item }: { readonly item: OfficeItem }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const words =
    item.kind === 'judge'
      ? item.right.map((one) => t(one === 'T' ? examTexts.right_T : examTexts.right_F))
      : item.right;
  return (
    <li>
      <p className={css.text}>{item.stem}</p>
      {item.options.map(({ key, text }) => (
        <div key={key}>
          {key}. {text}
        </div>
      ))}
      <div className={css.hint}>
        {t(examTexts.right, { words: format.list(words) })} ·{' '}
        {t(examTexts.itemFacts, {
          kind: t(examTexts[`item_${item.kind}`]),
          points: item.points,
          percent: Math.round(item.difficulty * 100),
        })}
      </div>
    </li>
  );
};

/** What the papers ask, with what is right. */
export const ItemList = ({ exam }: { readonly exam: ExamView }): ReactNode => {
  const t = useText();
  if (!exam.can.read) return <p className={css.hint}>{t(examTexts.itemsHidden)}</p>;
  if (exam.items.length === 0) return null;
  return (
    <Folded title={t(examTexts.items)} end={exam.items.length}>
      <ol className={css.thread}>
        {exam.items.map((item) => (
          <Item key={item.n} item={item} />
        ))}
      </ol>
    </Folded>
  );
};
