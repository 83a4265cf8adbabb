import type { ReactNode } from 'react';
import { formatDay, formatMoment } from '#shared/format.ts';
import { say, type Language } from '#shared/text.ts';
import { portal, untouched, type FormState, type Shown, type Visit } from '#platform/portal/page.ts';
import { Form, Line, Words } from '#platform/portal/parts.tsx';
import { askReview, declarePetition } from '../clocks/contract.ts';
import { clockPortalTexts } from '../clocks/messages.ts';
import { acceptAnswer, followRequest, reopenRequest, type FollowedRequest, type RequestEntry } from '../contract.ts';
import { requestTexts } from '../messages.ts';
import { clockRows, PetitionAsk, petitionPath, ReviewAsk, reviewPath, Silence } from './clocks.tsx';
import { workTexts } from '../work/messages.ts';
import { AnswerParts, AnswerText } from './answer.tsx';
import { portalTexts } from './messages.ts';
import { routedWords } from './routed.ts';
import { RateLink } from './rate.tsx';
import { ToTalk } from './talk-entry.tsx';
import { photoForm, Photos } from './photos.tsx';
import { WhyDay } from './why.tsx';
import { followedPhotos } from '../photos/contract.ts';

const path = '/requests/follow';
const acceptPath = '/requests/follow/accept';
const reopenPath = '/requests/follow/reopen';

/** Asks for the code. It travels in the body of a form: no address holds it. */
export const followPage = portal.page({
  path,
  load: async () => null,
  view: (_nothing, visit, form) => ({
    title: say(visit.language, portalTexts.followTitle),
    form: true,
    body: (
      <>
        <Form
          visit={visit}
          form={form}
          action={path}
          submit={portalTexts.follow}
          labels={{ code: portalTexts.followCode }}
        >
          <Line visit={visit} form={form} name="code" label={portalTexts.followCode} hint={portalTexts.followHint} />
        </Form>
        <p className="soft">{say(visit.language, portalTexts.lost)}</p>
      </>
    ),
  }),
});

/** A day or a moment, whichever it is. */
const when = (language: Language, at: string): string =>
  at.length === 10 ? formatDay(language, at) : formatMoment(language, at);

interface Props {
  readonly visit: Visit;
  readonly request: FollowedRequest;
}

/** By which day it is to be answered, and what moved that; of thanks nothing. */
const dueRows = (visit: Visit, request: FollowedRequest): readonly (readonly [string, ReactNode])[] => {
  const { language } = visit;
  const { dueOn, why, clock } = request;
  if (dueOn === null || why === null) return [];
  return [
    [
      say(language, clock.stage === 'register' ? clockPortalTexts.stage_register : portalTexts.dueOn),
      <>
        {formatDay(language, dueOn)}
        <WhyDay visit={visit} why={why} />
      </>,
    ],
    ...clockRows(language, request),
  ];
};

const Facts = ({ visit, request }: Props): ReactNode => {
  const { language } = visit;
  const rows: readonly (readonly [string, ReactNode])[] = [
    [
      say(language, request.treatment === 'thank' ? portalTexts.thanksBy : portalTexts.by),
      say(language, portalTexts.since, { unit: request.unitName, day: when(language, request.unitSince) }),
    ],
    [
      say(language, request.treatment === 'thank' ? portalTexts.whyTold : portalTexts.whyThem),
      routedWords(language, request),
    ],
    ...dueRows(visit, request),
    [say(language, requestTexts.kind), request.kindName[language]],
    [say(language, requestTexts.category), request.categoryName[language]],
    [say(language, requestTexts.area), request.areaName],
    [say(language, requestTexts.channel), say(language, requestTexts[`channel_${request.channel}`])],
    [say(language, requestTexts.receivedOn), when(language, request.receivedOn)],
    [
      say(language, portalTexts.sent),
      <span key="text" className="said">
        {request.text}
      </span>,
    ],
  ];
  return (
    <div className="card">
      <dl className="facts">
        {rows.map(([name, value]) => [<dt key={`${name}-`}>{name}</dt>, <dd key={name}>{value}</dd>])}
      </dl>
    </div>
  );
};

/** What an entry says. */
const Said = ({ language, entry }: { readonly language: Language; readonly entry: RequestEntry }): ReactNode => (
  <>
    {entry.text !== null && (
      <p className="said">
        {entry.kind === 'received' ? (
          say(language, requestTexts.helper, { helper: entry.text })
        ) : (
          <AnswerText text={entry.text} points={entry.points} />
        )}
      </p>
    )}
    <AnswerParts language={language} entry={entry} />
    {entry.way !== null && <p className="said">{say(language, portalTexts.way, { way: entry.way })}</p>}
  </>
);

const Step = ({ language, entry }: { readonly language: Language; readonly entry: RequestEntry }): ReactNode => (
  <li>
    <strong>{say(language, requestTexts[`entry_${entry.kind}`])}</strong>
    {entry.unitName !== null && <span> · {entry.unitName}</span>}
    <div className="soft">{when(language, entry.at)}</div>
    {(entry.text !== null || entry.way !== null) && (
      <div className="answer">
        <Said language={language} entry={entry} />
      </div>
    )}
  </li>
);

interface ActsProps extends Props {
  readonly form: FormState;
  readonly code: string;
}

