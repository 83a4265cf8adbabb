import { App, Modal } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useFormat, useText } from '#ui/language.tsx';
import { DayField, FieldGrid, LongTextField, NumberField, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { Tag } from '#ui/tag.tsx';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { quotaCases, quotaFields, type QuotaLine, quotaList, quotaOfCase, setQuota } from '../../quotas/contract.ts';
import { quotaProblems, quotaTexts } from '../../quotas/messages.ts';
import { today } from '../parts/today.ts';

interface Props {
  readonly year: number;
  readonly line: QuotaLine;
  readonly onClose: () => void;
}
export type Shown = 'set' | 'history' | 'used' | 'approved';

const schema = quotaFields.omit({ year: true, organisationId: true });

const SetForm = ({ year, line, onClose }: Props): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(setQuota, { touches: [quotaList, quotaOfCase] });
  const isFirst = line.places === null;
  const form = useForm({
    schema,
    labels: {
      places: quotaTexts.places,
      decidedOn: quotaTexts.decidedOn,
      document: quotaTexts.document,
      reason: quotaTexts.reason,
    },
    initial: { decidedOn: today(), ...(line.places === null ? {} : { places: line.places }) },
    texts: quotaProblems,
    submit: async ({ places, decidedOn, document, reason }) => {
      const told = { ...(document ? { document } : {}), ...(reason ? { reason } : {}) };
      await run({ body: { year, organisationId: line.organisationId, places, decidedOn, ...told } });
      void message.success(t(quotaTexts.setDone));
      onClose();
    },
  });
  return (
    <FormFrame
      form={form}
      verb={t(isFirst ? quotaTexts.set : quotaTexts.adjust)}
      label={t(quotaTexts.setOf, { organisation: line.organisation })}
      onCancel={onClose}
    >
      <FieldGrid>
        <NumberField field={form.field('places')} />
        <DayField field={form.field('decidedOn')} />
        <TextField field={form.field('document')} wide />
        <LongTextField field={{ ...form.field('reason'), required: !isFirst }} rows={2} wide />
      </FieldGrid>
    </FormFrame>
  );
};

const History = ({ year, line }: Props): ReactNode => {
  const t = useText();
  const format = useFormat();
  return (
    <PlainTable
      caption={t(quotaTexts.historyOf, { organisation: line.organisation, year })}
      rows={line.decisions}
      rowKey={({ id }) => id}
      empty={t(quotaTexts.none)}
      columns={[
        {
          key: 'decidedOn',
          title: t(quotaTexts.decidedOn),
          render: ({ id, decidedOn }) => (
            <>
              {format.day(decidedOn)} {id === line.decisions[0]?.id && <Tag tone="success">{t(quotaTexts.holds)}</Tag>}
            </>
          ),
        },
        { key: 'places', title: t(quotaTexts.places), render: ({ places }) => format.number(places) },
        { key: 'document', title: t(quotaTexts.document), render: ({ document }) => document },
        { key: 'reason', title: t(quotaTexts.reason), render: ({ reason }) => reason },
        { key: 'decidedBy', title: t(quotaTexts.decidedBy), render: ({ decidedBy }) => decidedBy },
        { key: 'recordedAt', title: t(quotaTexts.recordedAt), render: ({ recordedAt }) => format.moment(recordedAt) },
      ]}
    />
  );
};

const Cases = ({ year, line, of }: Props & { readonly of: 'used' | 'approved' }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { data, error, isPending, refetch } = useApi(quotaCases, {
    query: { year, organisationId: line.organisationId, of },
  });
  return (
    <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={4}>
      {() => (
        <PlainTable
          caption={t(quotaTexts[`${of}Of`], { organisation: line.organisation, year })}
          rows={data?.items ?? []}
          rowKey={({ caseId }) => caseId}
          empty={t(quotaTexts.nobody)}
          columns={[
            {
              key: 'name',
              title: t(quotaTexts.name),
              render: ({ caseId, name }) => <Link to={`/admission/${caseId}`}>{name}</Link>,
            },
            { key: 'branch', title: t(quotaTexts.branch), render: ({ branch }) => branch },
            {
              key: 'on',
              title: t(of === 'used' ? quotaTexts.meetingOn : quotaTexts.approvedOn),
              render: ({ on }) => format.day(on),
            },
          ]}
        />
      )}
    </StateView>
  );
};

/** What stands behind a line: the decision to make, those made, and the people behind a number. */
export const QuotaDialog = ({ shown, ...props }: Props & { readonly shown: Shown }): ReactNode => {
  const t = useText();
  const { line, year, onClose } = props;
  const facts = { organisation: line.organisation, year };
  const titles: Readonly<Record<Shown, string>> = {
    set: t(line.places === null ? quotaTexts.setOf : quotaTexts.adjustOf, facts),
    history: t(quotaTexts.historyOf, facts),
    used: t(quotaTexts.usedOf, facts),
    approved: t(quotaTexts.approvedOf, facts),
  };
  return (
    <Modal
      open
      title={titles[shown]}
      footer={null}
      width={shown === 'history' ? 860 : 560}
      mask={{ closable: shown !== 'set' }}
      onCancel={onClose}
      destroyOnHidden
    >
      {shown === 'set' && <SetForm {...props} />}
      {shown === 'history' && <History {...props} />}
      {(shown === 'used' || shown === 'approved') && <Cases {...props} of={shown} />}
    </Modal>
  );
};
