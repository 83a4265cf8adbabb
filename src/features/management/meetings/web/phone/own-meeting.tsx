import { type ReactNode, useState } from 'react';
import { useParams } from 'react-router';
import { z } from 'zod';
import { type Fact, Facts } from '#ui/facts.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { Button } from '#ui/phone/button.tsx';
import { LongTextField, TextField } from '#ui/phone/fields.tsx';
import { FormFrame } from '#ui/phone/form-frame.tsx';
import { Page as Frame, Section } from '#ui/phone/page.tsx';
import { Sheet } from '#ui/phone/sheet.tsx';
import { ErrorNotice, StateView } from '#ui/phone/state-view.tsx';
import { Tag } from '#ui/tag.tsx';
import { useForm } from '#webkit/form.ts';
import { useCut } from '#webkit/use-cut.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { useAddressState } from '#webkit/router.tsx';
import { meetingProblemTexts, meetingTexts } from '../../messages.ts';
import { ownMeetingTexts } from '../../own/messages.ts';
import { offlineTexts } from '../../offline/messages.ts';
import { type OwnMeeting, ownMeeting, ownMeetings, respond, signInByCode } from '../../own/contract.ts';
import { thisDevice } from '../parts/device.ts';
import { StateTag } from '../parts/words.tsx';
import css from '../parts/meeting.module.css';
import { OwnMaterials } from './materials.tsx';

const address = z.object({
  code: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
});

const useTouches = (id: string) => [ownMeetings, [ownMeeting, { params: { id } }] as const];

/** A scanned code stands in the address; a typed one comes from the screen. */
const SignIn = ({ meeting }: { meeting: OwnMeeting }): ReactNode => {
  const t = useText();
  const [{ code }] = useAddressState(address);
  const { run } = useCommand(signInByCode, { touches: useTouches(meeting.id) });
  const form = useForm({
    schema: z.object({ code: z.string().regex(/^\d{6}$/, 'code_format') }),
    labels: { code: ownMeetingTexts.code },
    initial: code ? { code } : {},
    texts: meetingProblemTexts,
    submit: (body) => run({ params: { id: meeting.id }, body: { ...body, device: thisDevice() } }),
  });
  const isCut = useCut() || form.unsent;
  return (
    <Section title={t(ownMeetingTexts.signIn)}>
      {isCut && <p role="status">{t(offlineTexts.noCodeMember)}</p>}
      <FormFrame form={form} verb={t(ownMeetingTexts.signIn)} label={t(ownMeetingTexts.signIn)}>
        <TextField field={form.field('code')} inputMode="numeric" hint={t(ownMeetingTexts.codeHint)} />
      </FormFrame>
    </Section>
  );
};

const DeclineForm = ({ meeting, onDone }: { meeting: OwnMeeting; onDone: () => void }): ReactNode => {
  const t = useText();
  const { run } = useCommand(respond, { touches: useTouches(meeting.id) });
  const form = useForm({
    schema: z.object({ excuse: z.string().trim().min(2).max(200) }),
    labels: { excuse: ownMeetingTexts.excuse },
    texts: meetingProblemTexts,
    submit: async ({ excuse }) => {
      await run({ params: { id: meeting.id }, body: { act: 'decline', excuse } });
      onDone();
    },
  });
  return (
    <FormFrame form={form} verb={t(ownMeetingTexts.decline)} label={t(ownMeetingTexts.decline)}>
      <LongTextField field={form.field('excuse')} rows={2} />
    </FormFrame>
  );
};

const Answers = ({ meeting }: { meeting: OwnMeeting }): ReactNode => {
  const t = useText();
  const [declining, setDeclining] = useState(false);
  const { fire, busy, error } = useCommand(respond, { touches: useTouches(meeting.id) });
  const answer = (word: 'sign_up' | 'withdraw') => () => fire({ params: { id: meeting.id }, body: { act: word } });
  const { can } = meeting;
  return (
    <>
      {error && <ErrorNotice error={error} texts={meetingProblemTexts} />}
      {can.signUp && (
        <Button filled={!can.signIn} busy={busy} onClick={answer('sign_up')}>
          {t(ownMeetingTexts.signUp)}
        </Button>
      )}
      {can.withdraw && (
        <Button busy={busy} onClick={answer('withdraw')}>
          {t(ownMeetingTexts.withdraw)}
        </Button>
      )}
      {can.decline && <Button onClick={() => setDeclining(true)}>{t(ownMeetingTexts.decline)}</Button>}
      <Sheet open={declining} title={t(ownMeetingTexts.decline)} onClose={() => setDeclining(false)}>
        <DeclineForm meeting={meeting} onDone={() => setDeclining(false)} />
      </Sheet>
    </>
  );
};

