import { App, Modal } from 'antd';
import { type ReactNode, useMemo } from 'react';
import { z } from 'zod';
import { dayOf } from '#shared/days.ts';
import { useText } from '#ui/language.tsx';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { ChoiceField, DayField, FieldGrid, LongTextField, TextField, TreeField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import {
  endMembership,
  type MemberFile,
  memberCounts,
  memberFile,
  memberHistory,
  memberList,
  moveMember,
  undoLeave,
} from '../../contract.ts';
import { fileTexts } from '../../file/messages.ts';
import { memberRefusalTexts } from '../../messages.ts';
import type { BranchTree } from './branch-tree.ts';
import css from './event-dialogs.module.css';
import { flatRefusal, problemTexts } from './field-form.ts';
import { useWords } from './words.ts';

interface DialogProps {
  readonly file: MemberFile;
  readonly open: boolean;
  readonly onClose: () => void;
}

const readsOf = (id: string) => [[memberFile, { params: { id } }] as const, memberHistory, memberList, memberCounts];
const today = (): string => dayOf(Date.now());
const nameOf = (file: MemberFile): string => String(file.fields.name ?? '');

const refusedFlat = (thrown: unknown): never => {
  throw flatRefusal(thrown);
};

const MoveForm = ({ file, tree, onClose }: Omit<DialogProps, 'open'> & { readonly tree: BranchTree }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(moveMember, { touches: readsOf(file.id) });
  const form = useForm({
    schema: moveMember.body,
    labels: { branchId: fileTexts.moveTo, on: fileTexts.moveOn, reason: fileTexts.moveReason },
    initial: { version: file.version, on: today() },
    texts: problemTexts,
    show: (name, value) => (name === 'branchId' ? tree.nameOf(String(value)) : undefined),
    submit: async (body) => {
      await run({ params: { id: file.id }, body }).catch(refusedFlat);
      void message.success(t(fileTexts.moved, { branch: tree.nameOf(body.branchId) ?? '' }));
      onClose();
    },
  });
  const nodes = useMemo(
    () => tree.nodes.map((node) => (node.id === file.fields.branchId ? { ...node, fixed: true } : node)),
    [tree.nodes, file.fields.branchId],
  );
  return (
    <FormFrame form={form} verb={t(fileTexts.move)} onCancel={onClose} label={t(fileTexts.move)}>
      <p className={css.hint}>{t(fileTexts.moveHint)}</p>
      <FieldGrid>
        <TreeField field={form.field('branchId')} nodes={nodes} wide />
        <DayField field={form.field('on')} />
        <LongTextField field={form.field('reason')} rows={2} wide />
      </FieldGrid>
    </FormFrame>
  );
};

/** From a day on the member belongs to another branch of the reader's range. */
export const MoveDialog = ({ file, tree, open, onClose }: DialogProps & { readonly tree: BranchTree }): ReactNode => {
  const t = useText();
  return (
    <Modal
      open={open}
      title={t(fileTexts.moveTitle, { name: nameOf(file) })}
      footer={null}
      mask={{ closable: false }}
      onCancel={onClose}
      destroyOnHidden
    >
      <MoveForm file={file} tree={tree} onClose={onClose} />
    </Modal>
  );
};

const LeaveForm = ({ file, onClose }: Omit<DialogProps, 'open'>): ReactNode => {
  const t = useText();
  const words = useWords();
  const { message } = App.useApp();
  const name = nameOf(file);
  const { run } = useCommand(endMembership, { touches: readsOf(file.id) });
  const schema = useMemo(
    () => endMembership.body.extend({ word: z.string().refine((text) => text.trim() === name, 'name_differs') }),
    [name],
  );
  const form = useForm({
    schema,
    labels: {
      kind: fileTexts.leaveKindField,
      on: fileTexts.leaveOn,
      reason: fileTexts.leaveReason,
      document: fileTexts.leaveDocument,
      word: fileTexts.leaveWordLabel,
    },
    initial: { version: file.version, on: today() },
    texts: { ...problemTexts, name_differs: fileTexts.name_differs },
    submit: async ({ word: _typed, ...body }) => {
      await run({ params: { id: file.id }, body }).catch(refusedFlat);
      void message.success(t(fileTexts.left));
      onClose();
    },
  });
  return (
    <FormFrame form={form} verb={t(fileTexts.leave)} onCancel={onClose} label={t(fileTexts.leave)} grave>
      <p className={css.hint}>{t(fileTexts.leaveHint)}</p>
      <FieldGrid>
        <ChoiceField field={form.field('kind')} choices={words.choices('leaveKind')} />
        <DayField field={form.field('on')} />
        <LongTextField field={form.field('reason')} rows={2} wide />
        <TextField field={form.field('document')} hint={t(fileTexts.leaveDocumentHint)} wide />
        <TextField field={form.field('word')} hint={t(fileTexts.leaveWord, { name })} wide />
      </FieldGrid>
    </FormFrame>
  );
};

/** Ends the membership by a typed event; asks for the name, because rights end with it. */
export const LeaveMembershipDialog = ({ file, open, onClose }: DialogProps): ReactNode => {
  const t = useText();
  return (
    <Modal
      open={open}
      title={t(fileTexts.leaveTitle, { name: nameOf(file) })}
      footer={null}
      mask={{ closable: false }}
      onCancel={onClose}
      destroyOnHidden
    >
      <LeaveForm file={file} onClose={onClose} />
    </Modal>
  );
};

/** Takes back an ending that was entered by mistake. */
export const UndoLeaveDialog = ({ file, open, onClose }: DialogProps): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { fire, busy, error, reset } = useCommand(undoLeave, {
    touches: readsOf(file.id),
    onDone: () => {
      void message.success(t(fileTexts.undone));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      open={open}
      title={t(fileTexts.undoLeaveTitle, { name: nameOf(file) })}
      consequence={t(fileTexts.undoLeaveHint)}
      verb={t(fileTexts.undoLeave)}
      reasonFrom={2}
      busy={busy}
      error={error}
      texts={memberRefusalTexts}
      onConfirm={(reason) => fire({ params: { id: file.id }, body: { version: file.version, reason } })}
      onClose={() => {
        reset();
        onClose();
      }}
    />
  );
};
