import type { ReactNode } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { Section } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useApi } from '#webkit/query.ts';
import { figureTexts } from '../../figures/messages.ts';
import type { FigureGroup } from '../../figures/contract.ts';
import { satisfactionFigures } from '../../satisfaction/contract.ts';
import { requestGrades } from '../../satisfaction/rules.ts';
import { useRowName } from './figure-numbers.tsx';

/** What residents say, with its number and interval: of units alone to whoever is not the county. */
export const Satisfaction = ({ by }: { by: FigureGroup }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const nameOf = useRowName();
  const { data, error, isPending, refetch } = useApi(satisfactionFigures, { query: { by } }, { keep: true });
  return (
    <Section title={t(figureTexts.satisfaction)}>
      <p>{t(figureTexts.satisfactionHow)}</p>
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={3}>
        {() => (
          <PlainTable
            caption={t(figureTexts.satisfaction)}
            rows={data?.rows ?? []}
            rowKey={({ key, year }) => `${year} ${key}`}
            empty={t(figureTexts.satisfactionNone)}
            columns={[
              { key: 'name', title: t(figureTexts[`by_${by}`]), render: nameOf },
              { key: 'year', title: t(figureTexts.year), render: ({ year }) => String(year) },
              { key: 'total', title: t(figureTexts.answers), render: ({ total }) => format.number(total) },
              {
                key: 'content',
                title: t(figureTexts.content),
                render: ({ content }) => t(figureTexts.percent, { value: content }),
              },
              {
                key: 'interval',
                title: t(figureTexts.interval),
                render: ({ low, high }) => t(figureTexts.range, { low, high }),
              },
              ...requestGrades.map((grade) => ({
                key: grade,
                title: t(figureTexts[`grade_${grade}`]),
                render: ({ grades }: { grades: Record<string, number> }) => format.number(grades[grade] ?? 0),
              })),
            ]}
          />
        )}
      </StateView>
    </Section>
  );
};
