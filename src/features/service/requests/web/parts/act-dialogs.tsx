import { App, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useText } from '#ui/language.tsx';
import { ChoiceField, FieldGrid, LongTextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import {
  assignRequest,
  oneRequest,
  refuseRequest,
  requestList,
  requestUnits,
  type RequestView,
} from '../../contract.ts';
import { requestProblems, requestTexts } from '../../messages.ts';
import { workProblems } from '../../work/messages.ts';
import { requestWork } from '../../work/panel/contract.ts';
import { AnswerForm } from './work/answer-form.tsx';
import { Beginnings } from './work/templates.tsx';

const touched = [requestList, oneRequest, requestWork] as const;

export type Act = 'assign' | 'answer' | 'refuse';

interface Props {
  readonly request: RequestView;
  /** The unit that was suggested, where it is to be assigned by that. */
  readonly unitId?: string | undefined;
  readonly onClose: () => void;
}

interface AssignProps extends Props {
  readonly units: readonly { readonly id: string; readonly name: string; readonly under: string | null }[];
}

const RefuseForm = ({ request, onClose }: Props): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(refuseRequest, { touches: touched });
  const form = useForm({
    schema: refuseRequest.body.pick({ reason: true, way: true }),
    labels: { reason: requestTexts.refuseReason, way: requestTexts.refuseWay },
    texts: { ...requestProblems, ...workProblems },
    submit: async (body) => {
      await run({ params: { id: request.id }, body: { ...body, version: request.version } });
      void message.success(t(requestTexts.refused));
      onClose();
    },
  });
  const verb = t(requestTexts.refuse);
  return (
    <FormFrame form={form} verb={verb} label={verb} onCancel={onClose} grave>
      <p>{t(requestTexts.refuseHint)}</p>
      <Beginnings act="refuse" request={request} onText={(reason) => form.set({ reason })} />
      <FieldGrid>
        <LongTextField field={form.field('reason')} rows={3} wide />
        <LongTextField field={form.field('way')} rows={3} wide />
      </FieldGrid>
    </FormFrame>
  );
};

const AssignFields = ({ request, units: offered, unitId, onClose }: AssignProps): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const navigate = useNavigate();
  // The request is not touched: it may lie outside the own range now, and the page goes back to the list.
  const { run } = useCommand(assignRequest, { touches: [requestList] });
  const form = useForm({
    schema: assignRequest.body.pick({ unitId: true, reason: true }),
    labels: { unitId: requestTexts.assignUnit, reason: requestTexts.assignReason },
    // A suggestion may name a unit that this one gives nothing to.
    initial: offered.some(({ id }) => id === unitId) ? { unitId } : {},
    texts: { ...requestProblems, ...workProblems },
    submit: async (body) => {
      await run({ params: { id: request.id }, body: { ...body, version: request.version } });
      void message.success(t(requestTexts.assigned));
      onClose();
      void navigate('/requests');
    },
  });
  const verb = t(requestTexts.assign);
  const units = offered.map(({ id, name, under }) => ({
    value: id,
    label: under === null ? name : `${name} · ${under}`,
  }));
  return (
    <FormFrame form={form} verb={verb} label={verb} onCancel={onClose}>
      <p>{t(requestTexts.assignHint)}</p>
      <Beginnings act="assign" request={request} onText={(reason) => form.set({ reason })} />
      <FieldGrid>
        <ChoiceField field={form.field('unitId')} choices={units} wide />
        <LongTextField field={form.field('reason')} rows={3} wide />
      </FieldGrid>
    </FormFrame>
  );
};

const AssignForm = (props: Props): ReactNode => {
  const { data, error, isPending, refetch } = useApi(requestUnits, { params: { id: props.request.id } });
  return (
    <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={4}>
      {() => data && <AssignFields {...props} units={data.items} />}
    </StateView>
  );
};

const titles = {
  assign: requestTexts.assignTitle,
  answer: requestTexts.answerTitle,
  refuse: requestTexts.refuseTitle,
} as const;
const forms = { assign: AssignForm, answer: AnswerForm, refuse: RefuseForm } as const;

/** What is written about a request: to another unit, or to the resident. */
export const ActDialog = ({ act, ...props }: Props & { readonly act: Act | null }): ReactNode => {
  const t = useText();
  const Form = act && forms[act];
  return (
    <Modal
      open={act !== null}
      title={act && t(titles[act])}
      footer={null}
      width={act === 'answer' ? 760 : 520}
      mask={{ closable: false }}
      onCancel={props.onClose}
      destroyOnHidden
    >
      {Form && <Form {...props} />}
    </Modal>
  );
};
