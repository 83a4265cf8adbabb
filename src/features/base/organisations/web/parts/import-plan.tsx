import { Alert, App, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { sheetRefusalTexts } from '#shared/sheet-texts.ts';
import type { Text } from '#shared/text.ts';
import { useFormat, useText } from '#ui/language.tsx';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { DayField, FieldGrid, LongTextField, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { problemText } from '#ui/problem-text.ts';
import { Tag, type Tone } from '#ui/tag.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { organisationTexts } from '../../detail/messages.ts';
import { commitImport, type ImportPlan } from '../../exchange/contract.ts';
import { exchangeTexts } from '../../exchange/messages.ts';
import { organisationProblemTexts } from '../../messages.ts';
import { useToday } from './event-shared.ts';
import css from './organisation.module.css';
import { touchedByTree } from './reads.ts';
import { useRecordedLine } from './recorded.ts';
import { textUnder } from './words.ts';

type Row = ImportPlan['rows'][number];

const tones: Readonly<Record<Row['action'], Tone>> = {
  new: 'success',
  changed: 'info',
  unchanged: 'plain',
  wrong: 'error',
};
const actions = ['new', 'changed', 'unchanged', 'wrong'] as const;

const fieldName = (field: string): Text | undefined =>
  textUnder(
    { ...organisationTexts, parentName: organisationTexts.parent, parentCode: organisationTexts.parent },
    field,
  );

const RowDetail = ({ row }: { row: Row }): ReactNode => {
  const t = useText();
  const lines = useRecordedLine();
  if (row.problems.length > 0)
    return row.problems.map(({ field, message, params }) => {
      const name = fieldName(field);
      const sentence = problemText(
        t,
        { path: field, message, ...(params ? { params } : {}) },
        organisationProblemTexts,
      );
      return <div key={`${field} ${message}`}>{name ? `${t.loose(name)}：${sentence}` : sentence}</div>;
    });
  const told = (side: 'from' | 'to') => Object.fromEntries(row.changes.map((change) => [change.field, change[side]]));
  return lines(told('from'), told('to')).map((line) => (
    <div key={line.label}>
      {line.label}：{line.before && <del>{line.before}</del>} → {line.after}
    </div>
  ));
};

const Counts = ({ plan }: { plan: ImportPlan }): ReactNode => {
  const t = useText();
  const format = useFormat();
  return (
    <ul className={css.counts}>
      {actions.map((action) => (
        <li key={action}>
          <Tag tone={plan.counts[action] > 0 ? tones[action] : 'plain'}>{t(exchangeTexts[action])}</Tag>{' '}
          <strong>{format.number(plan.counts[action])}</strong>
        </li>
      ))}
    </ul>
  );
};

const CommitForm = ({ plan, onAgain }: { plan: ImportPlan; onAgain: () => void }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const [asking, setAsking] = useState(false);
  const { run } = useCommand(commitImport, { touches: touchedByTree });
  const form = useForm({
    schema: commitImport.body,
    labels: { on: exchangeTexts.on, reason: exchangeTexts.reason, document: exchangeTexts.document },
    initial: { digest: plan.digest, on: useToday() },
    texts: { ...organisationProblemTexts, ...sheetRefusalTexts },
    submit: async (body) => {
      const made = await run({ params: { id: plan.fileId }, body });
      void message.success(t(exchangeTexts.done, made), 6);
      onAgain();
    },
  });
  const asks = {
    ...form.props,
    onSubmit: (event: { preventDefault: () => void }) => {
      event.preventDefault();
      setAsking(true);
    },
  };
  return (
    <>
      <FormFrame
        form={{ ...form, props: asks }}
        verb={t(exchangeTexts.commit)}
        label={t(exchangeTexts.commit)}
        onCancel={onAgain}
      >
        <FieldGrid>
          <DayField field={form.field('on')} />
          <TextField field={form.field('document')} />
          <LongTextField field={form.field('reason')} rows={2} wide />
        </FieldGrid>
      </FormFrame>
      <ConfirmDialog
        open={asking}
        title={t(exchangeTexts.commitTitle)}
        consequence={t(exchangeTexts.commitHint, {
          created: plan.counts.new,
          changed: plan.counts.changed,
          on: form.values.on ?? '',
        })}
        verb={t(exchangeTexts.commit)}
        busy={form.busy}
        onConfirm={() => {
          setAsking(false);
          form.submit();
        }}
        onClose={() => setAsking(false)}
      />
    </>
  );
};

/** What a sheet of organisations would change, and the way to write it. */
export const PlanView = ({ plan, onAgain }: { plan: ImportPlan; onAgain: () => void }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { counts, rows, ignored } = plan;
  const total = counts.new + counts.changed + counts.wrong;
  return (
    <div className={css.stack}>
      <div>{t(exchangeTexts.fileIs, { name: plan.fileName })}</div>
      <Counts plan={plan} />
      {ignored.length > 0 && (
        <Alert type="info" showIcon title={t(exchangeTexts.ignored, { names: format.list(ignored) })} />
      )}
      {counts.wrong > 0 && <Alert type="error" showIcon title={t(exchangeTexts.wrongFirst, { count: counts.wrong })} />}
      {total === 0 ? (
        <p>{t(exchangeTexts.allUnchanged)}</p>
      ) : (
        <PlainTable
          caption={t(exchangeTexts.caption)}
          rows={rows}
          rowKey={(row) => String(row.line)}
          empty=""
          columns={[
            { key: 'name', title: t(exchangeTexts.name), render: (row) => row.name || '–' },
            { key: 'line', title: t(exchangeTexts.line), render: (row) => row.line },
            {
              key: 'action',
              title: t(exchangeTexts.action),
              render: (row) => <Tag tone={tones[row.action]}>{t(exchangeTexts[row.action])}</Tag>,
            },
            { key: 'detail', title: t(exchangeTexts.detail), render: (row) => <RowDetail row={row} /> },
          ]}
        />
      )}
      {rows.length < total && <p className={css.quiet}>{t(exchangeTexts.cut, { count: rows.length })}</p>}
      {counts.wrong === 0 && total > 0 ? (
        <CommitForm plan={plan} onAgain={onAgain} />
      ) : (
        <div>
          <Button onClick={onAgain}>{t(exchangeTexts.again)}</Button>
        </div>
      )}
    </div>
  );
};
