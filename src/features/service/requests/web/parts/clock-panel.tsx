import { App, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { type Fact, Facts } from '#ui/facts.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { Section } from '#ui/office/page.tsx';
import { ErrorNotice } from '#ui/office/state-view.tsx';
import { Tag } from '#ui/tag.tsx';
import { useApi, useCommand } from '#webkit/query.ts';
import { requestClock, resumeRequest } from '../../clocks/contract.ts';
import { clockProblems, clockTexts } from '../../clocks/messages.ts';
import type { RequestView } from '../../contract.ts';
import { requestProblems } from '../../messages.ts';
import { Due } from './words.tsx';
import { type ClockAct, ClockDialog, touched } from './clock-dialogs.tsx';
import css from './clock-panel.module.css';

type Clock = RequestView['clock'];
type Review = Clock['reviews'][number];

const ReviewLine = ({ review }: { review: Review }): ReactNode => {
  const t = useText();
  const format = useFormat();
  return review.decidedOn === null || review.outcome === null
    ? t(clockTexts.reviewOpen, {
        unit: review.unitName,
        asked: format.day(review.askedOn),
        due: format.day(review.due.on),
      })
    : t(clockTexts.reviewDone, {
        unit: review.unitName,
        day: format.day(review.decidedOn),
        outcome: t(clockTexts[`outcome_${review.outcome}`]),
      });
};

const StandingTag = ({ clock: { overdue, paused } }: { clock: Clock }): ReactNode => {
  const t = useText();
  if (overdue) return <Tag tone="error">{t(clockTexts.overdue)}</Tag>;
  return paused === null ? null : <Tag tone="warning">{t(clockTexts.paused)}</Tag>;
};

const useMoves = (clock: Clock): Fact[] => {
  const t = useText();
  const format = useFormat();
  const { paused, extendedOn, escalatedTo, silence, lapsed, final } = clock;
  const facts: (Fact | null)[] = [
    paused && {
      label: t(clockTexts.paused),
      value: t(clockTexts.pausedSince, {
        since: format.day(paused.since),
        reason: t(clockTexts[`reason_${paused.reason}`]),
        latest: format.day(paused.latest),
      }),
      wide: true,
    },
    extendedOn === null
      ? null
      : { label: t(clockTexts.extended), value: t(clockTexts.extendedOn, { day: format.day(extendedOn) }) },
    escalatedTo === null
      ? null
      : { label: t(clockTexts.escalated), value: t(clockTexts.escalatedTo, { unit: escalatedTo }) },
    silence && {
      label: t(clockTexts.silence),
      value: t(clockTexts.silenceUntil, { day: format.day(silence.on) }),
      wide: true,
    },
    lapsed ? { label: t(clockTexts.silence), value: t(clockTexts.lapsed), wide: true } : null,
    final ? { label: t(clockTexts.review_2), value: t(clockTexts.final), wide: true, key: 'final' } : null,
  ];
  return facts.filter((fact) => fact !== null);
};

const ClockFacts = ({ request, asked }: { request: RequestView; asked: ReactNode }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { clock } = request;
  const facts: Fact[] = [
    { label: t(clockTexts.procedure), value: t(clockTexts[`procedure_${clock.procedure}`]) },
    { label: t(clockTexts[`stage_${clock.stage}`]), value: <Due request={request} /> },
    { label: t(clockTexts.plain), value: t(clockTexts.plainHint, { day: format.day(clock.plainDueOn) }), wide: true },
    ...useMoves(clock),
    ...clock.reviews.map((review) => ({
      label: t(review.level === 2 ? clockTexts.review_2 : clockTexts.review_1),
      value: <ReviewLine review={review} />,
      wide: true,
    })),
    ...(asked === null ? [] : [{ label: t(clockTexts.asked), value: asked, wide: true }]),
  ];
  return <Facts facts={facts} />;
};

interface ActsProps {
  readonly request: RequestView;
  readonly acts: readonly ClockAct[];
  readonly mayResume: boolean;
  readonly onAct: (act: ClockAct) => void;
}

const ClockActs = ({ request, acts, mayResume, onAct }: ActsProps): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { fire, busy, error } = useCommand(resumeRequest, {
    touches: touched,
    onDone: () => void message.success(t(clockTexts.resumed)),
  });
  if (acts.length === 0 && !mayResume) return null;
  return (
    <div className={css.acts}>
      {error && <ErrorNotice error={error} texts={{ ...requestProblems, ...clockProblems }} />}
      {mayResume && (
        <Button loading={busy} onClick={() => fire({ params: { id: request.id }, body: { version: request.version } })}>
          {t(clockTexts.resume)}
        </Button>
      )}
      {acts.map((act) => (
        <Button key={act} onClick={() => onAct(act)} {...(act.startsWith('decide') ? { type: 'primary' } : {})}>
          {t(clockTexts[act])}
        </Button>
      ))}
    </div>
  );
};

/** How the clock of a request stands, what moved it, and what may be done about it. */
export const ClockPanel = ({ request }: { request: RequestView }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const [act, setAct] = useState<ClockAct | null>(null);
  const { data } = useApi(requestClock, { params: { id: request.id } });
  const { ask = null, can } = data ?? {};
  const acts: readonly ClockAct[] = can
    ? ([
        can.pause.length > 0 && 'pause',
        can.askExtension && 'askExtension',
        can.askPetition && 'askPetition',
        can.decideAsk && 'decideAsk',
        can.decideReview && 'decideReview',
      ].filter(Boolean) as ClockAct[])
    : [];
  const asked =
    ask &&
    t(clockTexts.askedLine, {
      day: format.day(ask.askedOn),
      what: t(clockTexts[`kind_${ask.kind}`]),
      unit: ask.deciderName,
    });
  return (
    <Section
      title={
        <>
          {t(clockTexts.title)} <StandingTag clock={request.clock} />
        </>
      }
    >
      <ClockFacts request={request} asked={asked} />
      <ClockActs request={request} acts={acts} mayResume={can?.resume ?? false} onAct={setAct} />
      <ClockDialog act={act} request={request} reasons={can?.pause ?? []} onClose={() => setAct(null)} />
    </Section>
  );
};
