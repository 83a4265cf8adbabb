import { Alert } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { Link, useParams } from 'react-router';
import { z } from 'zod';
import { useFormat, useText } from '#ui/language.tsx';
import { sheetRefusalTexts } from '#shared/sheet-texts.ts';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { TabStrip } from '#ui/office/tab-strip.tsx';
import { problemText } from '#ui/problem-text.ts';
import { ProgressBar } from '#ui/progress-bar.tsx';
import { useApi } from '#webkit/query.ts';
import { useAddressState } from '#webkit/router.tsx';
import { bankImport, type ImportView } from '../../import/contract.ts';
import { rowStates, type RowState } from '../../import/rules.ts';
import { bankProblems } from '../../messages.ts';
import { bankTexts, importTexts } from '../messages.ts';
import css from '../parts/bank.module.css';
import { ColumnMap } from '../parts/column-map.tsx';
import { ImportActs } from '../parts/import-acts.tsx';
import { ImportStateTag } from '../parts/import-state.tsx';
import { RowList } from '../parts/row-list.tsx';
import { UnknownCategories } from '../parts/unknown-categories.tsx';

const address = z.object({ state: z.enum(rowStates).optional() });

/** Where a person has most to do. */
const firstState = ({ counts, state }: ImportView): RowState => {
  const order = state === 'preview' ? (['fault', 'near', 'ready', 'same'] as const) : (['written', 'kept'] as const);
  return order.find((one) => counts[one] > 0) ?? order[0];
};

const Result = ({ batch }: { batch: ImportView }): ReactNode => {
  const t = useText();
  const { state, counts, error, id } = batch;
  if (state === 'failed' && error !== null)
    return (
      <Alert
        type={batch.can.map ? 'warning' : 'error'}
        showIcon
        title={problemText(t, { path: '', ...error }, { ...bankProblems, ...sheetRefusalTexts })}
      />
    );
  if (state === 'committed')
    return (
      <Alert
        type="success"
        showIcon
        title={t(importTexts.done, { written: counts.written })}
        action={<Link to={`/education/bank?show=all&importId=${id}`}>{t(importTexts.seeItems)}</Link>}
      />
    );
  if (state === 'undone') return <Alert type="info" showIcon title={t(importTexts.undone, { kept: counts.kept })} />;
  return null;
};

const Rows = ({ batch }: { batch: ImportView }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const [{ state }, setState] = useAddressState(address);
  const shown = rowStates.filter(
    (one) => batch.counts[one] > 0 || (batch.state === 'preview' && (one === 'ready' || one === 'fault')),
  );
  return (
    <>
      {batch.unknownCategories.length > 0 && batch.can.mend && (
        <Section title={t(importTexts.unknownTitle)}>
          <UnknownCategories batch={batch} />
        </Section>
      )}
      <TabStrip
        label={t(importTexts.rows)}
        active={state ?? firstState(batch)}
        onChange={(next) => setState({ state: next })}
        tabs={shown.map((one) => ({
          key: one,
          label: `${t(importTexts[`row_${one}`])} ${format.number(batch.counts[one])}`,
          render: () => (
            <Section>
              <RowList key={one} batch={batch} state={one} />
            </Section>
          ),
        }))}
      />
    </>
  );
};

/** One file of questions: what was read, what is wrong or known already, and what follows. */
export const Page = (): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { id = '' } = useParams();
  const [busy, setBusy] = useState(true);
  const { data: batch, error, isPending, refetch } = useApi(bankImport, { params: { id } }, { every: busy && 1_500 });
  const state = batch?.state;
  useEffect(() => setBusy(state === undefined || state === 'reading'), [state]);
  const name = batch?.fileName ?? t(importTexts.title);
  return (
    <Frame
      title={
        <>
          {name} {batch && <ImportStateTag batch={batch} />}
        </>
      }
      intro={batch && t(importTexts.byLine, { who: batch.actor, at: format.moment(batch.createdAt) })}
      crumbs={[
        { title: t(bankTexts.title), to: '/education/bank' },
        { title: t(importTexts.title), to: '/education/bank/imports' },
        { title: name },
      ]}
      actions={batch && <ImportActs batch={batch} />}
    >
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={8}>
        {() =>
          batch &&
          (batch.state === 'reading' ? (
            <div className={css.stack}>
              <p role="status">{t(importTexts.reading)}</p>
              <ProgressBar label={t(importTexts.state_reading)} done={0} total={null} />
            </div>
          ) : (
            <>
              <Result batch={batch} />
              {batch.can.map && (
                <Section title={t(importTexts.mapTitle)}>
                  <ColumnMap key={batch.version} batch={batch} />
                </Section>
              )}
              {batch.state !== 'cancelled' && batch.state !== 'failed' && <Rows batch={batch} />}
            </>
          ))
        }
      </StateView>
    </Frame>
  );
};
