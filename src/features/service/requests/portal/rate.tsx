import type { ReactNode } from 'react';
import { formatDay } from '#shared/format.ts';
import { say } from '#shared/text.ts';
import { given, type Typed } from '#platform/portal/fields.ts';
import { portal, untouched, type FormState, type Shown, type Visit } from '#platform/portal/page.ts';
import { Choices, Form, Line, portalBase } from '#platform/portal/parts.tsx';
import type { FollowedRequest } from '../contract.ts';
import { rateRequest, requestRating } from '../satisfaction/contract.ts';
import { ratingTexts } from '../satisfaction/messages.ts';
import { requestGrades } from '../satisfaction/rules.ts';

const askPath = '/requests/rate';
const ratePath = '/requests/rate/send';
const followPath = '/requests/follow';
const slipPath = '/rate';

/** By what it is rated: the code of the request, or that of the message. */
type By = Readonly<Partial<Record<'code' | 'ratingCode', string>>>;
const byOf = ({ code, ratingCode }: Typed): By =>
  given(ratingCode) === undefined ? { code: code ?? '' } : { ratingCode: ratingCode ?? '' };

/** The way from a request to its question; whether it is asked by now is said there. */
export const RateLink = ({
  visit,
  request,
  code,
}: {
  readonly visit: Visit;
  readonly request: FollowedRequest;
  readonly code: string;
}): ReactNode =>
  ['answered', 'closed', 'refused'].includes(request.state) ? (
    <Form visit={visit} form={untouched} action={askPath} id="rate" hidden={{ code }} submit={ratingTexts.ask} plain />
  ) : null;

interface Asked {
  readonly from: string | null;
  readonly open: boolean;
  readonly rated: boolean;
}

const asked = ({ from, open, rated }: Asked, visit: Visit, by: By, form: FormState): Shown => {
  const { language } = visit;
  const why = rated
    ? say(language, ratingTexts.rated)
    : from === null
      ? say(language, ratingTexts.notYet)
      : say(language, ratingTexts.from, { day: formatDay(language, from) });
  return {
    title: say(language, ratingTexts.title),
    form: open,
    body: (
      <>
        {open ? (
          <Form
            visit={visit}
            form={form}
            action={ratePath}
            hidden={by}
            submit={ratingTexts.send}
            labels={{ grade: ratingTexts.grade }}
          >
            <Choices
              visit={visit}
              form={form}
              name="grade"
              label={ratingTexts.grade}
              hint={ratingTexts.hint}
              options={requestGrades.map((value) => ({ value, label: say(language, ratingTexts[value]) }))}
            />
          </Form>
        ) : (
          <p>{why}</p>
        )}
        {by.code !== undefined && (
          <Form
            visit={visit}
            form={untouched}
            action={followPath}
            id="back"
            hidden={{ code: by.code }}
            submit={ratingTexts.back}
            plain
          />
        )}
      </>
    ),
  };
};

const again = {
  show: async (visit: Visit, form: FormState): Promise<Shown> => {
    const by = byOf(form.typed);
    return asked(await visit.ask(requestRating, { query: by }), visit, by, form);
  },
};

export const askForm = portal.form({
  path: askPath,
  endpoint: requestRating,
  input: ({ code }) => ({ query: { code } }),
  done: async (reply, visit, { code = '' }) => asked(reply, visit, { code }, untouched),
  again,
});

/** Where the code of the message is typed, since messages carry no links everywhere. */
export const slipPage = portal.page({
  path: slipPath,
  load: async () => null,
  view: (_nothing, visit, form) => ({
    title: say(visit.language, ratingTexts.entryTitle),
    form: true,
    body: (
      <>
        <Form
          visit={visit}
          form={form}
          action={slipPath}
          submit={ratingTexts.go}
          labels={{ ratingCode: ratingTexts.ratingCode }}
        >
          <Line
            visit={visit}
            form={form}
            name="ratingCode"
            label={ratingTexts.ratingCode}
            hint={ratingTexts.ratingCodeHint}
          />
        </Form>
        <p className="soft">
          {say(visit.language, ratingTexts.noMessage)}{' '}
          <a href={`${portalBase}${followPath}`}>{say(visit.language, ratingTexts.toCode)}</a>
        </p>
      </>
    ),
  }),
});

const noSuchCode = { not_found: { path: 'query.ratingCode', message: 'requests.unknown_code' } } as const;

export const slipForm = portal.form({
  path: slipPath,
  endpoint: requestRating,
  input: ({ ratingCode }) => ({ query: { ratingCode } }),
  done: async (reply, visit, { ratingCode = '' }) => asked(reply, visit, { ratingCode }, untouched),
  again: slipPage,
  means: noSuchCode,
});

/** The way that a message leads, where its channel carries links. */
export const slipLink = portal.page({
  path: '/rate/:ratingCode',
  load: async (visit) => visit.ask(requestRating, { query: { ratingCode: visit.params['ratingCode'] ?? '' } }),
  view: (reply, visit, form) => asked(reply, visit, { ratingCode: visit.params['ratingCode'] ?? '' }, form),
});

export const rateForm = portal.form({
  path: ratePath,
  endpoint: rateRequest,
  input: ({ grade, ...typed }) => ({ body: { ...byOf(typed), grade } }),
  done: async (_reply, { language }) => ({
    title: say(language, ratingTexts.title),
    body: (
      <p className="done" role="status">
        {say(language, ratingTexts.done)}
      </p>
    ),
  }),
  again,
});
