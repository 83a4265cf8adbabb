import type { ReactNode } from 'react';
import type { Talk, TalkMessage, TalkStanding } from '#features/service/talks/contract.ts';
import { talkTexts } from '#features/service/talks/messages.ts';
import { formatMoment } from '#shared/format.ts';
import { say, type Language } from '#shared/text.ts';
import { portal, untouched, type FormState, type Shown, type Visit } from '#platform/portal/page.ts';
import { Form, Words } from '#platform/portal/parts.tsx';
import { codeTalk, sayByCode } from '../talk/contract.ts';
import { portalTexts } from './messages.ts';
import { talkPath } from './talk-entry.tsx';
import { talkScript } from './talk-script.ts';

const sayPath = '/requests/follow/talk/say';

/** What the script says: the same words as the page, with places to be filled. */
const scriptWords = (language: Language) => ({
  lang: language === 'zh' ? 'zh-CN' : 'en-GB',
  you: say(language, talkTexts.you),
  sending: say(language, portalTexts.talkSending),
  refused: say(language, portalTexts.talkRefused),
  live: say(language, portalTexts.talkLive),
  cut: say(language, portalTexts.talkCut),
  ended: say(language, talkTexts.ended),
  attended: say(language, talkTexts.attended, { unit: '{unit}' }),
  handed: say(language, talkTexts.handed, { unit: '{unit}' }),
  open: say(language, talkTexts.open),
  closedNow: say(language, talkTexts.closedNow),
  opensAt: say(language, talkTexts.opensAt, { at: '{at}' }),
  place: say(language, talkTexts.place, { count: '{count}' }),
  placeNext: say(language, talkTexts.placeNext),
  promise: say(language, talkTexts.promise, { at: '{at}' }),
  promiseOver: say(language, talkTexts.promiseOver, { at: '{at}' }),
});

/** Who is there, how many come before, and until when an answer is promised. */
const standingLines = (language: Language, standing: TalkStanding): string[] => {
  const at = (iso: string): string => formatMoment(language, iso);
  if (standing.closed) return [say(language, talkTexts.ended)];
  return [
    say(language, standing.open ? talkTexts.open : talkTexts.closedNow),
    ...(standing.opensAt === null ? [] : [say(language, talkTexts.opensAt, { at: at(standing.opensAt) })]),
    ...(standing.place === null
      ? []
      : [
          standing.place <= 1
            ? say(language, talkTexts.placeNext)
            : say(language, talkTexts.place, { count: standing.place - 1 }),
        ]),
    ...(standing.promisedAt === null
      ? []
      : [
          say(language, standing.late ? talkTexts.promiseOver : talkTexts.promise, {
            at: at(standing.promisedAt),
          }),
        ]),
  ];
};

interface LineProps {
  readonly language: Language;
  readonly message: TalkMessage;
}

const Message = ({ language, message: { seq, at, side, what, unitName, text } }: LineProps): ReactNode => {
  const unit = unitName ?? '';
  if (what !== 'said')
    return (
      <li data-seq={seq} className="what soft">
        {say(language, talkTexts[what], { unit })}
      </li>
    );
  return (
    <li data-seq={seq} className={side}>
      <div className="soft">
        {side === 'asker' ? say(language, talkTexts.you) : unit} · {formatMoment(language, at)}
      </div>
      <p className="said">{text}</p>
    </li>
  );
};

interface Props {
  readonly visit: Visit;
  readonly form: FormState;
  readonly code: string;
}

const Saying = ({ visit, form, code }: Props): ReactNode => (
  <Form
    visit={visit}
    form={form}
    action={sayPath}
    hidden={{ code }}
    submit={portalTexts.talkSend}
    labels={{ text: portalTexts.talkText }}
  >
    <Words visit={visit} form={form} name="text" label={portalTexts.talkText} rows={3} />
  </Form>
);

/** The thread. Without script it is sent and looked at by buttons; with it messages come and go by themselves. */
const thread = ({ messages, standing, last }: Talk, { visit, form, code }: Props): Shown => {
  const { language } = visit;
  const own = form.of === sayPath ? form : untouched;
  return {
    title: say(language, portalTexts.talkTitle),
    form: !standing.closed,
    script: talkScript,
    body: (
      <>
        <p className="soft">{say(language, portalTexts.talkHint)}</p>
        <section
          id="talk"
          className="card"
          data-last={messages.at(-1)?.seq ?? last}
          data-words={JSON.stringify(scriptWords(language))}
        >
          <h2>{standing.unitName}</h2>
          <div role="status">
            <ul id="talk-standing" className="lines">
              {standingLines(language, standing).map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </div>
          <p className="soft">{say(language, talkTexts.promiseAlways, { minutes: standing.hours.promiseMinutes })}</p>
          <p id="talk-line" className="soft" role="status" />
          <div role="log" aria-label={say(language, talkTexts.log)}>
            <ol id="talk-log" className="talk">
              {messages.map((message) => (
                <Message key={message.seq} language={language} message={message} />
              ))}
            </ol>
          </div>
          {messages.length === 0 && <p id="talk-none">{say(language, talkTexts.noMessages)}</p>}
          {!standing.closed && <Saying visit={visit} form={own} code={code} />}
        </section>
        <Form
          visit={visit}
          form={untouched}
          id="again"
          action={talkPath}
          hidden={{ code }}
          submit={portalTexts.talkRefresh}
          plain
        />
        <Form
          visit={visit}
          form={untouched}
          id="back"
          action="/requests/follow"
          hidden={{ code }}
          submit={portalTexts.talkBack}
          plain
        />
      </>
    ),
  };
};

const show = async (visit: Visit, form: FormState): Promise<Shown> => {
  const code = form.typed['code'] ?? '';
  return thread(await visit.ask(codeTalk, { query: { code } }), { visit, form, code });
};

export const talkForm = portal.form({
  path: talkPath,
  endpoint: codeTalk,
  input: ({ code }) => ({ query: { code } }),
  done: async (talk, visit, { code = '' }) => thread(talk, { visit, form: untouched, code }),
  again: { show },
});

export const talkSayForm = portal.form({
  path: sayPath,
  endpoint: sayByCode,
  input: ({ code, text }) => ({ body: { code, text } }),
  done: (_said, visit, { code = '' }) => show(visit, { ...untouched, typed: { code } }),
  again: { show },
});
