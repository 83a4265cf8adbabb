import { App } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { DayField, FieldGrid, LongTextField, ManyField, TextField } from '#ui/office/fields.tsx';
import { FormFrame } from '#ui/office/form-frame.tsx';
import { useForm } from '#webkit/form.ts';
import { useCommand } from '#webkit/query.ts';
import { announceElection, type Election } from '../../contract.ts';
import { electionRefusals, electionTexts } from '../../messages.ts';
import css from './election.module.css';
import { touchedByElection } from './reads.ts';
import { wordsFor } from './words.ts';

/** What was announced in the hall, by whom and when. It starts from the check; whoever announced otherwise says why. */
export const AnnounceForm = ({ election }: { election: Election }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { run } = useCommand(announceElection, { touches: touchedByElection });
  const form = useForm({
    schema: announceElection.body,
    labels: {
      elected: wordsFor(election).announced,
      announcedBy: electionTexts.announcedBy,
      announcedOn: electionTexts.announcedOn,
      difference: electionTexts.difference,
    },
    initial: {
      version: election.version,
      elected: election.verdict?.elected ?? [],
      announcedOn: election.heldOn,
      difference: null,
    },
    texts: electionRefusals,
    submit: async (body) => {
      await run({ params: { id: election.id }, body });
      void message.success(t(electionTexts.announced));
    },
  });
  const elected = form.field('elected');
  return (
    <FormFrame form={form} verb={t(electionTexts.announce)} label={t(electionTexts.announce)}>
      <p className={css.quiet}>{t(electionTexts.announceHint)}</p>
      <FieldGrid>
        <ManyField
          field={{ ...elected, onChange: (value) => elected.onChange(value ?? []) }}
          choices={election.candidates.items.map(({ personId, name }) => ({ value: personId, label: name }))}
          wide
        />
        <TextField field={form.field('announcedBy')} />
        <DayField field={form.field('announcedOn')} />
        <LongTextField field={form.field('difference')} rows={2} wide />
      </FieldGrid>
    </FormFrame>
  );
};
