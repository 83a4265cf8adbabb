import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { useFormat, useText } from '#ui/language.tsx';
import { Section } from '#ui/office/page.tsx';
import { ErrorNotice } from '#ui/office/state-view.tsx';
import { addressOf } from '#webkit/api.ts';
import { useDownload } from '#webkit/download.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { type RequestView } from '#features/service/requests/contract.ts';
import { requestSuggestions } from '#features/service/requests/learning/contract.ts';
import { routingTexts } from '#features/service/requests/routing/messages.ts';
import { isOpen } from '#features/service/requests/rules.ts';
import { workProblems, workTexts } from '#features/service/requests/work/messages.ts';
import { opinionLetter } from '#features/service/requests/work/opinion/contract.ts';
import { requestWork, type RequestWork } from '#features/service/requests/work/panel/contract.ts';
import { taskList, withdrawTask, type RequestTask } from '#features/service/requests/work/tasks/contract.ts';
import { type RelatedRequest, relateRequests, unrelateRequest } from '#features/service/requests/work/ties/contract.ts';
import { RequestStateTag } from '../state.tsx';
import { type WorkAct, WorkDialog } from './forms.tsx';
import css from './work.module.css';

interface PartProps {
  readonly request: RequestView;
  readonly work: RequestWork;
  readonly onAct: (act: WorkAct) => void;
}

const Task = ({ task }: { readonly task: RequestTask }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { fire, busy, error } = useCommand(withdrawTask, { touches: [requestWork, taskList] });
  return (
    <li className={css.block}>
      <div className={css.line}>
        <strong>{task.unitName}</strong>
        <span>{t(workTexts[`task_${task.state}`])}</span>
        <span className={css.hint}>{t(workTexts.taskDue, { day: format.day(task.dueOn) })}</span>
        {task.can.withdraw && (
          <Button
            size="small"
            loading={busy}
            onClick={() => fire({ params: { id: task.id }, body: { version: task.version } })}
          >
            {t(workTexts.withdraw)}
          </Button>
        )}
      </div>
      <p className={css.text}>{task.ask}</p>
      {task.reply !== null && <p className={css.quote}>{task.reply}</p>}
      {error && <ErrorNotice error={error} texts={workProblems} />}
    </li>
  );
};

const Tasks = ({ work }: PartProps): ReactNode => {
  const t = useText();
  if (work.tasks.length === 0) return null;
  return (
    <>
      <h3 className={css.sub}>{t(workTexts.tasks)}</h3>
      <ul className={css.lines}>
        {work.tasks.map((task) => (
          <Task key={task.id} task={task} />
        ))}
      </ul>
    </>
  );
};

const Returns = ({ work: { returns } }: PartProps): ReactNode => {
  const t = useText();
  const format = useFormat();
  if (returns.length === 0) return null;
  return (
    <>
      <h3 className={css.sub}>{t(workTexts.returns)}</h3>
      <ul className={css.lines}>
        {returns.map((one) => (
          <li key={one.id} className={css.block}>
            <div>
              {t(workTexts.returnLine, {
                day: format.day(one.askedOn),
                unit: one.unitName,
                reviewer: one.reviewerName,
              })}
            </div>
            <p className={css.text}>{one.reason}</p>
            {one.proposedName !== null && <div>{t(workTexts.returnProposed, { unit: one.proposedName })}</div>}
            {one.decidedOn === null ? (
              <div>{t(workTexts.returnOpen)}</div>
            ) : (
              <p className={css.quote}>
                {t(workTexts.returnDecided, {
                  day: format.day(one.decidedOn),
                  unit: one.designatedName ?? '',
                  reason: one.decision ?? '',
                })}
              </p>
            )}
          </li>
        ))}
      </ul>
    </>
  );
};

interface RelatedProps {
  readonly item: Omit<RelatedRequest, 'answer'>;
  /** Why it is thought to be alike. */
  readonly why?: string;
  readonly verb: string;
  readonly busy: boolean;
  readonly onPress: (() => void) | null;
}

const Related = ({ item, why, verb, busy, onPress }: RelatedProps): ReactNode => {
  const format = useFormat();
  return (
    <li className={css.line}>
      <Link to={`/requests/${item.id}`}>{item.excerpt}</Link>
      <RequestStateTag state={item.state} />
      <span className={css.hint}>
        {item.unitName} · {format.day(item.receivedOn)}
        {why !== undefined && ` · ${why}`}
      </span>
      {onPress && (
        <Button size="small" loading={busy} onClick={onPress} aria-label={`${verb} ${item.excerpt}`}>
          {verb}
        </Button>
      )}
    </li>
  );
};

/** Those of the same place and category, and those whose words are alike: each once. */
const useAlike = (request: RequestView, { related, alike, can }: RequestWork) => {
  const t = useText();
  const format = useFormat();
  const wanted = can.relate && isOpen(request.state);
  const { data } = useApi(requestSuggestions, { params: { id: request.id } }, { enabled: wanted });
  const known = new Set([...related, ...alike].map(({ id }) => id));
  const found = (wanted ? (data?.similar ?? []) : []).filter(({ id }) => !known.has(id));
  return [
    ...alike.map((item) => ({ item, why: t(workTexts.alike) })),
    ...found.map(({ words, ...item }) => ({ item, why: t(routingTexts.because, { words: format.list([...words]) }) })),
  ];
};

