import { Alert, Button, Segmented } from 'antd';
import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { useFormat, useText } from '#ui/language.tsx';
import { FileDrop } from '#ui/office/file-drop.tsx';
import { Section } from '#ui/office/page.tsx';
import { type PlainColumn, PlainTable } from '#ui/office/plain-table.tsx';
import { ErrorNotice, StateView } from '#ui/office/state-view.tsx';
import { useApi, useCommand } from '#webkit/query.ts';
import { useAddressState } from '#webkit/router.tsx';
import { type BankLine, bankLines, matchBank, readBank, unmatchBank } from '../../bank/contract.ts';
import { duesProblems, duesTexts } from '../../messages.ts';
import { textOf } from '../parts/bank-text.ts';
import { DuesFrame } from '../parts/dues-frame.tsx';
import { yuan } from '../parts/dues-words.ts';
import css from '../parts/dues.module.css';
import { Nothing } from '../parts/nothing.tsx';

type Booked = NonNullable<BankLine['matched']>;
const address = z.object({ state: z.enum(['open', 'all']).default('open') });

const useBookedWords = (): ((booked: Booked) => string) => {
  const t = useText();
  const format = useFormat();
  return ({ receipt, payer, document, bookedOn }) =>
    [receipt === null ? document : t(duesTexts.receiptNo, { receipt }), payer, format.day(bookedOn)]
      .filter((part) => part !== '')
      .join(' · ');
};

const Choice = ({ line }: { readonly line: BankLine }): ReactNode => {
  const t = useText();
  const words = useBookedWords();
  const match = useCommand(matchBank, { touches: [bankLines] });
  const undo = useCommand(unmatchBank, { touches: [bankLines] });
  const error = match.error ?? undo.error;
  const { id, matched } = line;
  return (
    <div className={css.stack}>
      {error && <ErrorNotice error={error} texts={duesProblems} />}
      {matched && (
        <div>
          {t(duesTexts.matchedIs, { what: words(matched), by: line.matchedBy ?? '' })}{' '}
          <Button size="small" loading={undo.busy} onClick={() => undo.fire({ params: { id } })}>
            {t(duesTexts.unmatch)}
          </Button>
        </div>
      )}
      {!matched && line.suggestions.length === 0 && <span className={css.hint}>{t(duesTexts.nothingAlike)}</span>}
      {line.suggestions.map((booked) => (
        <div key={booked.id}>
          <Button
            size="small"
            aria-label={t(duesTexts.confirmOf, { what: words(booked) })}
            loading={match.busy}
            onClick={() => match.fire({ params: { id }, body: { entryId: booked.id } })}
          >
            {t(duesTexts.confirm)}
          </Button>{' '}
          {words(booked)} <span className={css.hint}>{t(duesTexts[`by_${booked.by}`])}</span>
        </div>
      ))}
    </div>
  );
};

const useColumns = (): PlainColumn<BankLine>[] => {
  const t = useText();
  const format = useFormat();
  return [
    { key: 'bookedOn', title: t(duesTexts.bookedOn), render: (line) => format.day(line.bookedOn) },
    {
      key: 'amount',
      title: t(duesTexts.amount),
      render: (line) => <span className={css.number}>{yuan(line.amountFen)}</span>,
    },
    { key: 'payer', title: t(duesTexts.otherSide), render: (line) => line.payer || <Nothing /> },
    { key: 'note', title: t(duesTexts.note), render: (line) => line.note || <Nothing /> },
    { key: 'maybe', title: t(duesTexts.maybe), render: (line) => <Choice line={line} /> },
  ];
};

const ReadPart = (): ReactNode => {
  const t = useText();
  const read = useCommand(readBank, { touches: [bankLines] });
  const [done, setDone] = useState<{ added: number; known: number; skipped: number } | null>(null);
  const take = async (file: File): Promise<void> => {
    setDone(null);
    const reply = await read.run({ body: { text: await textOf(file) } }).catch(() => null);
    setDone(reply);
  };
  return (
    <Section>
      <div className={css.stack}>
        {read.error && <ErrorNotice error={read.error} texts={duesProblems} />}
        {done && <Alert type="success" showIcon role="status" title={t(duesTexts.bankRead, done)} />}
        <FileDrop
          label={t(duesTexts.bankChoose)}
          accept=".csv,.txt"
          hint={t(duesTexts.bankHint)}
          disabled={read.busy}
          onFile={(file) => void take(file)}
        />
      </div>
    </Section>
  );
};

const MissingPart = ({ missing }: { readonly missing: readonly Booked[] }): ReactNode => {
  const t = useText();
  const words = useBookedWords();
  return (
    <Section title={t(duesTexts.bankMissing)}>
      <PlainTable
        caption={t(duesTexts.bankMissing)}
        columns={[
          { key: 'what', title: t(duesTexts.what), render: words },
          { key: 'amount', title: t(duesTexts.amount), render: ({ amountFen }) => yuan(amountFen) },
        ]}
        rows={missing}
        rowKey={({ id }) => id}
        empty={t(duesTexts.bankMissingEmpty)}
      />
    </Section>
  );
};

export const Page = (): ReactNode => {
  const t = useText();
  const columns = useColumns();
  const [{ state }, setState] = useAddressState(address);
  const { data, error, isPending, refetch } = useApi(bankLines, { query: { state } }, { keep: true });
  return (
    <DuesFrame title={t(duesTexts.bankTitle)} intro={t(duesTexts.bankIntro)}>
      <ReadPart />
      <StateView error={error} loading={isPending} onAgain={() => void refetch()}>
        {() =>
          data && (
            <>
              <Section
                title={t(duesTexts.bankCaption)}
                actions={
                  <Segmented<'open' | 'all'>
                    aria-label={t(duesTexts.bankState)}
                    value={state}
                    onChange={(next) => setState({ state: next })}
                    options={[
                      { value: 'open', label: t(duesTexts.bankOpen) },
                      { value: 'all', label: t(duesTexts.bankAll) },
                    ]}
                  />
                }
              >
                <PlainTable
                  caption={t(duesTexts.bankCaption)}
                  columns={columns}
                  rows={data.items}
                  rowKey={({ id }) => id}
                  empty={t(duesTexts.bankEmpty)}
                />
              </Section>
              <MissingPart missing={data.missing} />
            </>
          )
        }
      </StateView>
    </DuesFrame>
  );
};