/** What the one who asked may say about the answer. */
const Acts = ({ visit, form, request, code }: ActsProps): ReactNode => {
  const { language } = visit;
  const { can, clock } = request;
  if (!can.accept && !can.reopen && clock.next === null) return null;
  return (
    <section className="acts">
      <h2>{say(language, portalTexts.acceptTitle)}</h2>
      {can.accept && (
        <Form visit={visit} form={form} action={acceptPath} id="accept" hidden={{ code }} submit={portalTexts.accept} />
      )}
      {can.reopen && (
        <details open={form.of === reopenPath}>
          <summary>{say(language, portalTexts.reopenTitle)}</summary>
          <Form
            visit={visit}
            form={form}
            action={reopenPath}
            id="reopen"
            hidden={{ code }}
            submit={portalTexts.reopen}
            labels={{ reason: portalTexts.reason }}
            plain
          >
            <Words
              visit={visit}
              form={form}
              name="reason"
              label={portalTexts.reason}
              hint={portalTexts.reopenHint}
              rows={5}
            />
          </Form>
        </details>
      )}
      <ReviewAsk visit={visit} form={form} request={request} code={code} />
      <Silence visit={visit} request={request} />
    </section>
  );
};

/** The paper with seal and signature is the unit's; this is its text, to keep and to print. */
const OpinionLink = ({ language, request: { opinion } }: { language: Language; request: FollowedRequest }): ReactNode =>
  opinion === null ? null : (
    <p>
      <a className="button plain" href={`/api/requests/follow/opinion/${opinion}`}>
        {say(language, workTexts.opinionDownload)}
      </a>
    </p>
  );

/** The last word of the unit where it ended the matter, before anything else; below it what may be said about it. */
const Outcome = (props: ActsProps): ReactNode => {
  const { language } = props.visit;
  const { state, entries } = props.request;
  const last = entries.findLast(({ kind }) => kind === 'answered' || kind === 'refused');
  if (last === undefined || !['answered', 'closed', 'refused'].includes(state)) return null;
  return (
    <section className="card">
      <h2>{say(language, requestTexts[`entry_${last.kind}`])}</h2>
      <Said language={language} entry={last} />
      <OpinionLink language={language} request={props.request} />
      <Acts {...props} />
    </section>
  );
};

interface Answered {
  readonly code: string;
  readonly form?: FormState;
  /** What was just done. */
  readonly said?: string;
}

/** Why an act was refused whose form is not there any more. */
const tooLate = ({ of, refusal }: FormState, { can }: FollowedRequest): string | null =>
  (of === acceptPath && can.accept) ||
  (of === reopenPath && can.reopen) ||
  (of === reviewPath && can.review) ||
  (of === petitionPath && can.petition)
    ? null
    : refusal;

/** The request as its holder sees it. */
const standing = async (
  request: FollowedRequest,
  visit: Visit,
  { code, form = untouched, said }: Answered,
): Promise<Shown> => {
  const photos = await visit.ask(followedPhotos, { query: { code } });
  const { language } = visit;
  const late = tooLate(form, request);
  return {
    title: say(
      language,
      request.treatment === 'thank' ? portalTexts.thanksTitle : requestTexts[`state_${request.state}`],
    ),
    form: true,
    body: (
      <>
        {late !== null && (
          <p className="summary" role="alert">
            {late}
          </p>
        )}
        {said !== undefined && (
          <p className="done" role="status">
            {said}
          </p>
        )}
        <Outcome visit={visit} form={form} request={request} code={code} />
        <Facts visit={visit} request={request} />
        <PetitionAsk visit={visit} form={form} request={request} code={code} />
        <Photos visit={visit} form={form} code={code} photos={photos} />
        <section>
          <h2>{say(language, portalTexts.thread)}</h2>
          <ol className="way">
            {request.entries.map((entry) => (
              <Step key={`${entry.at} ${entry.kind}`} language={language} entry={entry} />
            ))}
          </ol>
        </section>
        <RateLink visit={visit} request={request} code={code} />
        <Form visit={visit} form={untouched} action={path} hidden={{ code }} submit={portalTexts.refresh} plain />
        <ToTalk visit={visit} code={code} />
      </>
    ),
  };
};

/** The page of a request again, by the code that came with the form. */
const again = {
  show: async (visit: Visit, form: FormState): Promise<Shown> => {
    const code = form.typed['code'] ?? '';
    return standing(await visit.ask(followRequest, { query: { code } }), visit, { code, form });
  },
};

const after = async (visit: Visit, code: string, said: string): Promise<Shown> =>
  standing(await visit.ask(followRequest, { query: { code } }), visit, { code, said });

export const followForm = portal.form({
  path,
  endpoint: followRequest,
  input: ({ code }) => ({ query: { code } }),
  done: async (request, visit, { code = '' }) => standing(request, visit, { code }),
  again: followPage,
  means: { not_found: { path: 'query.code', message: 'requests.unknown_code' } },
});

export const acceptForm = portal.form({
  path: acceptPath,
  endpoint: acceptAnswer,
  input: ({ code }) => ({ body: { code } }),
  done: (_state, visit, { code = '' }) => after(visit, code, say(visit.language, portalTexts.accepted)),
  again,
});

export const reopenForm = portal.form({
  path: reopenPath,
  endpoint: reopenRequest,
  input: ({ code, reason }) => ({ body: { code, reason } }),
  done: (_state, visit, { code = '' }) => after(visit, code, say(visit.language, portalTexts.reopened)),
  again,
});

export const reviewForm = portal.form({
  path: reviewPath,
  endpoint: askReview,
  input: ({ code, reason }) => ({ body: { code, reason } }),
  done: (_state, visit, { code = '' }) => after(visit, code, say(visit.language, clockPortalTexts.askDone)),
  again,
});

export const petitionForm = portal.form({
  path: petitionPath,
  endpoint: declarePetition,
  input: ({ code }) => ({ body: { code } }),
  done: (_state, visit, { code = '' }) => after(visit, code, say(visit.language, clockPortalTexts.declared)),
  again,
});

export const addPhotosForm = photoForm(after, again);
