import { App, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useParams } from 'react-router';
import { type Fact, Facts } from '#ui/facts.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { ErrorNotice, StateView } from '#ui/office/state-view.tsx';
import { useApi, useCommand } from '#webkit/query.ts';
import { useSession } from '#webkit/session.tsx';
import { oneRequest, requestList, type RequestView, showPhone, takeRequest } from '../../contract.ts';
import { requestProblems, requestTexts } from '../../messages.ts';
import { requestWork } from '../../work/panel/contract.ts';
import { requestPoints } from '../../work/points/contract.ts';
import { type Act, ActDialog } from '../parts/act-dialogs.tsx';
import { PublicationPanel } from '../parts/published-panel.tsx';
import { PlaceMap } from '../parts/place-map.tsx';
import { PhotoSection } from '../parts/photos/photo-section.tsx';
import css from '#ui/office/matter.module.css';
import { Suggestions } from '../parts/routing-suggestions.tsx';
import { RequestStateTag, routedWords } from '../parts/state.tsx';
import { ClockPanel } from '../parts/clock-panel.tsx';
import { AnswerRecord, AnswerText } from '../parts/work/answer-record.tsx';
import { Points } from '../parts/work/points.tsx';
import { Together } from '../parts/work/together.tsx';
import { RequestTalk } from '../parts/request-talk.tsx';

/** Masked until it is asked for: each showing leaves a trace. */
const Phone = ({ request }: { request: RequestView }): ReactNode => {
  const t = useText();
  const { can } = useSession();
  const [shown, setShown] = useState<string | null>(null);
  const { fire, busy, error } = useCommand(showPhone, { onDone: ({ phone }) => setShown(phone) });
  if (request.phone === null) return t(request.hideName ? requestTexts.hidden : requestTexts.notGiven);
  return (
    <>
      {shown ?? request.phone}{' '}
      {shown === null && can('requests.handle') && (
        <Button type="link" size="small" loading={busy} onClick={() => fire({ params: { id: request.id } })}>
          {t(requestTexts.showPhone)}
        </Button>
      )}
      {error && <ErrorNotice error={error} texts={requestProblems} />}
    </>
  );
};

const RequestFacts = ({ request }: { request: RequestView }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const facts: Fact[] = [
    { label: t(requestTexts.kind), value: t.loose([request.kindName.zh, request.kindName.en]) },
    { label: t(requestTexts.category), value: t.loose([request.categoryName.zh, request.categoryName.en]) },
    { label: t(requestTexts.area), value: request.areaName },
    { label: t(requestTexts.channel), value: t(requestTexts[`channel_${request.channel}`]) },
    { label: t(requestTexts.receivedOn), value: format.day(request.receivedOn) },
    {
      label: t(requestTexts.unit),
      value: t(requestTexts.unitSince, { unit: request.unitName, day: format.day(request.unitSince) }),
    },
    { label: t(requestTexts.routed), value: routedWords(t, request) },
    {
      label: t(requestTexts.sender),
      value: request.name ?? t(request.hideName ? requestTexts.hidden : requestTexts.notGiven),
    },
    { label: t(requestTexts.phone), value: <Phone request={request} /> },
  ];
  return <Facts facts={facts} />;
};

type Entry = RequestView['entries'][number];

const EntryLine = ({ entry }: { entry: Entry }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const [day, what] = [format.moment(entry.at), t(requestTexts[`entry_${entry.kind}`])];
  return (
    <li>
      <div>
        {entry.unitName === null
          ? t(requestTexts.entryOwn, { day, what })
          : t(requestTexts.entryLine, { day, what, unit: entry.unitName })}
      </div>
      {entry.text !== null && (
        <p className={css.text}>
          {entry.kind === 'received' ? (
            t(requestTexts.helper, { helper: entry.text })
          ) : (
            <AnswerText text={entry.text} points={entry.points} />
          )}
        </p>
      )}
      <AnswerRecord entry={entry} />
      {entry.way !== null && <p className={css.text}>{t(requestTexts.wayLine, { way: entry.way })}</p>}
      {entry.actor !== null && <div className={css.hint}>{t(requestTexts.byActor, { actor: entry.actor })}</div>}
    </li>
  );
};

const Acts = ({ request, onAct }: { request: RequestView; onAct: (act: Act) => void }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { fire, busy, error } = useCommand(takeRequest, {
    touches: [requestList, oneRequest, requestPoints, requestWork],
    onDone: () => void message.success(t(requestTexts.taken)),
  });
  const { can } = request;
  return (
    <>
      {error && <ErrorNotice error={error} texts={requestProblems} />}
      {can.refuse && <Button onClick={() => onAct('refuse')}>{t(requestTexts.refuse)}</Button>}
      {can.assign && <Button onClick={() => onAct('assign')}>{t(requestTexts.assign)}</Button>}
      {can.take && (
        <Button
          type="primary"
          loading={busy}
          onClick={() => fire({ params: { id: request.id }, body: { version: request.version } })}
        >
          {t(requestTexts.take)}
        </Button>
      )}
      {can.answer && (
        <Button type="primary" onClick={() => onAct('answer')}>
          {t(requestTexts.answer)}
        </Button>
      )}
    </>
  );
};

/** One request: what was written, who has it until when, what happened, and what may follow. */
export const Page = (): ReactNode => {
  const t = useText();
  const { id = '' } = useParams();
  const [act, setAct] = useState<Act | null>(null);
  const [unitId, setUnitId] = useState<string | undefined>();
  const begin = (next: Act, toUnit?: string): void => {
    setUnitId(toUnit);
    setAct(next);
  };
  const { data: request, error, isPending, refetch } = useApi(oneRequest, { params: { id } });
  return (
    <Frame
      title={
        <>
          {t(requestTexts.one)} {request && <RequestStateTag state={request.state} />}
        </>
      }
      crumbs={[{ title: t(requestTexts.title), to: '/requests' }, { title: t(requestTexts.one) }]}
      actions={request && <Acts request={request} onAct={begin} />}
    >
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={6}>
        {() =>
          request && (
            <>
              <Section title={t(requestTexts.content)}>
                <p className={css.text}>{request.text}</p>
              </Section>
              <PlaceMap request={request} />
              <PhotoSection id={id} />
              <Section>
                <RequestFacts request={request} />
              </Section>
              {request.treatment === 'handle' && <ClockPanel request={request} />}
              <Points request={request} />
              <Suggestions request={request} onAssign={(unit) => begin('assign', unit)} />
              <Section title={t(requestTexts.thread)}>
                <ol className={css.thread}>
                  {request.entries.map((entry, place) => (
                    <EntryLine key={place} entry={entry} />
                  ))}
                </ol>
              </Section>
              <Together request={request} />
              <PublicationPanel request={request} />
              <RequestTalk id={id} />
              <ActDialog act={act} request={request} unitId={unitId} onClose={() => setAct(null)} />
            </>
          )
        }
      </StateView>
    </Frame>
  );
};
