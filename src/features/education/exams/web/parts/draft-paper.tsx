import type { ReactNode } from 'react';
import { Facts } from '#ui/facts.tsx';
import { useText } from '#ui/language.tsx';
import { Section } from '#ui/office/page.tsx';
import type { ExamView } from '../../contract.ts';
import { examTexts } from '../../messages.ts';
import { levelText, useCategories } from './paper-choice.tsx';

export const asksNothing = ({ blueprint, picked }: ExamView): boolean => blueprint.length === 0 && picked.length === 0;

/** Where it says that nothing is asked yet. */
export const emptyPaper = 'exam-empty-paper';

/** What an exam will ask, before its papers are drawn. */
export const DraftPaper = ({ exam: { blueprint, picked, forms } }: { readonly exam: ExamView }): ReactNode => {
  const t = useText();
  const { choices } = useCategories();
  const nameOf = (code: string): string => choices.find(({ value }) => value === code)?.label ?? code;
  const isDrawn = blueprint.length > 0;
  const items = isDrawn ? blueprint.reduce((sum, { count }) => sum + count, 0) : picked.length;
  const points = isDrawn
    ? blueprint.reduce((sum, row) => sum + row.count * row.points, 0)
    : picked.reduce((sum, one) => sum + one.points, 0);
  return (
    <Section title={t(examTexts.paper)}>
      {items === 0 ? (
        <p id={emptyPaper}>{t(examTexts.draftEmpty)}</p>
      ) : (
        <Facts
          facts={[
            { label: t(examTexts.way), value: t(isDrawn ? examTexts.way_drawn : examTexts.way_picked) },
            { label: t(examTexts.paper), value: t(examTexts.draftTotal, { items, points }) },
            ...(isDrawn ? [{ label: t(examTexts.forms), value: String(forms) }] : []),
          ]}
        />
      )}
      {isDrawn && (
        <ul>
          {blueprint.map((row, at) => (
            <li key={at}>
              {t(examTexts.draftRow, {
                category: nameOf(row.category),
                kind: t(examTexts[`item_${row.kind}`]),
                level: t(levelText(row.level)),
                count: row.count,
                points: row.points,
              })}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
};
