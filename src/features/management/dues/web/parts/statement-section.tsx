import { DownloadOutlined } from '@ant-design/icons';
import { App, Button, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { Section, Toolbar } from '#ui/office/page.tsx';
import { ErrorNotice, StateView } from '#ui/office/state-view.tsx';
import { addressOf } from '#webkit/api.ts';
import { useDownload } from '#webkit/download.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { statementFile } from '../../documents/contract.ts';
import { duesStatement, publishStatement, type Statement } from '../../ledger/contract.ts';
import { duesProblems, duesTexts } from '../../messages.ts';
import { thisYear } from './dues-words.ts';
import css from './dues.module.css';
import { StatementFacts } from './statement.tsx';

interface Query {
  readonly year: number;
  readonly quarter?: number;
}

/** The paper of what was published. */
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
    </>
  );
};

const PublishButton = ({ year, quarter }: Required<Query>): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const { fire, busy, error, reset } = useCommand(publishStatement, {
    touches: [duesStatement],
    onDone: () => {
      setOpen(false);
      void message.success(t(duesTexts.publishDone));
    },
  });
  return (
    <Toolbar>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t(duesTexts.publishOf, { year, quarter })}
      </Button>
      <ConfirmDialog
        open={open}
        title={t(duesTexts.publishOf, { year, quarter })}
        consequence={t(duesTexts.publishWhat)}
        verb={t(duesTexts.publish)}
        busy={busy}
        error={error}
        texts={duesProblems}
        onConfirm={() => fire({ body: { year, quarter } })}
        onClose={() => {
          reset();
          setOpen(false);
        }}
      />
    </Toolbar>
  );
};

/** What has been made known of the period, by whom, and what has come since; or the step that makes it known. */
const Published = ({ statement, query }: { readonly statement: Statement; readonly query: Query }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { publication, keeper, withheld } = statement;
  const { year, quarter } = query;
  return (
    <>
      {publication !== null && (
        <p className={css.hint}>
          {t(duesTexts.publishedBy, {
            from: format.day(publication.from),
            until: format.day(publication.until),
            on: format.day(publication.publishedOn),
            by: publication.publisher,
          })}
        </p>
      )}
      {publication === null && withheld === null && <p className={css.hint}>{t(duesTexts.publishedNot)}</p>}
      {keeper !== null && keeper.late > 0 && (
        <p className={css.hint}>{t(duesTexts.publishedLate, { count: keeper.late })}</p>
      )}
      {keeper?.mayPublish === true && quarter !== undefined && <PublishButton year={year} quarter={quarter} />}
      {publication !== null && <Files query={query} />}
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
              <Published statement={data} query={query} />
            </div>
          )
        }
      </StateView>
    </Section>
  );
};
