import { type ReactNode, useState } from 'react';
import { useParams } from 'react-router';
import { type Fact, Facts } from '#ui/facts.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { Button } from '#ui/phone/button.tsx';
import { Fold } from '#ui/phone/fold.tsx';
import { Page as Frame, Section } from '#ui/phone/page.tsx';
import { Sheet } from '#ui/phone/sheet.tsx';
import { ErrorNotice, StateView } from '#ui/phone/state-view.tsx';
import { Timeline } from '#ui/timeline.tsx';
import css from '#ui/phone/own.module.css';
import { useApi, useCommand } from '#webkit/query.ts';
import { useSession } from '#webkit/session.tsx';
import { clockTexts } from '../../clocks/messages.ts';
import { oneRequest, requestList, type RequestView, showPhone, takeRequest } from '../../contract.ts';
import { requestProblems, requestTexts } from '../../messages.ts';
import { phoneTexts, workTexts } from '../../work/messages.ts';
import { requestPoints, type RequestPoints } from '../../work/points/contract.ts';
import { RequestStateTag, routedWords, useDue } from '../parts/state.tsx';
import { AnswerRecord, AnswerText } from '../parts/work/answer-record.tsx';
import { AnswerForm } from './parts/answer-form.tsx';
import { MarkPoints } from './parts/mark-points.tsx';
import { Photos } from './parts/photos.tsx';
import { Talk } from './parts/talk.tsx';

interface Props {
  readonly request: RequestView;
}

/** Masked until it is asked for; then it can be dialled. Each showing leaves a trace. */
const Phone = ({ request }: Props): ReactNode => {
  const t = useText();
  const { can } = useSession();
  const [shown, setShown] = useState<string | null>(null);
  const { fire, busy, error } = useCommand(showPhone, { onDone: ({ phone }) => setShown(phone) });
  if (request.phone === null) return t(request.hideName ? requestTexts.hidden : requestTexts.notGiven);
  if (shown !== null) return <a href={`tel:${shown.replaceAll(/[^+\d]/g, '')}`}>{shown}</a>;
  return (
    <>
      {request.phone}
      {can('requests.handle') && (
        <Button busy={busy} onClick={() => fire({ params: { id: request.id } })}>
          {t(requestTexts.showPhone)}
        </Button>
      )}
      {error && <ErrorNotice error={error} texts={requestProblems} />}
    </>
  );
};

const RequestFacts = ({ request }: Props): ReactNode => {
  const t = useText();
  const format = useFormat();
  const due = useDue();
  const { clock } = request;
  const facts: Fact[] = [
    { label: t(clockTexts[`stage_${clock.stage}`]), value: due(request) },
    ...(clock.procedure === 'petition'
      ? [{ label: t(clockTexts.procedure), value: t(clockTexts.procedure_petition) }]
      : []),
    ...(clock.paused === null
      ? []
      : [
          {
            label: t(clockTexts.paused),
            value: t(clockTexts.pausedSince, {
              since: format.day(clock.paused.since),
              reason: t(clockTexts[`reason_${clock.paused.reason}`]),
              latest: format.day(clock.paused.latest),
            }),
          },
        ]),
    { label: t(requestTexts.kind), value: t.loose([request.kindName.zh, request.kindName.en]) },
    { label: t(requestTexts.category), value: t.loose([request.categoryName.zh, request.categoryName.en]) },
    { label: t(requestTexts.area), value: request.areaName },
    { label: t(requestTexts.receivedOn), value: format.day(request.receivedOn) },
    { label: t(requestTexts.unit), value: request.unitName },
    { label: t(requestTexts.routed), value: routedWords(t, request) },
    {
      label: t(requestTexts.sender),
      value: request.name ?? t(request.hideName ? requestTexts.hidden : requestTexts.notGiven),
    },
    { label: t(requestTexts.phone), value: <Phone request={request} /> },
  ];
  return <Facts facts={facts} columns={1} />;
};

