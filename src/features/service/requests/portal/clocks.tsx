import type { ReactNode } from 'react';
import { formatDay } from '#shared/format.ts';
import { say, type Language } from '#shared/text.ts';
import type { FormState, Visit } from '#platform/portal/page.ts';
import { Form, Words } from '#platform/portal/parts.tsx';
import { clockPortalTexts, clockTexts } from '../clocks/messages.ts';
import type { FollowedRequest } from '../contract.ts';
import { WhyDay } from './why.tsx';

type Row = readonly [name: string, value: ReactNode];

export const reviewPath = '/requests/follow/review';
export const petitionPath = '/requests/follow/petition';

const reviewWord = (language: Language, level: number): string =>
  say(language, level === 2 ? clockTexts.review_2 : clockTexts.review_1);

const ReviewLine = ({
  language,
  review,
}: {
  readonly language: Language;
  readonly review: FollowedRequest['clock']['reviews'][number];
}): ReactNode => {
  const [what, unit] = [reviewWord(language, review.level), review.unitName];
  return review.decidedOn === null || review.outcome === null
    ? say(language, clockPortalTexts.reviewOpen, { what, unit, day: formatDay(language, review.due.on) })
    : say(language, clockPortalTexts.reviewDone, {
        what,
        unit,
        day: formatDay(language, review.decidedOn),
        outcome: say(language, clockTexts[`outcome_${review.outcome}`]),
      });
};

/** What moved the clock, each in a sentence. */
const movesOf = (language: Language, { clock }: FollowedRequest): readonly string[] => {
  const day = (on: string): string => formatDay(language, on);
  const { overdue, escalatedTo, paused, extendedOn, lapsed, final } = clock;
  const late = escalatedTo === null ? clockPortalTexts.overdue : null;
  return [
    overdue && late ? say(language, late) : null,
    overdue && escalatedTo !== null ? say(language, clockPortalTexts.overdueTo, { unit: escalatedTo }) : null,
    paused &&
      say(language, clockPortalTexts.paused, {
        since: day(paused.since),
        reason: say(language, clockTexts[`reason_${paused.reason}`]),
        latest: day(paused.latest),
      }),
    extendedOn === null ? null : say(language, clockPortalTexts.extended, { day: day(extendedOn) }),
    lapsed ? say(language, clockPortalTexts.lapsed) : null,
    final ? say(language, clockPortalTexts.final) : null,
  ].filter((line) => line !== null);
};

/** What the facts of a request say of its clock, beside the day that is due. */
export const clockRows = (language: Language, request: FollowedRequest): readonly Row[] => {
  const { procedure, reviews } = request.clock;
  const moves = movesOf(language, request);
  return [
    ...(procedure === 'petition'
      ? [[say(language, clockPortalTexts.procedure), say(language, clockPortalTexts.procedure_petition)] as const]
      : []),
    ...(moves.length === 0
      ? []
      : [
          [
            say(language, clockPortalTexts.clock),
            moves.map((line) => (
              <div key={line} className="said">
                {line}
              </div>
            )),
          ] as const,
        ]),
    ...reviews.map((review): Row => [
      reviewWord(language, review.level),
      <ReviewLine key={review.level} language={language} review={review} />,
    ]),
  ];
};

interface Props {
  readonly visit: Visit;
  readonly form: FormState;
  readonly request: FollowedRequest;
  readonly code: string;
}

/** Until when something may be said about the answer, and what follows where nothing is. */
export const Silence = ({ visit, request: { clock } }: Pick<Props, 'visit' | 'request'>): ReactNode => {
  const { language } = visit;
  if (clock.silence === null) return null;
  const day = formatDay(language, clock.silence.on);
  return (
    <>
      <p className="soft">
        {clock.procedure === 'petition'
          ? say(language, clockPortalTexts.silencePetition, { day, what: reviewWord(language, clock.next?.level ?? 1) })
          : say(language, clockPortalTexts.silence, { day })}
      </p>
      <WhyDay visit={visit} why={clock.silence.why} />
    </>
  );
};

/** Whoever sent an ordinary request may make it a petition while it is open. */
export const PetitionAsk = ({ visit, form, request: { can }, code }: Props): ReactNode =>
  can.petition ? (
    <section className="card">
      <details open={form.of === petitionPath}>
        <summary>{say(visit.language, clockPortalTexts.declareTitle)}</summary>
        <p>{say(visit.language, clockPortalTexts.declareHint)}</p>
        <Form
          visit={visit}
          form={form}
          action={petitionPath}
          id="petition"
          hidden={{ code }}
          submit={clockPortalTexts.declare}
          plain
        />
      </details>
    </section>
  ) : null;

/** The form that asks the unit above; where there is none in the county, the way to the one that is. */
export const ReviewAsk = ({ visit, form, request: { clock }, code }: Props): ReactNode => {
  const { language } = visit;
  const { next } = clock;
  if (next === null) return null;
  const [what, day] = [reviewWord(language, next.level), formatDay(language, next.until.on)];
  if (next.unitName === null) return <p>{say(language, clockPortalTexts.askElsewhere, { what, day })}</p>;
  return (
    <details open={form.of === reviewPath}>
      <summary>{say(language, clockPortalTexts.askTitle, { what })}</summary>
      <p>{say(language, clockPortalTexts.askHint, { what, day, unit: next.unitName })}</p>
      <Form
        visit={visit}
        form={form}
        action={reviewPath}
        id="review"
        hidden={{ code }}
        submit={clockPortalTexts.ask}
        labels={{ reason: clockPortalTexts.askReason }}
        plain
      >
        <Words visit={visit} form={form} name="reason" label={clockPortalTexts.askReason} rows={6} />
      </Form>
    </details>
  );
};
