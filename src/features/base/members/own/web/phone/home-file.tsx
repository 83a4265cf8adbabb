import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { Cell, Cells, Section } from '#ui/phone/page.tsx';
import { StateView } from '#ui/phone/state-view.tsx';
import { useApi } from '#webkit/query.ts';
import { correctableKeys, type Correction, ownCorrections } from '#features/base/members/corrections/contract.ts';
import { useFieldLabel } from '#features/base/members/web/parts/field-label.ts';
import { ownFile } from '../../contract.ts';
import { ownTexts } from '../../messages.ts';
import { withoutMissing } from '../parts/no-file.tsx';

/** Days for which an answer is news. */
const newsDays = 14;

const isNews = ({ decidedAt }: Correction): boolean =>
  decidedAt !== null && Date.now() - Date.parse(decidedAt) < newsDays * 86_400_000;

/** What waits for the member: gaps in the own file, and how requests stand. */
export const Part = (): ReactNode => {
  const t = useText();
  const label = useFieldLabel();
  const file = useApi(ownFile, {});
  const asked = useApi(ownCorrections, {});
  const corrections = asked.data?.items ?? [];
  const waiting = corrections.filter(({ state }) => state === 'waiting');
  const known: readonly string[] = correctableKeys;
  const gaps = (file.data?.completeness.missing ?? []).filter(
    (key) => known.includes(key) && !waiting.some(({ field }) => field === key),
  );
  const news = corrections
    .filter(({ state }) => state === 'accepted' || state === 'refused')
    .filter(isNews)
    .slice(0, 3);
  const again = (): void => void Promise.all([file.refetch(), asked.refetch()]);
  return (
    <Section title={t(ownTexts.todo)}>
      <StateView
        {...withoutMissing(file.error ?? asked.error)}
        loading={file.isPending || asked.isPending}
        empty={gaps.length + waiting.length + news.length === 0}
        whenEmpty={<p>{t(ownTexts.nothing)}</p>}
        onAgain={again}
        lines={2}
      >
        <Cells label={t(ownTexts.todo)}>
          {gaps.length > 0 && (
            <Cell
              to="/file"
              title={t(ownTexts.todoMissing, { count: gaps.length })}
              hint={gaps.map((key) => label(key)).join(' · ')}
            />
          )}
          {waiting.length > 0 && (
            <Cell
              to="/file/corrections"
              title={t(ownTexts.todoWaiting, { count: waiting.length })}
              hint={waiting.map(({ field }) => label(field)).join(' · ')}
            />
          )}
          {news.map(({ id, field, state, answer }) => (
            <Cell
              key={id}
              to="/file/corrections"
              title={t(state === 'accepted' ? ownTexts.todoAccepted : ownTexts.todoRefused, {
                field: label(field),
              })}
              hint={answer}
            />
          ))}
        </Cells>
      </StateView>
    </Section>
  );
};
