import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { Section } from '#ui/office/page.tsx';
import { Tag } from '#ui/tag.tsx';
import type { Invitee, Meeting } from '../../contract.ts';
import { meetingProblemTexts, meetingTexts } from '../../messages.ts';
import { type Answer, answersOf, useAnswer } from './answer.ts';
import css from './meeting.module.css';

interface Asked {
  readonly person: Invitee;
  readonly act: Answer;
}

const Ask = ({ meeting, asked, onClose }: { meeting: Meeting; asked: Asked | null; onClose: () => void }) => {
  const t = useText();
  const { say, busy, error, reset } = useAnswer(meeting, onClose);
  const name = asked?.person.name ?? '';
  const verb = t(meetingTexts[`answer_${asked?.act ?? 'sign_up'}`]);
  return (
    <ConfirmDialog
      open={asked !== null}
      title={t(meetingTexts.answerOf, { name, verb })}
      consequence={t(meetingTexts.answerHint, { name })}
      verb={verb}
      {...(asked?.act === 'decline' ? { reasonFrom: 2 } : {})}
      busy={busy}
      error={error}
      texts={meetingProblemTexts}
      onConfirm={(excuse) => asked && say(asked.person, asked.act, excuse)}
      onClose={() => {
        reset();
        onClose();
      }}
    />
  );
};

/** What those asked have said, and the secretary’s word for whoever has no phone. */
export const Answers = ({ meeting }: { meeting: Meeting }): ReactNode => {
  const t = useText();
  const [asked, setAsked] = useState<Asked | null>(null);
  return (
    <Section title={t(meetingTexts.answers)}>
      <div className={css.stack}>
        <p className={css.hint}>{t(meetingTexts.answersHint)}</p>
        <ul aria-label={t(meetingTexts.answers)} className={css.lines}>
          {meeting.invitees.map((person) => (
            <li key={person.personId} className={css.line}>
              <span>
                {person.name} <Tag>{t(meetingTexts[`response_${person.response}`])}</Tag>
                {person.excuse && <small className={css.hint}> {person.excuse}</small>}
              </span>
              <span className={css.choices}>
                {answersOf(meeting, person).map((act) => (
                  <Button
                    key={act}
                    size="small"
                    aria-label={t(meetingTexts.answerOf, {
                      name: person.name,
                      verb: t(meetingTexts[`answer_${act}`]),
                    })}
                    onClick={() => setAsked({ person, act })}
                  >
                    {t(meetingTexts[`answer_${act}`])}
                  </Button>
                ))}
              </span>
            </li>
          ))}
        </ul>
      </div>
      <Ask meeting={meeting} asked={asked} onClose={() => setAsked(null)} />
    </Section>
  );
};
