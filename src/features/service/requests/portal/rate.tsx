import type { ReactNode } from 'react';
import { formatDay } from '#shared/format.ts';
import { say } from '#shared/text.ts';
import { portal, untouched, type FormState, type Shown, type Visit } from '#platform/portal/page.ts';
import { Choices, Form } from '#platform/portal/parts.tsx';
import type { FollowedRequest } from '../contract.ts';
import { rateRequest, requestRating } from '../satisfaction/contract.ts';
import { ratingTexts } from '../satisfaction/messages.ts';
import { requestGrades } from '../satisfaction/rules.ts';

const askPath = '/requests/rate';
const ratePath = '/requests/rate/send';
const followPath = '/requests/follow';

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

const asked = ({ from, open, rated }: Asked, visit: Visit, code: string, form: FormState): Shown => {
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
            hidden={{ code }}
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
        <Form
          visit={visit}
          form={untouched}
          action={followPath}
          id="back"
          hidden={{ code }}
          submit={ratingTexts.back}
          plain
        />
      </>
    ),
  };
};

const again = {
  show: async (visit: Visit, form: FormState): Promise<Shown> => {
    const code = form.typed['code'] ?? '';
    return asked(await visit.ask(requestRating, { query: { code } }), visit, code, form);
  },
};

export const askForm = portal.form({
  path: askPath,
  endpoint: requestRating,
  input: ({ code }) => ({ query: { code } }),
  done: async (reply, visit, { code = '' }) => asked(reply, visit, code, untouched),
  again,
});

export const rateForm = portal.form({
  path: ratePath,
  endpoint: rateRequest,
  input: ({ code, grade }) => ({ body: { code, grade } }),
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
