import type { ReactNode } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { Cell, Cells, Page as Frame, Section } from '#ui/phone/page.tsx';
import { Notice, StateView } from '#ui/phone/state-view.tsx';
import { useApi } from '#webkit/query.ts';
import { burdenMonth } from '../../contract.ts';
import { burdenTexts } from '../../messages.ts';

/** What the month has asked of the branch so far. */
export const Page = (): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { data, error, isPending, refetch } = useApi(burdenMonth, { query: {} });
  const kinds = data?.kinds ?? [];
  return (
    <Frame title={t(burdenTexts.partTitle)} intro={t(burdenTexts.intro)} back="/">
      <StateView
        error={error}
        loading={isPending}
        empty={kinds.length === 0}
        whenEmpty={<Notice title={t(burdenTexts.empty)} hint={t(burdenTexts.emptyWhat)} />}
        onAgain={() => void refetch()}
      >
        <Section>
          <Cells label={t(burdenTexts.caption)}>
            {kinds.map(({ kind, requests, things, fields }) => (
              <Cell
                key={kind}
                title={t(burdenTexts[`kind_${kind}`])}
                hint={`${t(burdenTexts.requests)} ${format.number(requests)} · ${t(burdenTexts.things)} ${format.number(things)}`}
                end={`${format.number(fields)} ${t(burdenTexts.items)}`}
              />
            ))}
          </Cells>
          <p>
            {t(burdenTexts.tileMinutes)}：
            {data?.minutes === null || data === undefined
              ? t(burdenTexts.noMinutes)
              : t(burdenTexts.minutesEach, { count: format.number(data.minutes) })}
          </p>
        </Section>
        <Section title={t(burdenTexts.how)}>
          <p>{t(burdenTexts.howFields)}</p>
          <p>{t(burdenTexts.howMinutes)}</p>
        </Section>
      </StateView>
    </Frame>
  );
};
