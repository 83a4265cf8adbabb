import { App, Modal } from 'antd';
import { type ReactNode, useMemo } from 'react';
import { dayOf } from '#shared/days.ts';
import { useText } from '#ui/language.tsx';
import { ChoiceField, DayField, FieldGrid, LongTextField, TextField, TreeField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { type MemberFile, memberCounts, memberFile, memberHistory, memberList } from '../../contract.ts';
import { fileTexts } from '../../file/messages.ts';
import { returnMember } from '../../returns/contract.ts';
import { waysBack } from '../../returns/rules.ts';
import type { BranchTree } from './branch-tree.ts';
import { flatRefusal, problemTexts } from './field-form.ts';
import { useWords } from './words.ts';

const today = (): string => dayOf(Date.now());

interface DialogProps {
  readonly file: MemberFile;
  readonly tree: BranchTree;
  readonly open: boolean;
  readonly onClose: () => void;
}

const ReturnForm = ({ file, tree, onClose }: Omit<DialogProps, 'open'>): ReactNode => {
  const t = useText();
  const words = useWords();
  const { message } = App.useApp();
  const { run } = useCommand(returnMember, {
    touches: [[memberFile, { params: { id: file.id } }] as const, memberHistory, memberList, memberCounts],
  });
  const kinds = useMemo(() => waysBack(file.ended?.kind ?? ''), [file.ended]);
  const form = useForm({
    schema: returnMember.body,
    labels: {
      kind: fileTexts.returnKindField,
      branchId: fileTexts.moveTo,
      on: fileTexts.returnOn,
      reason: fileTexts.returnReason,
      document: fileTexts.leaveDocument,
    },
    initial: { version: file.version, on: today(), ...(kinds.length === 1 ? { kind: kinds[0] } : {}) },
    texts: problemTexts,
    show: (name, value) => (name === 'branchId' ? tree.nameOf(String(value)) : undefined),
    submit: async (body) => {
      await run({ params: { id: file.id }, body }).catch((thrown: unknown) => {
        throw flatRefusal(thrown);
      });
      void message.success(t(fileTexts.returned, { branch: tree.nameOf(body.branchId) ?? '' }));
      onClose();
    },
  });
  const choices = words
    .choices('affiliationStart')
    .flatMap(({ value, label }) => kinds.filter((kind) => kind === value).map((kind) => ({ value: kind, label })));
  return (
    <FormFrame form={form} verb={t(fileTexts.return)} onCancel={onClose} label={t(fileTexts.return)}>
      <FieldGrid>
        <ChoiceField field={form.field('kind')} choices={choices} />
        <DayField field={form.field('on')} />
        <TreeField field={form.field('branchId')} nodes={tree.nodes} wide />
        <LongTextField field={form.field('reason')} rows={2} wide />
        <TextField field={form.field('document')} hint={t(fileTexts.leaveDocumentHint)} wide />
      </FieldGrid>
    </FormFrame>
  );
};

/** Takes somebody in again whose membership had ended, in the same file. */
export const ReturnDialog = ({ file, tree, open, onClose }: DialogProps): ReactNode => {
  const t = useText();
  return (
    <Modal
      open={open}
      title={t(fileTexts.returnTitle, { name: String(file.fields.name ?? '') })}
      footer={null}
      mask={{ closable: false }}
      onCancel={onClose}
      destroyOnHidden
    >
      <ReturnForm file={file} tree={tree} onClose={onClose} />
    </Modal>
  );
};
