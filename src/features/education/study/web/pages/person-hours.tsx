import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { z } from 'zod';
import { useText } from '#ui/language.tsx';
import { Facts } from '#ui/facts.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { Why } from '#ui/why.tsx';
import { useApi } from '#webkit/query.ts';
import { useAddressState } from '#webkit/router.tsx';
import { personHours } from '../../hours/contract.ts';
import { hourTexts } from '../../hours/messages.ts';
import { studyTexts } from '../../messages.ts';
import css from '../parts/study.module.css';
import { useHourWords, useTopics } from '../parts/words.ts';

const address = z.object({
  year: z
    .string()
    .regex(/^20\d\d$/)
    .optional(),
});

/** The hours of one member of the own branch, line by line. */
export const Page = (): ReactNode => {
  const t = useText();
  const words = useHourWords();
  const topics = useTopics();
  const { id = '' } = useParams();
  const [{ year }] = useAddressState(address);
  const { data, error, isPending, refetch } = useApi(personHours, {
    params: { id },
    query: year === undefined ? {} : { year: Number(year) },
  });
  return (
    <Frame
      title={data ? t(studyTexts.personTitle, { name: data.name }) : ''}
      crumbs={[{ title: t(studyTexts.branchTitle), to: '/education/hours' }, { title: data?.name ?? '' }]}
    >
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={8}>
        {() =>
          data && (
            <>
              <Section title={t(hourTexts.year, { year: data.year })}>
                <Facts
                  columns={3}
                  facts={[
                    { label: t(hourTexts.got), value: t(hourTexts.hours, { hours: data.hours }) },
                    { label: t(hourTexts.needed), value: t(hourTexts.hours, { hours: data.needed }) },
                    {
                      label: t(hourTexts.missing),
                      value: data.exempt
                        ? t(hourTexts.exempt)
                        : data.missing > 0
                          ? t(hourTexts.hours, { hours: data.missing })
                          : t(hourTexts.enough),
                    },
                    { label: t(studyTexts.audience), value: t(hourTexts[`audience_${data.audience}`]) },
                    { label: t(hourTexts.alone), value: t(hourTexts.hours, { hours: data.alone }) },
                    ...data.trainings.map((one) => ({
                      key: one.kind,
                      label: words.trainingOf(one),
                      value: words.trainingState(one),
                    })),
                  ]}
                />
                <div className={css.why}>
                  <Why why={data.why} />
                </div>
              </Section>
              <Section title={t(hourTexts.lines)} flush>
                <PlainTable
                  caption={t(hourTexts.lines)}
                  rows={data.lines}
                  rowKey={({ source, ref }) => `${source}:${ref}`}
                  empty={t(hourTexts.noLines)}
                  columns={[
                    { key: 'what', title: t(hourTexts.what), render: (line) => words.titleOf(line) },
                    { key: 'on', title: t(hourTexts.on), render: (line) => words.daysOf(line) },
                    { key: 'unit', title: t(hourTexts.unit), render: ({ unit }) => unit },
                    { key: 'topics', title: t(hourTexts.topics), render: (line) => topics.namesOf(line.topics) },
                    { key: 'credit', title: t(hourTexts.credit), render: (line) => words.creditOf(line) },
                    { key: 'why', title: t(hourTexts.why), render: (line) => words.reasonOf(line) },
                  ]}
                />
              </Section>
              {data.rules.length > 0 && (
                <Section title={t(hourTexts.rules)}>
                  {data.rules.map((rule) => (
                    <Why key={rule.ruleId} why={rule} to={`/rules/${rule.ruleId}`} />
                  ))}
                </Section>
              )}
            </>
          )
        }
      </StateView>
    </Frame>
  );
};
