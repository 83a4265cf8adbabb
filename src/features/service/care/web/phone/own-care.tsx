import type { ReactNode } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { Page as Frame, Section } from '#ui/phone/page.tsx';
import { Notice, StateView } from '#ui/phone/state-view.tsx';
import { useApi } from '#webkit/query.ts';
import { ownCare, type OwnCare } from '../../contract.ts';
import { careTexts } from '../../messages.ts';
import { useCareWords } from '../parts/words.ts';
import css from '#ui/phone/own.module.css';

const One = ({ care }: { readonly care: OwnCare }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const words = useCareWords();
  return (
    <Section title={words.reasons(care.reasons)}>
      <div className={css.stack}>
        <p className={css.quiet}>
          {t(careTexts.since)} {format.day(care.since)}
          {care.endedOn !== null && ` · ${t(careTexts.endedOn)} ${format.day(care.endedOn)}`}
        </p>
        {care.visits.map((visit) => (
          <div key={visit.id}>
            <p className={css.line}>
              {format.day(visit.visitedOn ?? visit.plannedOn)} · {t(careTexts[`occasion_${visit.occasion}`])} ·{' '}
              {t(careTexts[`state_${visit.state}`])}
            </p>
            <p className={css.quiet}>
              {visit.visitor}
              {visit.amount !== null && ` · ${words.given(visit.amount)}`}
            </p>
          </div>
        ))}
      </div>
    </Section>
  );
};

/** What the organisation keeps about its care for the member, amounts included. */
export const Page = (): ReactNode => {
  const t = useText();
  const { data, error, isPending, refetch } = useApi(ownCare, {});
  const items = data?.items ?? [];
  return (
    <Frame title={t(careTexts.own)} intro={t(careTexts.ownIntro)} back="/">
      <StateView
        error={error}
        loading={isPending}
        empty={items.length === 0}
        whenEmpty={<Notice title={t(careTexts.ownEmpty)} />}
        onAgain={() => void refetch()}
      >
        {items.map((care) => (
          <One key={care.since} care={care} />
        ))}
      </StateView>
    </Frame>
  );
};
