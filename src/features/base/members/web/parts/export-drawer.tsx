import { Alert, Button, Drawer } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import type { Reply } from '#shared/endpoint.ts';
import type { Field } from '#ui/field.ts';
import { useText } from '#ui/language.tsx';
import { CheckField, LongTextField, RadioField, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Loading } from '#ui/office/state-view.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { Gate } from '#webkit/session.tsx';
import { jobList } from '#features/base/jobs/contract.ts';
import { ownApprovals } from '#features/base/approvals/contract.ts';
import type { FieldKey } from '../../catalogue.ts';
import type { MemberFilter } from '../../contract.ts';
import { ExportRequest, exportMembers } from '../../export/contract.ts';
import { exportTexts } from '../../export/messages.ts';
import { recipientTexts } from '../../export/recipients/messages.ts';
import { exportRecipients } from '../../export/recipients/contract.ts';
import { passageOf } from '../../export/recipients/rules.ts';
import { ColumnChoice } from './column-choice.tsx';
import { ExportProgress } from './export-progress.tsx';
import css from './export.module.css';
import { problemTexts } from './field-form.ts';
import { type Seen, useSeen } from './words.ts';

const usual: readonly FieldKey[] = [
  'name',
  'sex',
  'ethnicity',
  'birthDate',
  'education',
  'category',
  'branchId',
  'joinedOn',
  'fullOn',
  'jobPost',
  'phone',
];

type Started = Reply<typeof exportMembers>;

interface FormProps {
  readonly filter: MemberFilter;
  readonly total: number | undefined;
  readonly seen: Seen;
  readonly onStarted: (started: Started) => void;
}

const schema = ExportRequest.omit({ filter: true });

const ExportForm = ({ filter, total, seen, onStarted }: FormProps): ReactNode => {
  const t = useText();
  const { run } = useCommand(exportMembers, { touches: [jobList, ownApprovals] });
  const form = useForm({
    schema,
    labels: {
      columns: exportTexts.columns,
      full: exportTexts.full,
      sort: exportTexts.sort,
      reason: exportTexts.reason,
      recipient: exportTexts.recipient,
      recipientName: exportTexts.recipientName,
    },
    initial: { columns: usual.filter((key) => seen.field(key)), full: false, sort: 'branch' },
    texts: problemTexts,
    submit: async (body) => onStarted(await run({ body: { ...body, filter } })),
  });
  const recipient = form.values.recipient ?? 'own';
  const goes = (key: FieldKey): boolean => passageOf(key, recipient) !== 'no';
  const recipientField = form.field('recipient');
  // Columns that may not go there leave the choice with the recipient, and full values with somebody outside.
  const chooseRecipient = (next: typeof recipientField.value): void => {
    recipientField.onChange(next);
    const to = next ?? 'own';
    const columns = form.values.columns?.filter((key) => passageOf(key, to) !== 'no') ?? [];
    form.set({ columns, ...(to === 'other' ? { full: false } : {}) });
  };
  const nameHint = recipient === 'other' ? exportTexts.recipientNameWanted : exportTexts.recipientNameHint;
  return (
    <FormFrame form={form} verb={t(exportTexts.start)} label={t(exportTexts.drawer)}>
      <p>{total === undefined ? t(exportTexts.whomUnknown) : t(exportTexts.whom, { count: total })}</p>
      <RadioField
        field={{ ...recipientField, onChange: chooseRecipient }}
        choices={exportRecipients.map((value) => ({ value, label: t(recipientTexts[value]) }))}
        hint={t(exportTexts.recipientHint)}
      />
      {recipient !== 'own' && (
        <TextField field={{ ...form.field('recipientName'), required: recipient === 'other' }} hint={t(nameHint)} />
      )}
      <ColumnChoice field={form.field('columns') as Field<string[]>} goes={goes} />
      {recipient === 'other' && <Alert type="info" showIcon title={t(exportTexts.otherHint)} />}
      {recipient !== 'other' && (
        <Gate permission="members.reveal">
          <CheckField field={form.field('full')} />
          {form.values.full && <Alert type="warning" showIcon title={t(exportTexts.fullHint)} />}
        </Gate>
      )}
      <RadioField
        field={form.field('sort')}
        choices={[
          { value: 'branch', label: t(exportTexts.sortBranch) },
          { value: 'name', label: t(exportTexts.sortName) },
          ...(seen.field('birthDate') ? [{ value: 'birthDate' as const, label: t(exportTexts.sortBirth) }] : []),
          { value: 'joinedOn', label: t(exportTexts.sortJoined) },
        ]}
      />
      <LongTextField field={form.field('reason')} hint={t(exportTexts.reasonHint)} rows={2} />
    </FormFrame>
  );
};

const Outcome = ({ started, onAgain }: { started: Started; onAgain: () => void }): ReactNode => {
  const t = useText();
  return (
    <div className={css.stack}>
      {started.jobId ? (
        <ExportProgress jobId={started.jobId} />
      ) : (
        <Alert
          type="info"
          showIcon
          title={t(exportTexts.approvalTitle)}
          description={t(exportTexts.approvalHint, { count: started.people })}
        />
      )}
      <div className={css.line}>
        <Link to="/members/exports">{t(exportTexts.toExports)}</Link>
        <Button type="link" onClick={onAgain}>
          {t(exportTexts.another)}
        </Button>
      </div>
    </div>
  );
};

interface Props {
  readonly open: boolean;
  readonly filter: MemberFilter;
  readonly total: number | undefined;
  readonly onClose: () => void;
}

/** Asks which columns and for what, then shows the export until its file is there or a second person is asked. */
export const ExportDrawer = ({ open, filter, total, onClose }: Props): ReactNode => {
  const t = useText();
  const seen = useSeen();
  const [started, setStarted] = useState<Started | null>(null);
  const close = (): void => {
    setStarted(null);
    onClose();
  };
  return (
    <Drawer open={open} onClose={close} title={t(exportTexts.drawer)} size={560} destroyOnHidden>
      {!seen.known && <Loading />}
      {seen.known && !started && <ExportForm filter={filter} total={total} seen={seen} onStarted={setStarted} />}
      {started && <Outcome started={started} onAgain={() => setStarted(null)} />}
    </Drawer>
  );
};
