import { App, Modal } from 'antd';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { useText } from '#ui/language.tsx';
import { ChoiceField, FieldGrid, LongTextField, RadioField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { askTerm, decideReview, decideTerm, pauseRequest, requestClock } from '../../clocks/contract.ts';
import { clockProblems, clockTexts } from '../../clocks/messages.ts';
import type { PauseReason } from '../../clocks/rules.ts';
import { oneRequest, requestList, type RequestView } from '../../contract.ts';
import { requestProblems } from '../../messages.ts';

export const touched = [requestList, oneRequest, requestClock] as const;
const texts = { ...requestProblems, ...clockProblems };

export type ClockAct = 'pause' | 'askExtension' | 'askPetition' | 'decideAsk' | 'decideReview';

export interface ClockFormProps {
  readonly request: RequestView;
  readonly reasons: readonly PauseReason[];
  readonly onClose: () => void;
}

/** Says what was done, and closes. */
const useDone = (onClose: () => void, text: readonly [string, string]): (() => void) => {
  const t = useText();
  const { message } = App.useApp();
  return () => {
    void message.success(t(text));
    onClose();
  };
};

const PauseForm = ({ request, reasons, onClose }: ClockFormProps): ReactNode => {
  const t = useText();
  const done = useDone(onClose, clockTexts.pauseDone);
  const { run } = useCommand(pauseRequest, { touches: touched });
  const form = useForm({
    schema: pauseRequest.body.pick({ reason: true, text: true }),
    labels: { reason: clockTexts.pauseReason, text: clockTexts.pauseText },
    texts,
    submit: async (body) => {
      await run({ params: { id: request.id }, body: { ...body, version: request.version } });
      done();
    },
  });
  const verb = t(clockTexts.pause);
  const choices = reasons.map((value) => ({ value, label: t(clockTexts[`reason_${value}`]) }));
  return (
    <FormFrame form={form} verb={verb} label={verb} onCancel={onClose}>
      <p>{t(clockTexts.pauseHint)}</p>
      <FieldGrid>
        <ChoiceField field={form.field('reason')} choices={choices} wide />
        <LongTextField field={form.field('text')} rows={3} wide />
      </FieldGrid>
    </FormFrame>
  );
};

const askForms = {
  extension: [clockTexts.askExtension, clockTexts.askExtensionHint],
  petition: [clockTexts.askPetition, clockTexts.askPetitionHint],
} as const;

const AskForm = ({
  request,
  kind,
  onClose,
}: ClockFormProps & { readonly kind: 'extension' | 'petition' }): ReactNode => {
  const t = useText();
  const done = useDone(onClose, clockTexts.askDone);
  const { run } = useCommand(askTerm, { touches: touched });
  const form = useForm({
    schema: askTerm.body.pick({ reason: true }),
    labels: { reason: clockTexts.askReason },
    texts,
    submit: async (body) => {
      await run({ params: { id: request.id }, body: { ...body, kind, version: request.version } });
      done();
    },
  });
  const [verb, hint] = askForms[kind];
  return (
    <FormFrame form={form} verb={t(verb)} label={t(verb)} onCancel={onClose}>
      <p>{t(hint)}</p>
      <LongTextField field={form.field('reason')} rows={4} />
    </FormFrame>
  );
};

const yesOrNo = ['grant', 'deny'] as const;

const DecideAskForm = ({ request, onClose }: ClockFormProps): ReactNode => {
  const t = useText();
  const done = useDone(onClose, clockTexts.decideDone);
  const { run } = useCommand(decideTerm, { touches: touched });
  const form = useForm({
    schema: decideTerm.body.pick({ reason: true }).extend({ grant: z.enum(yesOrNo) }),
    labels: { grant: clockTexts.decision, reason: clockTexts.askReason },
    texts,
    submit: async ({ grant, reason }) => {
      const body = { grant: grant === 'grant', reason, version: request.version };
      await run({ params: { id: request.id }, body });
      done();
    },
  });
  const verb = t(clockTexts.decideAsk);
  return (
    <FormFrame form={form} verb={verb} label={verb} onCancel={onClose}>
      <FieldGrid>
        <RadioField
          field={form.field('grant')}
          choices={yesOrNo.map((value) => ({ value, label: t(clockTexts[value]) }))}
          wide
        />
        <LongTextField field={form.field('reason')} rows={3} wide />
      </FieldGrid>
    </FormFrame>
  );
};

const outcomes = ['upheld', 'annulled'] as const;

const ReviewForm = ({ request, onClose }: ClockFormProps): ReactNode => {
  const t = useText();
  const done = useDone(onClose, clockTexts.decideDone);
  const { run } = useCommand(decideReview, { touches: touched });
  const form = useForm({
    schema: decideReview.body.pick({ outcome: true, text: true }),
    labels: { outcome: clockTexts.decision, text: clockTexts.reviewText },
    texts,
    submit: async (body) => {
      await run({ params: { id: request.id }, body: { ...body, version: request.version } });
      done();
    },
  });
  const verb = t(clockTexts.decideReview);
  return (
    <FormFrame form={form} verb={verb} label={verb} onCancel={onClose} grave>
      <p>{t(clockTexts.reviewHint)}</p>
      <FieldGrid>
        <RadioField
          field={form.field('outcome')}
          choices={outcomes.map((value) => ({ value, label: t(clockTexts[`outcome_${value}`]) }))}
          wide
        />
        <LongTextField field={form.field('text')} rows={8} wide />
      </FieldGrid>
    </FormFrame>
  );
};

const forms = {
  pause: PauseForm,
  askExtension: (props: ClockFormProps) => <AskForm {...props} kind="extension" />,
  askPetition: (props: ClockFormProps) => <AskForm {...props} kind="petition" />,
  decideAsk: DecideAskForm,
  decideReview: ReviewForm,
} as const;

/** What is written about a clock; the resident reads all of it. */
export const ClockDialog = ({ act, ...props }: ClockFormProps & { readonly act: ClockAct | null }): ReactNode => {
  const t = useText();
  const Form = act && forms[act];
  return (
    <Modal
      open={act !== null}
      title={act && t(clockTexts[act])}
      footer={null}
      mask={{ closable: false }}
      onCancel={props.onClose}
      destroyOnHidden
    >
      {Form && <Form {...props} />}
    </Modal>
  );
};
