import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useFormat, useText } from '#ui/language.tsx';
import { Section } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { Tag } from '#ui/tag.tsx';
import type { Reply } from '#shared/endpoint.ts';
import { useApi } from '#webkit/query.ts';
import { appraisalTexts, gradeTexts } from '../../messages.ts';
import { appraisalAttention, appraisalOverview, type Attention } from '../../overview/contract.ts';
import { grades } from '../../rules.ts';
import css from './appraisal.module.css';
import { gradeTones } from './words.ts';

type Overview = Reply<typeof appraisalOverview>;
type Numbers = Overview['total'];
interface Row extends Numbers {
  readonly key: string;
  readonly name: string;
}

const Counts = ({ overview }: { overview: Overview }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const rows: Row[] = overview.items.map(({ organisation, ...numbers }) => ({
    ...numbers,
    key: organisation.id,
    name: organisation.shortName,
  }));
  if (rows.length > 0) rows.push({ ...overview.total, key: 'total', name: t(appraisalTexts.total) });
  const column = (key: 'branches' | 'finished' | 'running' | 'missing') => ({
    key,
    title: t(appraisalTexts[key]),
    render: (row: Row) => format.number(row[key]),
  });
  return (
    <PlainTable
      caption={t(appraisalTexts.overviewCaption)}
      rows={rows}
      rowKey={(row) => row.key}
      empty={t(appraisalTexts.overviewEmpty)}
      columns={[
        { key: 'name', title: t(appraisalTexts.organisation), render: (row) => row.name },
        column('branches'),
        column('finished'),
        column('running'),
        column('missing'),
        ...grades.map((grade) => ({
          key: grade,
          title: t(gradeTexts[grade]),
          render: (row: Row) => format.number(row.grades[grade]),
        })),
      ]}
    />
  );
};

/** Counts of what lies below, in the order of the tree. */
export const OverviewPart = ({ year }: { year: number }): ReactNode => {
  const t = useText();
  const { data, error, isPending, refetch } = useApi(appraisalOverview, { query: { year } });
  return (
    <Section title={t(appraisalTexts.overview)}>
      <p className={css.quiet}>{t(appraisalTexts.overviewHint)}</p>
      <StateView error={error} loading={isPending} onAgain={() => void refetch()}>
        {() => data && <Counts overview={data} />}
      </StateView>
    </Section>
  );
};

const Line = ({ items }: { items: readonly Attention[] }): ReactNode => {
  const t = useText();
  const format = useFormat();
  return (
    <PlainTable
      caption={t(appraisalTexts.attention)}
      rows={items}
      rowKey={(row) => `${row.appraisalId}:${row.personId}`}
      empty={t(appraisalTexts.attentionEmpty)}
      columns={[
        {
          key: 'name',
          title: t(appraisalTexts.name),
          render: (row) => <Link to={`/appraisals/${row.appraisalId}?step=tell`}>{row.name}</Link>,
        },
        { key: 'branch', title: t(appraisalTexts.branch), render: (row) => row.organisation.shortName },
        {
          key: 'grade',
          title: t(appraisalTexts.grade),
          render: (row) => <Tag tone={gradeTones[row.grade]}>{t(gradeTexts[row.grade])}</Tag>,
        },
        {
          key: 'until',
          title: t(appraisalTexts.untilOn),
          render: (row) => (row.untilOn === null ? '—' : format.day(row.untilOn)),
        },
        {
          key: 'state',
          title: t(appraisalTexts.state),
          render: (row) => t(row.done ? appraisalTexts.done : appraisalTexts.open),
        },
      ]}
    />
  );
};

/** Whom the committee above has to act on, and nobody else. */
export const AttentionPart = ({ year }: { year: number }): ReactNode => {
  const t = useText();
  const { data, error, isPending, refetch } = useApi(appraisalAttention, { query: { year } });
  return (
    <Section title={t(appraisalTexts.attention)}>
      <p className={css.quiet}>{t(appraisalTexts.attentionHint)}</p>
      <StateView error={error} loading={isPending} onAgain={() => void refetch()}>
        {() => data && <Line items={data.items} />}
      </StateView>
    </Section>
  );
};
