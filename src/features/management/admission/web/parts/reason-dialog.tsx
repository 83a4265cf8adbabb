import { Modal } from 'antd';
import type { ReactNode } from 'react';
import { z } from 'zod';
import type { Text } from '#shared/text.ts';
import { useText } from '#ui/language.tsx';
import { ChoiceField, DayField, FieldGrid, LongTextField, TreeField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import {
  type CaseFile,
  closeCase,
  type ExtraView,
  type Fact,
  moveCase,
  reopenCase,
  undoExtra,
  undoFact,
} from '../../contract.ts';
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

interface Undo {
  readonly undo: (reason: string) => Promise<unknown>;
  readonly hint: Text;
  readonly verb?: Text;
}

const undoSchema = z.object({ reason });
const UndoForm = ({
  undo,
  hint,
  verb = admissionTexts.undoVerb,
  onClose,
}: Pick<Props, 'onClose'> & Undo): ReactNode => {
  const t = useText();
  const form = useForm({
    schema: undoSchema,
    labels: { reason: admissionTexts.reason },
    initial: {},
    texts: problemTexts,
    submit: async ({ reason: why }) => {
      await undo(why);
      onClose();
    },
  });
  return (
    <FormFrame form={form} verb={t(verb)} label={t(verb)} onCancel={onClose} grave>
      <p>{t(hint)}</p>
      <FieldGrid>
        <LongTextField field={form.field('reason')} rows={2} wide />
      </FieldGrid>
    </FormFrame>
  );
};

const UndoFactForm = ({ file, fact, onClose }: Props & { readonly fact: Fact }): ReactNode => {
  const { run } = useCommand(undoFact, { touches: touched });
  const undo = (why: string) =>
    run({ params: { id: file.id, factId: fact.id }, body: { reason: why, version: file.version } });
  return <UndoForm undo={undo} hint={admissionTexts.undoHint} onClose={onClose} />;
};

const UndoExtraForm = ({ file, record, onClose }: Props & Pick<AskedExtra, 'record'>): ReactNode => {
  const { run } = useCommand(undoExtra, { touches: touched });
  const undo = (why: string) =>
    run({ params: { id: file.id, recordId: record.id }, body: { reason: why, version: file.version } });
  return <UndoForm undo={undo} hint={admissionTexts.undoExtraHint} onClose={onClose} />;
};

const ReopenForm = ({ file, onClose }: Props): ReactNode => {
  const { run } = useCommand(reopenCase, { touches: touched });
  const undo = (why: string) => run({ params: { id: file.id }, body: { reason: why, version: file.version } });
  return <UndoForm undo={undo} hint={admissionTexts.reopenHint} verb={admissionTexts.reopenVerb} onClose={onClose} />;
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

interface AskedExtra {
  readonly kind: 'undoExtra';
  readonly extra: ExtraView['extra'];
  readonly record: ExtraView['records'][number];
}
export type Asked =
  | { readonly kind: 'close' | 'move' | 'reopen' }
  | { readonly kind: 'undo'; readonly fact: Fact }
  | AskedExtra;

const useTitle = (asked: Asked): string => {
  const t = useText();
  const words = useAdmissionWords();
  switch (asked.kind) {
    case 'undo':
      return t(admissionTexts.undoTitle, { step: words.step(asked.fact.step) });
    case 'undoExtra':
      return t(admissionTexts.undoTitle, { step: words.extra(asked.extra) });
    case 'close':
      return t(admissionTexts.closeTitle);
    case 'move':
      return t(admissionTexts.moveTitle);
    case 'reopen':
      return t(admissionTexts.reopenTitle);
  }
};

/** What needs a reason: to take a fact back, to end a case, to go on with it, to move it. */
export const ReasonDialog = ({ asked, ...props }: Props & { readonly asked: Asked }): ReactNode => {
  const title = useTitle(asked);
  return (
    <Modal open title={title} footer={null} mask={{ closable: false }} onCancel={props.onClose} destroyOnHidden>
      {asked.kind === 'undo' && <UndoFactForm {...props} fact={asked.fact} />}
      {asked.kind === 'undoExtra' && <UndoExtraForm {...props} record={asked.record} />}
      {asked.kind === 'close' && <CloseForm {...props} />}
      {asked.kind === 'move' && <MoveForm {...props} />}
      {asked.kind === 'reopen' && <ReopenForm {...props} />}
    </Modal>
  );
};
