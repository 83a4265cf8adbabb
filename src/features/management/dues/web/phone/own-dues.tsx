import type { ReactNode } from 'react';
import type { Reply } from '#shared/endpoint.ts';
import { AppError } from '#shared/errors.ts';
import { Facts } from '#ui/facts.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { Button } from '#ui/phone/button.tsx';
import { Cell, Cells, Page as Frame, Section } from '#ui/phone/page.tsx';
import { ErrorNotice, Notice, StateView } from '#ui/phone/state-view.tsx';
import { Why } from '#ui/why.tsx';
import { addressOf } from '#webkit/api.ts';
import { useDownload } from '#webkit/download.ts';
import { useApi } from '#webkit/query.ts';
import { ownDues, type Payment } from '../../contract.ts';
import { duesStatement } from '../../ledger/contract.ts';
import { ownStatementFile } from '../../documents/contract.ts';
import { duesCodes, duesProblems, duesTexts } from '../../messages.ts';
import { useManner } from '../parts/by-quarter.tsx';
import { thisYear, today, useMonths, yuan } from '../parts/dues-words.ts';
import css from '../parts/dues.module.css';
import { StatementFacts } from '../parts/statement.tsx';

type Own = Reply<typeof ownDues>;

const Standing = ({ own }: { readonly own: Own }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { base } = own;
  const manner = useManner()(own.byQuarter);
  return (
    <Section title={t(duesTexts.yearIs, { year: own.year })}>
      <Facts
        columns={1}
        facts={[
          {
            label: t(duesTexts.ownMonthly),
            value: base ? `${yuan(base.monthlyFen)} ${t(duesTexts.yuan)}` : t(duesTexts.ownNotFixed),
          },
          ...(base ? [{ label: t(duesTexts.kind), value: t(duesCodes[`kind_${base.kind}`]) }] : []),
          { label: t(duesTexts.manner), value: manner.manner },
          {
            label: t(duesTexts.paidTo),
            value: own.paidTo === null ? t(duesTexts.nothingPaid) : format.month(own.paidTo),
          },
          {
            label: t(duesTexts.ownOpen),
            value:
              own.unpaid.length === 0
                ? t(duesTexts.ownClear)
                : t(duesTexts.openMonths, { count: own.unpaid.length, amount: yuan(own.owedFen) }),
          },
        ]}
      />
      {manner.details.map((line) => (
        <p key={line} className={css.hint}>
          {line}
        </p>
      ))}
      {[...(base?.why ?? []), ...(own.byQuarter?.why ? [own.byQuarter.why] : [])].map((why) => (
        <Why key={why.ruleId} why={why} />
      ))}
    </Section>
  );
};

const PaymentCell = ({ payment }: { readonly payment: Payment }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const months = useMonths();
  const { fromMonth, toMonth } = payment;
  const title = fromMonth && toMonth ? months(fromMonth, toMonth) : t(duesCodes[`purpose_${payment.purpose}`]);
  const parts = [format.day(payment.paidOn), t(duesTexts.receiptNo, { receipt: payment.receipt })];
  if (payment.voidedAt !== null) parts.push(t(duesTexts.voided));
  return <Cell title={title} hint={parts.join(' · ')} end={`${yuan(payment.amountFen)} ${t(duesTexts.yuan)}`} />;
};

/** The own dues of this year and the last, to keep or to hand in. */
const Files = ({ year }: { readonly year: number }): ReactNode => {
  const t = useText();
  const { start, progress, error } = useDownload();
  return (
    <Section title={t(duesTexts.ownFiles)}>
      {error && <ErrorNotice error={error} texts={duesProblems} />}
      <div className={css.stack}>
        {[year, year - 1].map((each) => (
          <Button
            key={each}
            busy={progress !== null}
            onClick={() => start(addressOf(ownStatementFile, { query: { year: each } }))}
          >
            {t(duesTexts.ownPdf, { year: each })}
          </Button>
        ))}
      </div>
    </Section>
  );
};

const BranchStatement = (): ReactNode => {
  const t = useText();
  // Made known by whole quarters: in the first one of a year it is the year before.
  const year = today().slice(5) < '04-01' ? thisYear() - 1 : thisYear();
  const { data } = useApi(duesStatement, { query: { year } });
  if (!data) return null;
  return (
    <Section title={t(duesTexts.ownStatement)}>
      <StatementFacts statement={data} columns={1} />
    </Section>
  );
};

const Whole = ({ own }: { readonly own: Own }): ReactNode => {
  const t = useText();
  return (
    <>
      <Standing own={own} />
      {own.payments.length === 0 ? (
        <Section title={t(duesTexts.ownPayments)}>
          <p>{t(duesTexts.ownNoPayments)}</p>
        </Section>
      ) : (
        <Cells label={t(duesTexts.ownPayments)}>
          {own.payments.map((payment) => (
            <PaymentCell key={payment.id} payment={payment} />
          ))}
        </Cells>
      )}
      <Files year={own.year} />
      <BranchStatement />
    </>
  );
};

/** The own dues: what is due, how far it is paid, what was paid, and what the branch did with it. */
export const Page = (): ReactNode => {
  const t = useText();
  const { data, error, isPending, refetch } = useApi(ownDues, {});
  const missing = error instanceof AppError && error.code === 'not_found';
  return (
    <Frame title={t(duesTexts.own)} intro={t(duesTexts.ownPrivate)} back="/me">
      <StateView
        error={missing ? null : error}
        empty={missing}
        loading={isPending}
        whenEmpty={<Notice title={t(duesTexts.ownNone)} />}
        onAgain={() => void refetch()}
      >
        {() => data && <Whole own={data} />}
      </StateView>
    </Frame>
  );
};
