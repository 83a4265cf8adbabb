import { App } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { ChoiceField, DayField, FieldGrid, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { type Election, excludeVoter, type RollLine } from '../../contract.ts';
import { electionRefusals, electionTexts } from '../../messages.ts';
import { exclusions } from '../../roll/rules.ts';
import css from './election.module.css';
import { touchedByElection } from './reads.ts';
import { exclusionTexts } from './words.ts';

interface Props {
  readonly election: Election;
  readonly line: RollLine;
  readonly onClose: () => void;
}

/** Enters why a member is not counted, or clears it: an emptied reason counts the member again. */
export const ExcludeForm = ({ election, line, onClose }: Props): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(excludeVoter, { touches: touchedByElection });
  const { exclusion, since, consent, resolvedOn, note } = line;
  const form = useForm({
    schema: excludeVoter.body,
    labels: {
      exclusion: electionTexts.exclusion,
      since: electionTexts.since,
      consent: electionTexts.consent,
      resolvedOn: electionTexts.resolvedOn,
      note: electionTexts.noteLabel,
    },
    initial: { version: election.version, exclusion, since, consent, resolvedOn, note },
    texts: electionRefusals,
    submit: async (body) => {
      await run({ params: { id: election.id, personId: line.personId }, body });
      void message.success(t(electionTexts.saved));
      onClose();
    },
  });
  return (
    <FormFrame form={form} verb={t(electionTexts.save)} label={t(electionTexts.exclude)} onCancel={onClose}>
      <p className={css.quiet}>{t(electionTexts.excludeHint)}</p>
      <FieldGrid>
        <ChoiceField
          field={form.field('exclusion')}
          choices={exclusions.map((value) => ({ value, label: t(exclusionTexts[value]) }))}
          wide
        />
        <DayField field={form.field('since')} />
        <DayField field={form.field('resolvedOn')} />
        <TextField field={form.field('consent')} />
        <TextField field={form.field('note')} />
      </FieldGrid>
    </FormFrame>
  );
};
