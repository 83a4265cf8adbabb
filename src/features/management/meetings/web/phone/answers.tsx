import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { useText } from '#ui/language.tsx';
import { Button } from '#ui/phone/button.tsx';
import { LongTextField } from '#ui/phone/fields.tsx';
import { FormFrame } from '#ui/phone/form-frame.tsx';
import { Cell, Cells, Section } from '#ui/phone/page.tsx';
import { Sheet } from '#ui/phone/sheet.tsx';
import { ErrorNotice } from '#ui/phone/state-view.tsx';
import { useForm } from '#webkit/form.ts';
import type { Invitee, Meeting } from '../../contract.ts';
import { meetingProblemTexts, meetingTexts } from '../../messages.ts';
import { answersOf, useAnswer } from '../parts/answer.ts';
import css from '../parts/meeting.module.css';

type Saying = ReturnType<typeof useAnswer>;

const ExcuseForm = ({ person, saying }: { person: Invitee; saying: Saying }): ReactNode => {
  const t = useText();
  const form = useForm({
    schema: z.object({ excuse: z.string().trim().min(2).max(200) }),
    labels: { excuse: meetingTexts.answerExcuse },
    texts: meetingProblemTexts,
    submit: async ({ excuse }) => saying.say(person, 'decline', excuse),
  });
  return (
    <FormFrame form={form} verb={t(meetingTexts.answer_decline)} label={t(meetingTexts.answerExcuse)}>
      <LongTextField field={form.field('excuse')} rows={2} />
    </FormFrame>
  );
};

const Saying = ({ meeting, person, saying }: { meeting: Meeting; person: Invitee; saying: Saying }): ReactNode => {
  const t = useText();
  return (
    <>
      <p>{t(meetingTexts.answerHint, { name: person.name })}</p>
      {saying.error && <ErrorNotice error={saying.error} texts={meetingProblemTexts} />}
      {answersOf(meeting, person).map((act) =>
        act === 'decline' ? (
          <ExcuseForm key={act} person={person} saying={saying} />
        ) : (
          <Button key={act} filled busy={saying.busy} onClick={() => saying.say(person, act, '')}>
            {t(meetingTexts[`answer_${act}`])}
          </Button>
        ),
      )}
    </>
  );
};

/** The secretary’s word for whoever has no phone. */
export const Answers = ({ meeting }: { meeting: Meeting }): ReactNode => {
  const t = useText();
  const [chosen, setChosen] = useState<string | null>(null);
  const close = (): void => setChosen(null);
  const saying = useAnswer(meeting, close);
  const person = meeting.invitees.find(({ personId }) => personId === chosen);
  return (
    <Section title={t(meetingTexts.answers)}>
      <p className={css.hint}>{t(meetingTexts.answersHint)}</p>
      <Cells label={t(meetingTexts.answers)}>
        {meeting.invitees.map(({ personId, name, response }) => (
          <Cell
            key={personId}
            title={name}
            hint={t(meetingTexts[`response_${response}`])}
            onClick={() => setChosen(personId)}
          />
        ))}
      </Cells>
      <Sheet open={person !== undefined} title={person?.name ?? ''} onClose={close}>
        {person && <Saying meeting={meeting} person={person} saying={saying} />}
      </Sheet>
    </Section>
  );
};
