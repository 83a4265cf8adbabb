import { Alert, App, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { ChoiceField, DayField, FieldGrid, LongTextField, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { type Holding, type Organisation, posts, type Term } from '../../contract.ts';
import { organisationProblemTexts } from '../../messages.ts';
import type { OrganisationType } from '../../rules.ts';
import { appointHolder, correctHolding, endHolding, withdrawHolding } from '../../terms/contract.ts';
import { postTexts, termTexts } from '../../terms/messages.ts';
import { mayHaveChairOf } from '../../terms/rules.ts';
import { useToday } from './event-shared.ts';
import css from './organisation.module.css';
import { PersonField } from './person-field.tsx';
import { touchedByTree } from './reads.ts';
import { useTermName } from './term-state.tsx';

const labels = {
  personId: termTexts.person,
  post: termTexts.post,
  termId: termTexts.term,
  fromOn: termTexts.from,
  toOn: termTexts.to,
  note: termTexts.note,
  reason: termTexts.reason,
} as const;

const usePostChoices = (type: OrganisationType) => {
  const t = useText();
  return posts.filter((post) => mayHaveChairOf(type, post)).map((value) => ({ value, label: t(postTexts[value]) }));
};

const useTermChoices = (terms: readonly Term[]) => {
  const name = useTermName();
  return terms.map((term) => ({ value: term.id, label: name(term) }));
};

interface AppointProps {
  readonly organisation: Organisation;
  readonly open: boolean;
  readonly onClose: () => void;
}

const AppointForm = ({ organisation, onClose }: Omit<AppointProps, 'open'>): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const format = useFormat();
  const { run } = useCommand(appointHolder, { touches: touchedByTree });
  const running = organisation.terms.find((term) => term.endedOn === null);
  const terms = useTermChoices(organisation.terms);
  const form = useForm({
    schema: appointHolder.body,
    labels,
    initial: { fromOn: useToday(), ...(running ? { termId: running.id } : {}) },
    texts: organisationProblemTexts,
    submit: async (body) => {
      await run({ params: { id: organisation.id }, body });
      void message.success(t(termTexts.appointed));
      onClose();
    },
  });
  // One person holds it at a time: a successor is entered after the former holder has left.
  const held = form.values.post === 'group_leader' ? 'group_leader' : 'secretary';
  const holders = (organisation.committee ?? []).flatMap((one) =>
    one.post === held && form.values.post === held && one.personId !== form.values.personId ? [one.name ?? ''] : [],
  );
  return (
    <FormFrame form={form} verb={t(termTexts.appoint)} label={t(termTexts.appoint)} onCancel={onClose}>
      <p className={css.quiet}>{t(termTexts.appointHint)}</p>
      <FieldGrid>
        <PersonField field={form.field('personId')} organisationId={organisation.id} />
        <ChoiceField field={form.field('post')} choices={usePostChoices(organisation.type)} />
        <DayField field={form.field('fromOn')} />
        {terms.length > 0 && <ChoiceField field={form.field('termId')} choices={terms} />}
        <TextField field={form.field('note')} hint={t(termTexts.noteHint)} wide />
      </FieldGrid>
      {holders.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t(termTexts.heldAlready, { post: t(postTexts[held]), names: format.list(holders) })}
        />
      )}
    </FormFrame>
  );
};

/** Puts a member of the reader's range into a post. */
export const AppointDialog = ({ organisation, open, onClose }: AppointProps): ReactNode => {
  const t = useText();
  return (
    <Modal
      open={open}
      title={t(termTexts.appointTitle, { name: organisation.shortName })}
      footer={null}
      mask={{ closable: false }}
      onCancel={onClose}
      destroyOnHidden
    >
      <AppointForm organisation={organisation} onClose={onClose} />
    </Modal>
  );
};

interface HoldingProps {
  readonly organisation: Organisation;
  readonly holding: Holding | null;
  readonly open: boolean;
  readonly onClose: () => void;
}

type FormProps = Pick<HoldingProps, 'organisation' | 'onClose'> & { readonly holding: Holding };