const Ties = ({ request, work }: PartProps): ReactNode => {
  const t = useText();
  const { related, can } = work;
  const alike = useAlike(request, work);
  const relate = useCommand(relateRequests, { touches: [requestWork] });
  const unrelate = useCommand(unrelateRequest, { touches: [requestWork] });
  if (related.length + alike.length === 0) return null;
  const error = relate.error ?? unrelate.error;
  return (
    <>
      {error && <ErrorNotice error={error} texts={workProblems} />}
      {related.length > 0 && (
        <>
          <h3 className={css.sub}>{t(workTexts.related)}</h3>
          <p className={css.text}>{t(workTexts.relatedHint)}</p>
          <ul className={css.lines}>
            {related.map((item) => (
              <Related
                key={item.id}
                item={item}
                verb={t(workTexts.unrelate)}
                busy={unrelate.busy}
                onPress={can.relate ? () => unrelate.fire({ params: { id: item.id }, body: {} }) : null}
              />
            ))}
          </ul>
        </>
      )}
      {alike.length > 0 && (
        <>
          <h3 className={css.sub}>{t(workTexts.maybeSame)}</h3>
          <ul className={css.lines}>
            {alike.map(({ item, why }) => (
              <Related
                key={item.id}
                item={item}
                why={why}
                verb={t(workTexts.relate)}
                busy={relate.busy}
                onPress={
                  can.relate ? () => relate.fire({ params: { id: request.id }, body: { otherId: item.id } }) : null
                }
              />
            ))}
          </ul>
        </>
      )}
    </>
  );
};

const Records = ({ work: { records } }: PartProps): ReactNode => {
  const t = useText();
  const format = useFormat();
  if (records.length === 0) return null;
  return (
    <>
      <h3 className={css.sub}>{t(workTexts.records)}</h3>
      <p className={css.hint}>{t(workTexts.recordHint)}</p>
      <ul className={css.lines}>
        {records.map(({ id, kind, on, unitName, actor, text }) => (
          <li key={id}>
            <div>
              {t(workTexts.recordLine, { day: format.day(on), kind: t(workTexts[`record_${kind}`]), unit: unitName })}
              <span className={css.hint}> {actor}</span>
            </div>
            <p className={css.text}>{text}</p>
          </li>
        ))}
      </ul>
    </>
  );
};

const Acts = ({ work: { can, returnableUntil }, onAct }: PartProps): ReactNode => {
  const t = useText();
  const format = useFormat();
  return (
    <>
      <div className={css.line}>
        {can.decide && (
          <Button type="primary" onClick={() => onAct('decide')}>
            {t(workTexts.decide)}
          </Button>
        )}
        {can.ask && <Button onClick={() => onAct('ask')}>{t(workTexts.ask)}</Button>}
        {can.record && <Button onClick={() => onAct('record')}>{t(workTexts.addRecord)}</Button>}
        {can.return && <Button onClick={() => onAct('return')}>{t(workTexts.return)}</Button>}
      </div>
      {can.return && returnableUntil !== null && (
        <p className={css.hint}>{t(workTexts.returnUntil, { day: format.day(returnableUntil) })}</p>
      )}
    </>
  );
};

/** 处理意见书, as it goes to the resident on paper. */
const Letter = ({ request }: { readonly request: RequestView }): ReactNode => {
  const t = useText();
  const { start, progress, error } = useDownload();
  const save = (as: 'docx' | 'pdf'): void => {
    start(addressOf(opinionLetter, { params: { id: request.id }, query: { as } }));
  };
  return (
    <Section title={t(workTexts.letter)}>
      {error && <ErrorNotice error={error} texts={workProblems} />}
      <div className={css.line}>
        <Button loading={progress !== null} onClick={() => save('docx')}>
          {t(workTexts.letterDocx)}
        </Button>
        <Button loading={progress !== null} onClick={() => save('pdf')}>
          {t(workTexts.letterPdf)}
        </Button>
      </div>
    </Section>
  );
};

/** What handlers do about a request among themselves: support, returns, related requests, records, and the opinion on paper. */
export const Together = ({ request }: { readonly request: RequestView }): ReactNode => {
  const t = useText();
  const [act, setAct] = useState<WorkAct | null>(null);
  const { data: work } = useApi(requestWork, { params: { id: request.id } });
  if (work === undefined) return null;
  const props: PartProps = { request, work, onAct: setAct };
  return (
    <>
      {work.can.opinion && <Letter request={request} />}
      <Section title={t(workTexts.together)}>
        <Acts {...props} />
        <Returns {...props} />
        <Tasks {...props} />
        <Ties {...props} />
        <Records {...props} />
      </Section>
      <WorkDialog act={act} request={request} onClose={() => setAct(null)} />
    </>
  );
};
