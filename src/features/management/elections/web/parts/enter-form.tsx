import { App } from 'antd';
import type { ReactNode } from 'react';
import { organisationById, organisationHoldings } from '#features/base/organisations/contract.ts';
import { organisationProblemTexts } from '#features/base/organisations/messages.ts';
import { postTexts } from '#features/base/organisations/terms/messages.ts';
import { useFormat, useText } from '#ui/language.tsx';
import { CheckField, DayField, FieldGrid, LongTextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { type Election, enterElected } from '../../contract.ts';
import { electionRefusals, electionTexts } from '../../messages.ts';
import { postOf } from '../../rules.ts';
import css from './election.module.css';
import { touchedByElection } from './reads.ts';

/** Confirms what is entered as term and posts; the commands are those of the organisation's own page. */
export const EnterForm = ({ election, onClose }: { election: Election; onClose: () => void }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { message } = App.useApp();
  const { run } = useCommand(enterElected, { touches: [...touchedByElection, organisationById, organisationHoldings] });
  const begins = election.kind === 'committee' || (election.kind === 'secretary' && election.voters === 'members');
  const form = useForm({
    schema: enterElected.body,
    labels: {
      fromOn: electionTexts.fromOn,
      newTerm: electionTexts.newTerm,
      endPosts: electionTexts.endPosts,
      reason: electionTexts.reason,
    },
    initial: {
      version: election.version,
      fromOn: election.announcedOn ?? election.heldOn,
      newTerm: begins,
      endPosts: begins,
    },
    texts: { ...organisationProblemTexts, ...electionRefusals },
    submit: async (body) => {
      await run({ params: { id: election.id }, body });
      void message.success(t(electionTexts.entered));
      onClose();
    },
  });
  const names = format.list(election.candidates.items.filter(({ elected }) => elected).map(({ name }) => name));
  return (
    <FormFrame form={form} verb={t(electionTexts.enter)} label={t(electionTexts.enterTitle)} onCancel={onClose}>
      <p className={css.quiet}>{t(electionTexts.enterHint, { names, post: t(postTexts[postOf(election.kind)]) })}</p>
      <FieldGrid>
        <DayField field={form.field('fromOn')} />
        <CheckField field={form.field('newTerm')} />
        <CheckField field={form.field('endPosts')} />
        <LongTextField field={form.field('reason')} rows={2} wide />
      </FieldGrid>
    </FormFrame>
  );
};
