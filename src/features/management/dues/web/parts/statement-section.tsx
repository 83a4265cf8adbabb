import { DownloadOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { Section, Toolbar } from '#ui/office/page.tsx';
import { ErrorNotice, StateView } from '#ui/office/state-view.tsx';
import { addressOf } from '#webkit/api.ts';
import { useDownload } from '#webkit/download.ts';
import { useApi } from '#webkit/query.ts';
import { statementFile } from '../../documents/contract.ts';
import { duesStatement } from '../../ledger/contract.ts';
import { duesProblems, duesTexts } from '../../messages.ts';
import { thisYear } from './dues-words.ts';
import css from './dues.module.css';
import { StatementFacts } from './statement.tsx';

interface Query {
  readonly year: number;
  readonly quarter?: number;
}

const Files = ({ query }: { readonly query: Query }): ReactNode => {
  const t = useText();
  const { start, progress, error } = useDownload();
  return (
    <>
      {error && <ErrorNotice error={error} texts={duesProblems} />}
      <Toolbar>
        {(['docx', 'pdf'] as const).map((as) => (
          <Button
            key={as}
            icon={<DownloadOutlined aria-hidden />}
            disabled={progress !== null}
            onClick={() => start(addressOf(statementFile, { query: { ...query, as } }))}
          >
            {t(as === 'docx' ? duesTexts.publishDocx : duesTexts.publishPdf)}
          </Button>
        ))}
      </Toolbar>
      <p className={css.hint}>{t(duesTexts.publishHint)}</p>
    </>
  );
};

/** Income and use of a year or a quarter, and the papers that make it known. */
export const StatementSection = (): ReactNode => {
  const t = useText();
  const [year, setYear] = useState(thisYear());
  const [period, setPeriod] = useState('');
  const query: Query = period === '' ? { year } : { year, quarter: Number(period) };
  const { data, error, isPending, refetch } = useApi(duesStatement, { query }, { keep: true });
  const years = [thisYear(), thisYear() - 1];
  const quarters = ['1', '2', '3', '4'].map((quarter) => ({
    value: quarter,
    label: t(duesTexts.quarterIs, { quarter }),
  }));
  return (
    <Section
      title={t(duesTexts.statement)}
      actions={
        <>
          <Select
            className={css.choice ?? ''}
            aria-label={t(duesTexts.year)}
            value={year}
            options={years.map((value) => ({ value, label: t(duesTexts.yearIs, { year: value }) }))}
            onChange={setYear}
          />
          <Select
            className={css.choice ?? ''}
            aria-label={t(duesTexts.period)}
            value={period}
            options={[{ value: '', label: t(duesTexts.wholeYear) }, ...quarters]}
            onChange={setPeriod}
          />
        </>
      }
    >
      <StateView error={error} loading={isPending} onAgain={() => void refetch()}>
        {() =>
          data && (
            <div className={css.stack}>
              <StatementFacts statement={data} columns={2} />
              <Files query={query} />
            </div>
          )
        }
      </StateView>
    </Section>
  );
};
