import { type ReactNode, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { Button } from '#ui/phone/button.tsx';
import { DayField, LongTextField } from '#ui/phone/fields.tsx';
import { FormFrame } from '#ui/phone/form-frame.tsx';
import { Page as Frame, Section } from '#ui/phone/page.tsx';
import { Sheet } from '#ui/phone/sheet.tsx';
import { Notice, StateView } from '#ui/phone/state-view.tsx';
import { useForm } from '#webkit/form.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { plannedVisits, recordVisit, type PlannedVisit } from '../../contract.ts';
import { careProblems, careTexts } from '../../messages.ts';
import { useCareWords } from '../parts/words.ts';
import css from '#ui/phone/own.module.css';

interface Props {
  readonly visit: PlannedVisit;
}

const RecordForm = ({ visit, onDone }: Props & { readonly onDone: () => void }): ReactNode => {
  const t = useText();
  const { run } = useCommand(recordVisit, { touches: [plannedVisits] });
  const form = useForm({
    schema: recordVisit.body.omit({ version: true }),
    labels: { visitedOn: careTexts.visitedOn, words: careTexts.words },
    initial: { visitedOn: visit.plannedOn },
    texts: careProblems,
    draft: `care-visit:${visit.id}`,
    submit: async (body) => {
      await run({ params: { id: visit.caseId, visitId: visit.id }, body: { ...body, version: visit.version } });
      onDone();
    },
  });
  return (
    <FormFrame form={form} verb={t(careTexts.record)} label={t(careTexts.record)}>
      <DayField field={form.field('visitedOn')} />
      <LongTextField field={form.field('words')} hint={t(careTexts.recordHint)} rows={5} />
    </FormFrame>
  );
};

const One = ({ visit }: Props): ReactNode => {
  const t = useText();
  const words = useCareWords();
  const [recording, setRecording] = useState(false);
  return (
    <Section title={visit.name}>
      <div className={css.stack}>
        <p className={css.line}>{words.due(visit.plannedOn, visit.daysLeft)}</p>
        <p className={css.quiet}>
          {t(careTexts[`occasion_${visit.occasion}`])} · {visit.visitor}
        </p>
        <Button label={t(careTexts.recordOf, { name: visit.name })} onClick={() => setRecording(true)}>
          {t(careTexts.record)}
        </Button>
        <Sheet open={recording} title={t(careTexts.recordOf, { name: visit.name })} onClose={() => setRecording(false)}>
          <RecordForm visit={visit} onDone={() => setRecording(false)} />
        </Sheet>
      </div>
    </Section>
  );
};

/** At the door: whom to visit, and what was found. */
export const Page = (): ReactNode => {
  const t = useText();
  const { data, error, isPending, refetch } = useApi(plannedVisits, {});
  const items = data?.items ?? [];
  return (
    <Frame title={t(careTexts.planned)} intro={t(careTexts.plannedIntro)} back="/">
      <StateView
        error={error}
        loading={isPending}
        empty={items.length === 0}
        whenEmpty={<Notice title={t(careTexts.noPlanned)} />}
        onAgain={() => void refetch()}
      >
        {items.map((visit) => (
          <One key={visit.id} visit={visit} />
        ))}
      </StateView>
    </Frame>
  );
};
