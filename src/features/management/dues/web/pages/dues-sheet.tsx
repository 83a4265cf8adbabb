import { Button, Popover, Segmented } from 'antd';
import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { useFormat, useText } from '#ui/language.tsx';
import { type Column, DataTable } from '#ui/office/data-table.tsx';
import { Section } from '#ui/office/page.tsx';
import { Tag, type Tone } from '#ui/tag.tsx';
import { Why } from '#ui/why.tsx';
import { useWholeList } from '#webkit/list.ts';
import { useAddressState } from '#webkit/router.tsx';
import { duesSheet, type Payer } from '../../contract.ts';
import { duesCodes, duesTexts } from '../../messages.ts';
import { useManner } from '../parts/by-quarter.tsx';
import { DuesFrame } from '../parts/dues-frame.tsx';
import { thisYear, yuan } from '../parts/dues-words.ts';
import css from '../parts/dues.module.css';
import { Nothing } from '../parts/nothing.tsx';
import { PayDialog } from '../parts/pay-dialog.tsx';
import { VoluntaryDialog } from '../parts/voluntary-dialog.tsx';

const address = z.object({ show: z.enum(['all', 'open']).default('all') });
const payHint = 'pay-hint';
const tones: Readonly<Record<Payer['alert'], Tone>> = {
  none: 'plain',
  first: 'warning',
  second: 'warning',
  lapse: 'error',
};

const Reasons = ({ payer }: { readonly payer: Payer }): ReactNode => {
  const t = useText();
  const reasons = payer.base?.why ?? [];
  if (reasons.length === 0) return null;
  return (
    <Popover
      trigger="click"
      content={reasons.map((why) => (
        <Why key={why.ruleId} why={why} to={`/rules/${why.ruleId}`} />
      ))}
    >
      <Button type="link" size="small" aria-label={t(duesTexts.cellOf, { name: payer.name, what: t(duesTexts.why) })}>
        {t(duesTexts.why)}
      </Button>
    </Popover>
  );
};

/** That the branch agreed to quarters, since when, and the article. */
const Quarterly = ({ payer }: { readonly payer: Payer }): ReactNode => {
  const t = useText();
  const manner = useManner()(payer.byQuarter);
  const why = payer.byQuarter?.why;
  return (
    <Popover
      trigger="click"
      content={
        <>
          {why && <Why why={why} to={`/rules/${why.ruleId}`} />}
          {[manner.manner, ...manner.details].map((line) => (
            <p key={line} className={css.hint}>
              {line}
            </p>
          ))}
        </>
      }
    >
      <Button
        type="text"
        size="small"
        className={css.bare ?? ''}
        aria-label={t(duesTexts.cellOf, { name: payer.name, what: t(duesTexts.byQuarter) })}
      >
        <Tag tone="info">{t(duesTexts.byQuarter)}</Tag>
      </Button>
    </Popover>
  );
};

const Alerted = ({ payer }: { readonly payer: Payer }): ReactNode => {
  const t = useText();
  if (payer.alert === 'none' || payer.alertWhy === null) return <Nothing />;
  return (
    <Popover
      trigger="click"
      content={
        <>
          <Why why={payer.alertWhy} to={`/rules/${payer.alertWhy.ruleId}`} />
          <p className={css.hint}>{t(duesTexts.alertHint)}</p>
        </>
      }
    >
      <Button type="text" size="small" className={css.bare ?? ''}>
        <Tag tone={tones[payer.alert]}>{t(duesCodes[`alert_${payer.alert}`])}</Tag>
      </Button>
    </Popover>
  );
};

const useColumns = (): Column<Payer>[] => {
  const t = useText();
  const format = useFormat();
  return [
    {
      key: 'name',
      title: t(duesTexts.name),
      main: true,
      render: (payer) => (
        <>
          {payer.name}
          {payer.category === 'probationary' && <div className={css.hint}>{t(duesTexts.probationary)}</div>}
        </>
      ),
    },
    {
      key: 'kind',
      title: t(duesTexts.kind),
      render: (payer) => (payer.base ? t(duesCodes[`kind_${payer.base.kind}`]) : t(duesTexts.notFixed)),
    },
    {
      key: 'monthly',
      title: t(duesTexts.monthly),
      align: 'end',
      render: (payer) =>
        payer.base ? (
          <span className={css.number}>
            {yuan(payer.base.monthlyFen)} <Reasons payer={payer} />
          </span>
        ) : (
          <Nothing />
        ),
    },
    {
      key: 'paidTo',
      title: t(duesTexts.paidTo),
      render: (payer) => (
        <>
          {payer.paidTo === null ? t(duesTexts.nothingPaid) : format.month(payer.paidTo)}{' '}
          {payer.byQuarter?.holds && <Quarterly payer={payer} />}
        </>
      ),
    },
    {
      key: 'open',
      title: t(duesTexts.open),
      align: 'end',
      render: (payer) =>
        payer.unpaid.length === 0 ? (
          <Nothing />
        ) : (
          t(duesTexts.openMonths, { count: payer.unpaid.length, amount: yuan(payer.owedFen) })
        ),
    },
    { key: 'alert', title: t(duesTexts.alert), render: (payer) => <Alerted payer={payer} /> },
  ];
};

export const Page = (): ReactNode => {
  const t = useText();
  const columns = useColumns();
  const [{ show }, setState] = useAddressState(address);
  const list = useWholeList(duesSheet, { query: { year: thisYear() } });
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [dialog, setDialog] = useState<'pay' | 'voluntary' | null>(null);
  const rows = show === 'open' ? list.rows.filter(({ unpaid }) => unpaid.length > 0) : list.rows;
  const payers = list.rows.filter(({ personId }) => chosen.includes(personId));
  const close = (): void => setDialog(null);
  return (
    <DuesFrame
      title={t(duesTexts.title)}
      intro={list.reply && t(duesTexts.intro, { branch: list.reply.branchName })}
      actions={
        <>
          <Button onClick={() => setDialog('voluntary')}>{t(duesTexts.voluntary)}</Button>
          {payers.length === 0 && (
            <span id={payHint} className={css.hint}>
              {t(duesTexts.payHint)}
            </span>
          )}
          <Button
            type="primary"
            disabled={payers.length === 0}
            {...(payers.length === 0 ? { 'aria-describedby': payHint } : {})}
            onClick={() => setDialog('pay')}
          >
            {t(duesTexts.pay)}
          </Button>
        </>
      }
    >
      <Section flush>
        <DataTable
          name="dues"
          caption={t(duesTexts.caption)}
          columns={columns}
          list={{ ...list, rows, total: rows.length }}
          rowKey={(payer) => payer.personId}
          selected={chosen}
          onSelected={setChosen}
          whenEmpty={<p>{t(duesTexts.empty)}</p>}
          tools={
            <Segmented<'all' | 'open'>
              aria-label={t(duesTexts.open)}
              value={show}
              onChange={(next) => setState({ show: next })}
              options={[
                { value: 'all', label: t(duesTexts.everybody) },
                { value: 'open', label: t(duesTexts.onlyOpen) },
              ]}
            />
          }
        />
      </Section>
      <PayDialog
        open={dialog === 'pay'}
        payers={payers}
        onClose={close}
        onDone={() => {
          setChosen([]);
          close();
        }}
      />
      <VoluntaryDialog open={dialog === 'voluntary'} payers={list.rows} onClose={close} />
    </DuesFrame>
  );
};
