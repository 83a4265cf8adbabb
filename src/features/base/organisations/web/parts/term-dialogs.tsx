import { App, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { CheckField, DayField, FieldGrid, LongTextField, NumberField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import type { Organisation, Term } from '../../contract.ts';
import { organisationProblemTexts } from '../../messages.ts';
import { correctTerm, endTerm, openTerm } from '../../terms/contract.ts';
import { termTexts } from '../../terms/messages.ts';
import { useToday } from './event-shared.ts';
import css from './organisation.module.css';
import { touchedByTree } from './reads.ts';

const labels = {
  startedOn: termTexts.startedOn,
  ordinal: termTexts.ordinal,
  dueOn: termTexts.dueOn,
  endedOn: termTexts.endedOn,
  endPosts: termTexts.endPosts,
  reason: termTexts.reason,
} as const;

interface OpenProps {
  readonly organisation: Organisation;
  readonly open: boolean;
  readonly onClose: () => void;
}

const OpenForm = ({ organisation, onClose }: Omit<OpenProps, 'open'>): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(openTerm, { touches: touchedByTree });
  const last = organisation.terms[0]?.ordinal;
  const form = useForm({
    schema: openTerm.body,
    labels,
    initial: { startedOn: useToday(), ...(last ? { ordinal: last + 1 } : {}) },
    texts: organisationProblemTexts,
    submit: async (body) => {
      await run({ params: { id: organisation.id }, body });
      void message.success(t(termTexts.opened));
      onClose();
    },
  });
  return (
    <FormFrame form={form} verb={t(termTexts.openTerm)} label={t(termTexts.openTerm)} onCancel={onClose}>
      <p className={css.quiet}>{t(termTexts.openTermHint)}</p>
      <FieldGrid>
        <DayField field={form.field('startedOn')} />
        <NumberField field={form.field('ordinal')} />
        <DayField field={form.field('dueOn')} hint={t(termTexts.dueOnHint)} />
        <LongTextField field={form.field('reason')} rows={2} wide />
      </FieldGrid>
    </FormFrame>
  );
};

/** Opens a term; its end is reckoned by rule unless the superior approved another day. */
export const OpenTermDialog = ({ organisation, open, onClose }: OpenProps): ReactNode => {
  const t = useText();
  return (
    <Modal
      open={open}
      title={t(termTexts.openTerm)}
      footer={null}
      mask={{ closable: false }}
      onCancel={onClose}
      destroyOnHidden
    >
      <OpenForm organisation={organisation} onClose={onClose} />
    </Modal>
  );
};

interface TermProps extends OpenProps {
  readonly term: Term | null;
}

const CorrectForm = ({ term, onClose }: { readonly term: Term; readonly onClose: () => void }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(correctTerm, { touches: touchedByTree });
  const { version, startedOn, ordinal, dueOn } = term;
  const form = useForm({
    schema: correctTerm.body,
    labels,
    initial: { version, startedOn, ordinal, dueOn },
    joins: true,
    texts: organisationProblemTexts,
    submit: async (body) => {
      await run({ params: { id: term.id }, body });
      void message.success(t(termTexts.corrected));
      onClose();
    },
  });
  return (
    <FormFrame form={form} verb={t(termTexts.correct)} label={t(termTexts.correctTerm)} onCancel={onClose}>
      <p className={css.quiet}>{t(termTexts.shiftHint)}</p>
      <FieldGrid>
        <DayField field={form.field('startedOn')} />
        <NumberField field={form.field('ordinal')} />
        <DayField field={form.field('dueOn')} hint={t(termTexts.dueByRule, { day: term.dueByRule })} />
        <LongTextField field={form.field('reason')} rows={2} wide />
      </FieldGrid>
    </FormFrame>
  );
};

const EndForm = ({ term, onClose }: { readonly term: Term; readonly onClose: () => void }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(endTerm, { touches: touchedByTree });
  const form = useForm({
    schema: endTerm.body,
    labels,
    initial: { version: term.version, endedOn: useToday(), endPosts: false },
    texts: organisationProblemTexts,
    submit: async (body) => {
      await run({ params: { id: term.id }, body });
      void message.success(t(termTexts.termEnded));
      onClose();
    },
  });
  return (
    <FormFrame form={form} verb={t(termTexts.endTerm)} label={t(termTexts.endTermTitle)} onCancel={onClose} grave>
      <p className={css.quiet}>{t(termTexts.endPostsHint)}</p>
      <FieldGrid>
        <DayField field={form.field('endedOn')} />
        <CheckField field={form.field('endPosts')} />
        <LongTextField field={form.field('reason')} rows={2} wide />
      </FieldGrid>
    </FormFrame>
  );
};

/** Corrects a term, or enters a shift that the superior approved. */
export const CorrectTermDialog = ({ term, open, onClose }: TermProps): ReactNode => {
  const t = useText();
  return (
    <Modal
      open={open}
      title={t(termTexts.correctTerm)}
      footer={null}
      mask={{ closable: false }}
      onCancel={onClose}
      destroyOnHidden
    >
      {term && <CorrectForm term={term} onClose={onClose} />}
    </Modal>
  );
};

/** Ends a term, and its posts with it where asked. */
export const EndTermDialog = ({ term, open, onClose }: TermProps): ReactNode => {
  const t = useText();
  return (
    <Modal
      open={open}
      title={t(termTexts.endTermTitle)}
      footer={null}
      mask={{ closable: false }}
      onCancel={onClose}
      destroyOnHidden
    >
      {term && <EndForm term={term} onClose={onClose} />}
    </Modal>
  );
};
