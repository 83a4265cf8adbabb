import { Modal } from 'antd';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { useText } from '#ui/language.tsx';
import { ChoiceField, DayField, FieldGrid, LongTextField, TreeField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { type CaseFile, closeCase, type Fact, moveCase, undoFact } from '../../contract.ts';
import { admissionTexts } from '../../messages.ts';
import { endings } from '../../rules.ts';
import { useBranchChoice } from './branch-choice.ts';
import { today } from './today.ts';
import { problemTexts, touched } from './problems.ts';
import { useAdmissionWords } from './words.ts';

interface Props {
  readonly file: CaseFile;
  readonly onClose: () => void;
}
const reason = z.string().trim().min(2).max(300);
const params = ({ file }: Props) => ({ id: file.id });

const undoSchema = z.object({ reason });
const UndoForm = ({ fact, ...props }: Props & { readonly fact: Fact }): ReactNode => {
  const t = useText();
  const { run } = useCommand(undoFact, { touches: touched });
  const form = useForm({
    schema: undoSchema,
    labels: { reason: admissionTexts.reason },
    initial: {},
    texts: problemTexts,
    submit: async (body) => {
      const at = { id: props.file.id, factId: fact.id };
      await run({ params: at, body: { ...body, version: props.file.version } });
      props.onClose();
    },
  });
  return (
    <FormFrame
      form={form}
      verb={t(admissionTexts.undoVerb)}
      label={t(admissionTexts.undoVerb)}
      onCancel={props.onClose}
      grave
    >
      <p>{t(admissionTexts.undoHint)}</p>
      <FieldGrid>
        <LongTextField field={form.field('reason')} rows={2} wide />
      </FieldGrid>
    </FormFrame>
  );
};

const closeSchema = z.object({ kind: z.enum(endings), on: z.iso.date(), reason });
const CloseForm = (props: Props): ReactNode => {
  const t = useText();
  const words = useAdmissionWords();
  const { run } = useCommand(closeCase, { touches: touched });
  const form = useForm({
    schema: closeSchema,
    labels: { kind: admissionTexts.closeKind, on: admissionTexts.on, reason: admissionTexts.reason },
    initial: { on: today() },
    texts: problemTexts,
    submit: async (body) => {
      await run({ params: params(props), body: { ...body, version: props.file.version } });
      props.onClose();
    },
  });
  return (
    <FormFrame
      form={form}
      verb={t(admissionTexts.closeVerb)}
      label={t(admissionTexts.closeTitle)}
      onCancel={props.onClose}
      grave
    >
      <FieldGrid>
        <ChoiceField
          field={form.field('kind')}
          choices={props.file.can.close.map((one) => ({ value: one, label: words.state(one) }))}
        />
        <DayField field={form.field('on')} />
        <LongTextField field={form.field('reason')} rows={2} wide />
      </FieldGrid>
    </FormFrame>
  );
};

const moveSchema = z.object({ branchId: z.uuid(), reason });
const MoveForm = (props: Props): ReactNode => {
  const t = useText();
  const { nodes } = useBranchChoice();
  const { run } = useCommand(moveCase, { touches: touched });
  const form = useForm({
    schema: moveSchema,
    labels: { branchId: admissionTexts.branch, reason: admissionTexts.reason },
    initial: {},
    texts: problemTexts,
    submit: async (body) => {
      await run({ params: params(props), body: { ...body, version: props.file.version } });
      props.onClose();
    },
  });
  return (
    <FormFrame
      form={form}
      verb={t(admissionTexts.moveVerb)}
      label={t(admissionTexts.moveTitle)}
      onCancel={props.onClose}
    >
      <p>{t(admissionTexts.moveHint)}</p>
      <FieldGrid>
        <TreeField field={form.field('branchId')} nodes={nodes} wide />
        <LongTextField field={form.field('reason')} rows={2} wide />
      </FieldGrid>
    </FormFrame>
  );
};

export type Asked = { readonly kind: 'close' | 'move' } | { readonly kind: 'undo'; readonly fact: Fact };

/** What needs a reason: to take a fact back, to end a case, to move it. */
export const ReasonDialog = ({ asked, ...props }: Props & { readonly asked: Asked }): ReactNode => {
  const t = useText();
  const words = useAdmissionWords();
  const title =
    asked.kind === 'undo'
      ? t(admissionTexts.undoTitle, { step: words.step(asked.fact.step) })
      : t(asked.kind === 'close' ? admissionTexts.closeTitle : admissionTexts.moveTitle);
  return (
    <Modal open title={title} footer={null} mask={{ closable: false }} onCancel={props.onClose} destroyOnHidden>
      {asked.kind === 'undo' ? (
        <UndoForm {...props} fact={asked.fact} />
      ) : asked.kind === 'close' ? (
        <CloseForm {...props} />
      ) : (
        <MoveForm {...props} />
      )}
    </Modal>
  );
};
