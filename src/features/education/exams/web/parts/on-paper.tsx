import { Button, Input, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { uiTexts } from '#ui/messages.ts';
import { Folded } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { ErrorNotice } from '#ui/office/state-view.tsx';
import { useRestedText } from '#ui/use-rested-text.ts';
import { addressOf } from '#webkit/api.ts';
import { useDownload } from '#webkit/download.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { examAttempts, oneExam } from '../../contract.ts';
import { examHelpers, setHelpers } from '../../helpers/contract.ts';
import { examProblems, examTexts } from '../../messages.ts';
import { findTakers, paperSheet, printPaper } from '../../printing/contract.ts';
import { EnterByCode } from './enter-paper.tsx';
import css from './paper-choice.module.css';
import { useUnits } from './use-units.ts';

const Find = ({ examId }: { readonly examId: string }): ReactNode => {
  const t = useText();
  const [typed, setTyped] = useState('');
  const words = useRestedText(typed.trim());
  const found = useApi(findTakers, { params: { id: examId }, query: { words } }, { enabled: words !== '' });
  const { start } = useDownload();
  const [asked, setAsked] = useState('');
  const print = useCommand(printPaper, {
    touches: [oneExam, examAttempts],
    onDone: ({ code }) => start(addressOf(paperSheet, { params: { code } })),
  });
  return (
    <div className={css.rows}>
      <div className={css.row}>
        <Input
          aria-label={t(examTexts.findTaker)}
          placeholder={t(examTexts.findTaker)}
          value={typed}
          maxLength={40}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      {print.error && <ErrorNotice error={print.error} texts={examProblems} />}
      {words !== '' && found.data !== undefined && (
        <PlainTable
          caption={t(examTexts.onPaper)}
          rows={found.data.items}
          rowKey={({ personId }) => personId}
          empty={t(examTexts.noTakers)}
          columns={[
            { key: 'name', title: t(examTexts.person), render: ({ name }) => name },
            { key: 'branch', title: t(examTexts.branch), render: ({ branchName }) => branchName },
          ]}
          renderActions={({ personId, name }) => (
            <Button
              loading={print.busy && asked === personId}
              aria-label={t(examTexts.printFor, { name })}
              onClick={() => {
                setAsked(personId);
                print.fire({ params: { id: examId }, body: { personId } });
              }}
            >
              {t(examTexts.print)}
            </Button>
          )}
        />
      )}
    </div>
  );
};

const Helpers = ({ examId }: { readonly examId: string }): ReactNode => {
  const t = useText();
  const named = useApi(examHelpers, { params: { id: examId } });
  const chosen = named.data?.items ?? [];
  const units = useUnits(chosen.map(({ unitId, name }) => ({ value: unitId, label: name })));
  const set = useCommand(setHelpers, { touches: [examHelpers] });
  return (
    <label className={css.line}>
      <span>{t(examTexts.helpers)}</span>
      <Select
        mode="multiple"
        aria-label={t(examTexts.helpers)}
        placeholder={t(examTexts.helpersNone)}
        loading={set.busy || named.isPending || units.finding}
        value={chosen.map(({ unitId }) => unitId)}
        showSearch={{ filterOption: false, onSearch: units.onFind }}
        notFoundContent={t(units.finding ? uiTexts.loading : uiTexts.treeNone)}
        options={[...units.choices]}
        onChange={(ids: string[]) => {
          units.keep(ids);
          set.fire({ params: { id: examId }, body: { units: ids } });
        }}
      />
      <span className={css.stock}>{t(examTexts.helpersHint)}</span>
      {units.hint !== undefined && <span className={css.stock}>{units.hint}</span>}
      {set.error && <ErrorNotice error={set.error} texts={examProblems} />}
    </label>
  );
};

/** Papers for those without a phone: printed with a code, entered by it. */
export const OnPaper = ({ examId }: { readonly examId: string }): ReactNode => {
  const t = useText();
  return (
    <Folded title={t(examTexts.onPaper)}>
      <div className={css.rows}>
        <p>{t(examTexts.onPaperIntro)}</p>
        <Find examId={examId} />
        <EnterByCode />
        <Helpers examId={examId} />
      </div>
    </Folded>
  );
};