const Stand = ({ meeting }: { meeting: OwnMeeting }): ReactNode => {
  const t = useText();
  const { attendance, response, excuse, state } = meeting;
  if (attendance === 'present') return <Tag tone="success">{t(ownMeetingTexts.signedIn)}</Tag>;
  if (response === 'signed_up') return <Tag tone="success">{t(ownMeetingTexts.placed)}</Tag>;
  if (response === 'waiting') return <Tag tone="warning">{t(ownMeetingTexts.waiting)}</Tag>;
  if (response === 'declined') return <Tag>{t(ownMeetingTexts.declined, { excuse: excuse ?? '' })}</Tag>;
  return <StateTag state={state} />;
};

/** That the record of a closed meeting was put right, when, by whom and why. */
const Amended = ({ meeting }: { meeting: OwnMeeting }): ReactNode => {
  const t = useText();
  const format = useFormat();
  return (
    <Section title={t(ownMeetingTexts.amended)}>
      <ul aria-label={t(ownMeetingTexts.amended)} className={css.lines}>
        {meeting.amendments.map(({ id, at, actor, reason }) => (
          <li key={id}>{t(meetingTexts.amendmentLine, { at: format.moment(at), actor, reason })}</li>
        ))}
      </ul>
    </Section>
  );
};

const Lines = ({ lines }: { lines: readonly string[] }): ReactNode => (
  <ol className={css.agenda}>
    {lines.map((line, place) => (
      <li key={place}>{line}</li>
    ))}
  </ol>
);

const Own = ({ meeting }: { meeting: OwnMeeting }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { places, cancelReason, agenda, resolutions } = meeting;
  const taken = places?.taken ?? 0;
  const leaders = [
    { label: t(meetingTexts.chair), who: meeting.chair },
    { label: t(meetingTexts.recorder), who: meeting.recorder },
  ];
  const asked = leaders.filter(({ who }) => who?.me).map(({ label }) => label);
  const facts: Fact[] = [
    { label: t(meetingTexts.organisation), value: meeting.organisationName },
    { label: t(meetingTexts.when), value: format.moment(meeting.startsAt) },
    { label: t(meetingTexts.place), value: meeting.place },
    ...leaders.flatMap(({ label, who }) =>
      who ? [{ label, value: who.me ? t(ownMeetingTexts.me, { name: who.name }) : who.name }] : [],
    ),
    ...(cancelReason ? [{ label: t(meetingTexts.cancelReason), value: cancelReason }] : []),
    ...(places
      ? [
          {
            label: t(meetingTexts.capacity),
            value: places.capacity
              ? t(ownMeetingTexts.places, { capacity: places.capacity, taken })
              : t(ownMeetingTexts.taken, { taken }),
          },
        ]
      : []),
    ...(agenda.length > 0 ? [{ label: t(meetingTexts.agenda), value: <Lines lines={agenda} /> }] : []),
    ...(resolutions.length > 0
      ? [
          {
            label: t(meetingTexts.resolutions),
            value: (
              <Lines
                lines={resolutions.map(({ wording, passed }) =>
                  t(meetingTexts.named, { name: wording, what: t(passed ? meetingTexts.passed : meetingTexts.failed) }),
                )}
              />
            ),
          },
        ]
      : []),
  ];
  return (
    <div className={css.stack}>
      <p>
        <Stand meeting={meeting} />
      </p>
      {meeting.state === 'planned' && asked.length > 0 && (
        <p>{t(ownMeetingTexts.asked, { parts: asked.join(t(ownMeetingTexts.and)) })}</p>
      )}
      {meeting.can.signIn && <SignIn meeting={meeting} />}
      <Section>
        <Facts facts={facts} columns={1} />
      </Section>
      {meeting.amendments.length > 0 && <Amended meeting={meeting} />}
      {meeting.materials.length > 0 && <OwnMaterials meeting={meeting} />}
      <Answers meeting={meeting} />
    </div>
  );
};

export const Page = (): ReactNode => {
  const t = useText();
  const { id = '' } = useParams();
  const { data: meeting, error, isPending, refetch } = useApi(ownMeeting, { params: { id } });
  return (
    <Frame title={meeting?.title ?? t(ownMeetingTexts.title)} back="/own-meetings">
      <StateView error={error} loading={isPending} onAgain={() => void refetch()}>
        {() => meeting && <Own meeting={meeting} />}
      </StateView>
    </Frame>
  );
};