const useNamed = (holding: Holding | null): { name: string; post: string } => {
  const t = useText();
  return { name: holding?.name ?? '', post: holding ? t(postTexts[holding.post]) : '' };
};

const EndForm = ({ holding, onClose }: FormProps): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(endHolding, { touches: touchedByTree });
  const form = useForm({
    schema: endHolding.body,
    labels,
    initial: { version: holding.version, toOn: useToday() },
    texts: organisationProblemTexts,
    submit: async (body) => {
      await run({ params: { id: holding.id }, body });
      void message.success(t(termTexts.ended));
      onClose();
    },
  });
  return (
    <FormFrame form={form} verb={t(termTexts.end)} label={t(termTexts.end)} onCancel={onClose} grave>
      <p className={css.quiet}>{t(termTexts.endHint)}</p>
      <FieldGrid>
        <DayField field={form.field('toOn')} hint={t(termTexts.toHint)} />
        <LongTextField field={form.field('reason')} rows={2} wide />
      </FieldGrid>
    </FormFrame>
  );
};

const CorrectForm = ({ organisation, holding, onClose }: FormProps): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(correctHolding, { touches: touchedByTree });
  const { version, post, termId, fromOn, toOn, note } = holding;
  const choices = usePostChoices(organisation.type);
  const form = useForm({
    schema: correctHolding.body,
    labels,
    initial: { version, post, termId, fromOn, toOn, note },
    joins: true,
    texts: organisationProblemTexts,
    show: (name, value) => (name === 'post' ? choices.find((choice) => choice.value === value)?.label : undefined),
    submit: async (body) => {
      await run({ params: { id: holding.id }, body });
      void message.success(t(termTexts.corrected));
      onClose();
    },
  });
  return (
    <FormFrame form={form} verb={t(termTexts.correct)} label={t(termTexts.correct)} onCancel={onClose}>
      <FieldGrid>
        <ChoiceField field={form.field('post')} choices={choices} />
        <ChoiceField field={form.field('termId')} choices={useTermChoices(organisation.terms)} />
        <DayField field={form.field('fromOn')} />
        <DayField field={form.field('toOn')} hint={t(termTexts.toHint)} />
        <TextField field={form.field('note')} wide />
        <LongTextField field={form.field('reason')} rows={2} wide />
      </FieldGrid>
    </FormFrame>
  );
};

/** Ends a post on a day, and with it the rights that hang on it. */
export const EndHoldingDialog = ({ holding, open, onClose, organisation }: HoldingProps): ReactNode => {
  const t = useText();
  const title = t(termTexts.endOf, useNamed(holding));
  return (
    <Modal open={open} title={title} footer={null} mask={{ closable: false }} onCancel={onClose} destroyOnHidden>
      {holding && <EndForm organisation={organisation} holding={holding} onClose={onClose} />}
    </Modal>
  );
};

/** Corrects what was entered about a post. */
export const CorrectHoldingDialog = ({ holding, open, onClose, organisation }: HoldingProps): ReactNode => {
  const t = useText();
  const title = t(termTexts.correctOf, useNamed(holding));
  return (
    <Modal open={open} title={title} footer={null} mask={{ closable: false }} onCancel={onClose} destroyOnHidden>
      {holding && <CorrectForm organisation={organisation} holding={holding} onClose={onClose} />}
    </Modal>
  );
};

/** Takes out a post that was entered by mistake. */
export const WithdrawHoldingDialog = ({ holding, open, onClose }: HoldingProps): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const named = useNamed(holding);
  const { fire, busy, error, reset } = useCommand(withdrawHolding, {
    touches: touchedByTree,
    onDone: () => {
      void message.success(t(termTexts.withdrawn));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      open={open}
      title={t(termTexts.withdrawOf, named)}
      consequence={t(termTexts.withdrawHint)}
      verb={t(termTexts.withdraw)}
      reasonFrom={2}
      busy={busy}
      error={error}
      texts={organisationProblemTexts}
      onConfirm={(reason) =>
        holding && fire({ params: { id: holding.id }, body: { version: holding.version, reason } })
      }
      onClose={() => {
        reset();
        onClose();
      }}
    />
  );
};
