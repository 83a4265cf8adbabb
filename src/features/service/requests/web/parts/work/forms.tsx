import { App, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useText } from '#ui/language.tsx';
import { ChoiceField, DayField, FieldGrid, LongTextField, ManyField, RadioField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { oneRequest, requestList, requestUnits, type RequestView } from '#features/service/requests/contract.ts';
import { requestProblems } from '#features/service/requests/messages.ts';
import { workProblems, workTexts } from '#features/service/requests/work/messages.ts';
import { requestWork } from '#features/service/requests/work/panel/contract.ts';
import { requestPoints } from '#features/service/requests/work/points/contract.ts';
import { addRecord } from '#features/service/requests/work/records/contract.ts';
import { recordKinds } from '#features/service/requests/work/records/rules.ts';
import { decideReturn, returnList, returnRequest } from '#features/service/requests/work/returns/contract.ts';
import { askSupport, supportUnits, taskList } from '#features/service/requests/work/tasks/contract.ts';
import { Beginnings } from './templates.tsx';

export type WorkAct = 'ask' | 'record' | 'return' | 'decide';

interface Props {
  readonly request: RequestView;
  readonly onClose: () => void;
}

const texts = { ...requestProblems, ...workProblems };

const unitChoices = (items: readonly { readonly id: string; readonly name: string; readonly under: string | null }[]) =>
  items.map(({ id, name, under }) => ({ value: id, label: under === null ? name : `${name} · ${under}` }));

const AskForm = ({ request, onClose }: Props): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const params = { id: request.id };
  const { data: units } = useApi(supportUnits, { params });
  const { data: points } = useApi(requestPoints, { params });
  const { run } = useCommand(askSupport, { touches: [requestWork, oneRequest, taskList] });
  const form = useForm({
    schema: askSupport.body,
    labels: {
      unitId: workTexts.askUnit,
      dueOn: workTexts.askDue,
      ask: workTexts.askWords,
      quotes: workTexts.askQuotes,
    },
    initial: { dueOn: request.dueOn },
    texts,
    submit: async (body) => {
      await run({ params, body });
      void message.success(t(workTexts.asked));
      onClose();
    },
  });
  const verb = t(workTexts.ask);
  return (
    <FormFrame form={form} verb={verb} label={verb} onCancel={onClose}>
      <p>{t(workTexts.askHint)}</p>
      <FieldGrid>
        <ChoiceField field={form.field('unitId')} choices={unitChoices(units?.items ?? [])} wide />
        <DayField field={form.field('dueOn')} wide />
        <LongTextField field={form.field('ask')} rows={4} wide />
        {points && points.points.length > 0 && (
          <ManyField
            field={form.field('quotes')}
            choices={points.points.map(({ quote }) => ({ value: quote, label: quote }))}
            wide
          />
        )}
      </FieldGrid>
    </FormFrame>
  );
};

const RecordForm = ({ request, onClose }: Props): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(addRecord, { touches: [requestWork] });
  const form = useForm({
    schema: addRecord.body,
    labels: { kind: workTexts.recordKind, on: workTexts.recordOn, text: workTexts.recordText },
    initial: { kind: 'note' },
    texts,
    submit: async (body) => {
      await run({ params: { id: request.id }, body });
      void message.success(t(workTexts.recorded));
      onClose();
    },
  });
  const verb = t(workTexts.record);
  const kinds = recordKinds.map((value) => ({ value, label: t(workTexts[`record_${value}`]) }));
  return (
    <FormFrame form={form} verb={verb} label={verb} onCancel={onClose}>
      <p>{t(workTexts.recordHint)}</p>
      <FieldGrid>
        <RadioField field={form.field('kind')} choices={kinds} wide />
        <DayField field={form.field('on')} wide />
        <LongTextField field={form.field('text')} rows={4} wide />
      </FieldGrid>
    </FormFrame>
  );
};

const ReturnForm = ({ request, onClose }: Props): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const params = { id: request.id };
  const { data: units } = useApi(requestUnits, { params });
  const { run } = useCommand(returnRequest, { touches: [requestWork, oneRequest, requestPoints, requestList] });
  const form = useForm({
    schema: returnRequest.body.pick({ reason: true, proposedId: true }),
    labels: { reason: workTexts.returnReason, proposedId: workTexts.returnTo },
    texts,
    submit: async (body) => {
      await run({ params, body: { ...body, version: request.version } });
      void message.success(t(workTexts.returned));
      onClose();
    },
  });
  const verb = t(workTexts.return);
  return (
    <FormFrame form={form} verb={verb} label={verb} onCancel={onClose} grave>
      <p>{t(workTexts.returnHint)}</p>
      <Beginnings act="return" request={request} onText={(reason) => form.set({ reason })} />
      <FieldGrid>
        <LongTextField field={form.field('reason')} rows={3} wide />
        <ChoiceField field={form.field('proposedId')} choices={unitChoices(units?.items ?? [])} wide />
      </FieldGrid>
    </FormFrame>
  );
};

const DecideForm = ({ request, onClose }: Props): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const params = { id: request.id };
  const { data: units } = useApi(supportUnits, { params });
  // The request may lie outside the own range afterwards: only the lists are asked again before the page is left.
  const { run } = useCommand(decideReturn, { touches: [requestList, returnList] });
  const form = useForm({
    schema: decideReturn.body.pick({ unitId: true, reason: true }),
    labels: { unitId: workTexts.decideUnit, reason: workTexts.decideReason },
    texts,
    submit: async (body) => {
      await run({ params, body: { ...body, version: request.version } });
      void message.success(t(workTexts.decided));
      onClose();
      void navigate('/requests/tasks');
    },
  });
  const verb = t(workTexts.decide);
  const choices = [
    { value: request.unitId, label: t(workTexts.decideKeep, { unit: request.unitName }) },
    ...unitChoices(units?.items ?? []),
  ];
  return (
    <FormFrame form={form} verb={verb} label={verb} onCancel={onClose}>
      <p>{t(workTexts.decideHint)}</p>
      <FieldGrid>
        <ChoiceField field={form.field('unitId')} choices={choices} wide />
        <LongTextField field={form.field('reason')} rows={3} wide />
      </FieldGrid>
    </FormFrame>
  );
};

const titles = {
  ask: workTexts.ask,
  record: workTexts.record,
  return: workTexts.return,
  decide: workTexts.decide,
} as const;
const forms = { ask: AskForm, record: RecordForm, return: ReturnForm, decide: DecideForm } as const;

export const WorkDialog = ({ act, ...props }: Props & { readonly act: WorkAct | null }): ReactNode => {
  const t = useText();
  const Form = act && forms[act];
  return (
    <Modal
      open={act !== null}
      title={act && t(titles[act])}
      footer={null}
      mask={{ closable: false }}
      onCancel={props.onClose}
      destroyOnHidden
    >
      {Form && <Form {...props} />}
    </Modal>
  );
};