const Thread = ({ request }: Props): ReactNode => {
  const t = useText();
  return (
    <Fold title={t(requestTexts.thread)} end={request.entries.length}>
      <Timeline
        label={t(requestTexts.thread)}
        entries={request.entries.toReversed().map((entry, place) => ({
          id: `${request.entries.length - place}`,
          at: entry.at,
          title: t(requestTexts[`entry_${entry.kind}`]),
          by: entry.unitName ?? t(requestTexts.sender),
          detail: entry.text !== null && (
            <>
              <p className={css.words}>
                <AnswerText text={entry.text} points={entry.points} />
              </p>
              <AnswerRecord entry={entry} />
            </>
          ),
        }))}
      />
    </Fold>
  );
};

const Points = ({ points }: { readonly points: RequestPoints }): ReactNode => {
  const t = useText();
  const [marking, setMarking] = useState(false);
  if (!points.can.mark && points.points.length === 0) return null;
  return (
    <Section title={t(workTexts.points)}>
      <div className={css.stack}>
        {points.points.map(({ id, quote }) => (
          <p key={id} className={css.words}>
            {quote}
          </p>
        ))}
        {points.unmarked.length > 0 && <p>{t(workTexts.unmarked, { count: points.unmarked.length })}</p>}
        {points.points.length === 0 && points.unmarked.length === 0 && <p>{t(workTexts.onePoint)}</p>}
        {points.can.mark && <Button onClick={() => setMarking(true)}>{t(workTexts.editPoints)}</Button>}
        <Sheet open={marking} title={t(workTexts.points)} onClose={() => setMarking(false)}>
          <MarkPoints points={points} onDone={() => setMarking(false)} />
        </Sheet>
      </div>
    </Section>
  );
};

const Acts = ({ request, points }: Props & { readonly points: RequestPoints | undefined }): ReactNode => {
  const t = useText();
  const [answering, setAnswering] = useState(false);
  const { can, id, version } = request;
  const { fire, busy, error } = useCommand(takeRequest, { touches: [requestList, oneRequest, requestPoints] });
  const open = points !== undefined && points.unmarked.length === 0;
  return (
    <div className={css.stack}>
      {error && <ErrorNotice error={error} texts={requestProblems} />}
      {can.take && (
        <Button filled busy={busy} onClick={() => fire({ params: { id }, body: { version } })}>
          {t(requestTexts.take)}
        </Button>
      )}
      {can.answer && (
        <Button filled disabled={!open} onClick={() => setAnswering(true)}>
          {t(requestTexts.answer)}
        </Button>
      )}
      {can.answer && !open && points !== undefined && (
        <p className={css.quiet}>{t(workTexts.pointsFirst, { count: points.unmarked.length })}</p>
      )}
      {(can.assign || can.refuse) && (
        <p className={css.quiet}>
          {t(phoneTexts.elsewhere)} <a href={`/requests/${id}`}>{t(phoneTexts.office)}</a>
        </p>
      )}
      {points && (
        <Sheet open={answering} title={t(requestTexts.answerTitle)} onClose={() => setAnswering(false)}>
          <AnswerForm request={request} points={points} onDone={() => setAnswering(false)} />
        </Sheet>
      )}
    </div>
  );
};

/** One request on the way: what was written, until when, what happened, and an answer. */
export const Page = (): ReactNode => {
  const t = useText();
  const { id = '' } = useParams();
  const { data: request, error, isPending, refetch } = useApi(oneRequest, { params: { id } });
  const { data: points } = useApi(requestPoints, { params: { id } });
  return (
    <Frame title={t(requestTexts.one)} back="/requests">
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={6}>
        {() =>
          request && (
            <>
              <Section title={<RequestStateTag state={request.state} />}>
                <p className={css.words}>{request.text}</p>
                <Photos id={id} />
              </Section>
              <Acts request={request} points={points} />
              <Section>
                <RequestFacts request={request} />
              </Section>
              {points && <Points points={points} />}
              <Thread request={request} />
              <Talk id={id} />
            </>
          )
        }
      </StateView>
    </Frame>
  );
};
