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
import { workProblems, workTexts } from '#features/service/requests/work/messages.ts';
import { opinionLetter } from '#features/service/requests/work/opinion/contract.ts';
import { requestWork, type RequestWork } from '#features/service/requests/work/panel/contract.ts';
import { taskList, withdrawTask, type RequestTask } from '#features/service/requests/work/tasks/contract.ts';
import { type RelatedRequest, relateRequests, unrelateRequest } from '#features/service/requests/work/ties/contract.ts';
import { RequestStateTag } from '../words.tsx';
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

const Tasks = ({ work, onAct }: PartProps): ReactNode => {
  const t = useText();
  if (work.tasks.length === 0 && !work.can.ask) return null;
  return (
    <Section
      title={t(workTexts.tasks)}
      actions={work.can.ask && <Button onClick={() => onAct('ask')}>{t(workTexts.ask)}</Button>}
    >
      {work.tasks.length === 0 ? (
        <p className={css.text}>{t(workTexts.noTasks)}</p>
      ) : (
        <ul className={css.lines}>
          {work.tasks.map((task) => (
            <Task key={task.id} task={task} />
          ))}
        </ul>
      )}
    </Section>
  );
};

const Returns = ({ work, onAct }: PartProps): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { returns, can, returnableUntil } = work;
  if (returns.length === 0 && !can.return) return null;
  return (
    <Section
      title={t(workTexts.returns)}
      actions={
        <>
          {can.return && <Button onClick={() => onAct('return')}>{t(workTexts.return)}</Button>}
          {can.decide && <Button onClick={() => onAct('decide')}>{t(workTexts.decide)}</Button>}
        </>
      }
    >
      {returnableUntil !== null && (
        <p className={css.text}>{t(workTexts.returnUntil, { day: format.day(returnableUntil) })}</p>
      )}
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
    </Section>
  );
};

interface RelatedProps {
  readonly item: RelatedRequest;
  readonly verb: string;
  readonly busy: boolean;
  readonly onPress: (() => void) | null;
}

const Related = ({ item, verb, busy, onPress }: RelatedProps): ReactNode => {
  const format = useFormat();
  return (
    <li className={css.line}>
      <Link to={`/requests/${item.id}`}>{item.excerpt}</Link>
      <RequestStateTag state={item.state} />
      <span className={css.hint}>
        {item.unitName} · {format.day(item.receivedOn)}
      </span>
      {onPress && (
        <Button size="small" loading={busy} onClick={onPress} aria-label={`${verb} ${item.excerpt}`}>
          {verb}
        </Button>
      )}
    </li>
  );
};

const Ties = ({ request, work: { related, alike, can } }: PartProps): ReactNode => {
  const t = useText();
  const relate = useCommand(relateRequests, { touches: [requestWork] });
  const unrelate = useCommand(unrelateRequest, { touches: [requestWork] });
  if (related.length + alike.length === 0) return null;
  const error = relate.error ?? unrelate.error;
  return (
    <Section title={t(workTexts.related)}>
      {error && <ErrorNotice error={error} texts={workProblems} />}
      {related.length > 0 && (
        <>
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
          <h3>{t(workTexts.alike)}</h3>
          <ul className={css.lines}>
            {alike.map((item) => (
              <Related
                key={item.id}
                item={item}
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
    </Section>
  );
};

const Records = ({ work: { records, can }, onAct }: PartProps): ReactNode => {
  const t = useText();
  const format = useFormat();
  return (
    <Section
      title={t(workTexts.records)}
      actions={can.record && <Button onClick={() => onAct('record')}>{t(workTexts.record)}</Button>}
    >
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
    </Section>
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
  const [act, setAct] = useState<WorkAct | null>(null);
  const { data: work } = useApi(requestWork, { params: { id: request.id } });
  if (work === undefined) return null;
  const props: PartProps = { request, work, onAct: setAct };
  return (
    <>
      {work.can.opinion && <Letter request={request} />}
      <Returns {...props} />
      <Tasks {...props} />
      <Ties {...props} />
      <Records {...props} />
      <WorkDialog act={act} request={request} onClose={() => setAct(null)} />
    </>
  );
};
