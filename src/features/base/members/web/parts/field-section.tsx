import { App, Button } from 'antd';
import { EditOutlined } from '@ant-design/icons';
import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import { z } from 'zod';
import { type Fact, Facts } from '#ui/facts.tsx';
import { useText } from '#ui/language.tsx';
import { uiTexts } from '#ui/messages.ts';
import { LeaveDialog } from '#ui/office/dialogs.tsx';
import { FieldGrid, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { Masked } from '#ui/office/masked.tsx';
import { Section } from '#ui/office/page.tsx';
import { changesOf } from '#webkit/form-state.ts';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { useLeaveGuard } from '#webkit/router.tsx';
import { fieldOf, type FieldKey, type FileField } from '../../catalogue.ts';
import {
  editMember,
  type MemberFields,
  type MemberFile,
  memberFile,
  memberHistory,
  memberList,
} from '../../contract.ts';
import { fileTexts } from '../../file/messages.ts';
import { memberRefusalTexts } from '../../messages.ts';
import { maskedKeys, revealFields } from '../../reveal/contract.ts';
import { FieldInput, MaskedInput } from './field-input.tsx';
import { flatRefusal, labelsOf, problemTexts, shapeOf } from './field-form.ts';
import type { FieldSection } from './sections.ts';
import { declarationOf, useWords } from './words.ts';

export interface EditProps {
  readonly file: MemberFile;
  readonly section: FieldSection;
  /** The field to begin with; by default the first one. */
  readonly focus?: string | undefined;
  readonly onClose: () => void;
}

const isMaskable = (key: FieldKey): boolean => (maskedKeys as readonly string[]).includes(key);

/** Fields of a section that the reader's role sees, as the file brings them. */
export const shownFields = (file: MemberFile, section: FieldSection): FileField[] =>
  section.keys.filter((key) => key in file.fields).map(fieldOf);

/** An input never holds a mask: masked fields begin empty. */
const initialOf = (file: MemberFile, fields: readonly FileField[]): Record<string, unknown> =>
  Object.fromEntries(
    fields.filter(({ key }) => !file.masked.includes(key)).map(({ key }) => [key, file.fields[key] ?? null]),
  );

type Loose = Readonly<Record<string, unknown>>;

const useSave = ({ file, onClose }: EditProps) => {
  const t = useText();
  const { message } = App.useApp();
  const params = { id: file.id };
  const { run } = useCommand(editMember, {
    touches: [[memberFile, { params }], memberHistory, memberList],
  });
  return async ({ version, reason, ...values }: Loose, base: Loose): Promise<void> => {
    // The file behind an open form refreshes itself; what this person changed is told from what the form began with.
    const fields = changesOf(values, base) as MemberFields;
    if (Object.keys(fields).length === 0) {
      void message.info(t(fileTexts.nothingChanged));
      onClose();
      return;
    }
    const why = typeof reason === 'string' && reason !== '' ? { reason } : {};
    await run({ params, body: { version: Number(version), fields, ...why } }).catch((thrown: unknown) => {
      throw flatRefusal(thrown, file.masked);
    });
    void message.success(t(fileTexts.saved));
    onClose();
  };
};

/** The section as a form; what was typed survives a refusal, a newer state and a lost network. */
export const SectionForm = ({ file, section, focus, onClose }: EditProps): ReactNode => {
  const t = useText();
  const words = useWords();
  const fields = shownFields(file, section);
  const names = fields.map((field) => field.key).join(' ');
  // The fields of the section are told by their names; the list itself is new at each rendering.
  const schema = useMemo(() => {
    const declared = names.split(' ').map((key) => fieldOf(key as FieldKey));
    return z.object({
      ...shapeOf(declared, ['name', 'category']),
      reason: z.string().max(500).optional(),
      version: z.number(),
    });
    // oxlint-disable-next-line react/preserve-manual-memoization -- the names stand for the fields, which are a new list each time
  }, [names]);
  const save = useSave({ file, section, onClose });
  const form = useForm({
    schema,
    labels: { ...labelsOf(fields), reason: fileTexts.reason },
    initial: { ...initialOf(file, fields), version: file.version },
    texts: problemTexts,
    draft: `member:${file.id}:${section.id}`,
    show: (name, value) => words.value(declarationOf(name), value as string),
    submit: save,
    joins: true,
  });
  const guard = useLeaveGuard(form.dirty);
  const first = form.field((focus ?? fields[0]?.key ?? 'reason') as 'reason').id;
  useEffect(() => document.getElementById(first)?.focus(), [first]);
  return (
    <>
      <FormFrame
        form={form}
        verb={t(uiTexts.save)}
        onCancel={onClose}
        label={t(fileTexts.editOf, { section: t(section.title) })}
      >
        <FieldGrid>
          {fields.map((field) => {
            const input = form.field(field.key as 'reason') as never;
            const masked = file.masked.includes(field.key) ? String(file.fields[field.key]) : null;
            return masked === null ? (
              <FieldInput key={field.key} declared={field} field={input} />
            ) : (
              <MaskedInput key={field.key} declared={field} field={input} masked={masked} />
            );
          })}
          <TextField field={form.field('reason')} hint={t(fileTexts.reasonHint)} wide />
        </FieldGrid>
      </FormFrame>
      <LeaveDialog {...guard} />
    </>
  );
};

/** A masked value of the file with the logged way to see it in full. */
export const RevealedField = ({ file, field }: { file: MemberFile; field: FileField }): ReactNode => {
  const words = useWords();
  const { run } = useCommand(revealFields);
  const reveal = async (reason: string): Promise<string> => {
    const key = field.key;
    const { fields } = await run({ params: { id: file.id }, body: { fields: [key], reason } });
    return String(fields[key] ?? '');
  };
  return (
    <Masked
      label={words.label(field.key)}
      masked={String(file.fields[field.key] ?? '')}
      reveal={file.can.reveal && isMaskable(field.key) ? reveal : undefined}
      texts={memberRefusalTexts}
    />
  );
};

const SectionFacts = ({ file, section }: { file: MemberFile; section: FieldSection }): ReactNode => {
  const words = useWords();
  const facts = shownFields(file, section).map((field): Fact => {
    const value = file.masked.includes(field.key) ? (
      <RevealedField file={file} field={field} />
    ) : (
      words.value(field, file.fields[field.key])
    );
    return { label: words.label(field.key), value, wanted: file.completeness.missing.includes(field.key) };
  });
  return <Facts facts={facts} />;
};

interface Props {
  readonly file: MemberFile;
  readonly section: FieldSection;
  readonly editing: boolean;
  /** Another section is being edited. */
  readonly busy: boolean;
  readonly focus?: string | undefined;
  readonly onEdit: () => void;
  readonly onClose: () => void;
}

/** One section of the file: its facts, and in the same place the form that changes them. */
export const FileSection = ({ file, section, editing, busy, focus, onEdit, onClose }: Props): ReactNode => {
  const t = useText();
  const title = t(section.title);
  const button = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  useEffect(() => {
    // Who closes the form by keyboard goes on from the button that opened it.
    if (wasEditing.current && !editing) button.current?.focus({ preventScroll: true });
    wasEditing.current = editing;
  }, [editing]);
  if (shownFields(file, section).length === 0) return null;
  const edit = file.can.edit && !editing && (
    <Button
      ref={button}
      icon={<EditOutlined aria-hidden />}
      disabled={busy}
      title={busy ? t(fileTexts.editBusy) : undefined}
      aria-label={t(fileTexts.editOf, { section: title })}
      onClick={onEdit}
    >
      {t(fileTexts.edit)}
    </Button>
  );
  return (
    <Section id={section.id} title={title} actions={edit}>
      {editing ? (
        <SectionForm file={file} section={section} focus={focus} onClose={onClose} />
      ) : (
        <SectionFacts file={file} section={section} />
      )}
    </Section>
  );
};
