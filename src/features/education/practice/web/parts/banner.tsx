import { Button, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { uiTexts } from '#ui/messages.ts';
import { ErrorNotice, Loading } from '#ui/office/state-view.tsx';
import { addressOf } from '#webkit/api.ts';
import { useDownload } from '#webkit/download.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { leavePractice, practiceMaterial, practiceTask } from '../../contract.ts';
import { practiceTexts } from '../../messages.ts';
import css from './practice.module.css';

/** Which task was read in this window: it does not open by itself again. */
const readPlace = 'zhibu-drill-task-read';
const wasRead = (task: string): boolean => {
  try {
    return sessionStorage.getItem(readPlace) === task;
  } catch {
    // A browser that keeps nothing shows the task on every page.
    return false;
  }
};
const keepRead = (task: string): void => {
  try {
    sessionStorage.setItem(readPlace, task);
  } catch {
    // As above.
  }
};

/** Stands over every page of the practice county: where one is, what is asked, and the way back. */
export const Banner = (): ReactNode => {
  const t = useText();
  const { data, error } = useApi(practiceTask, {});
  const [asked, setAsked] = useState<boolean | null>(null);
  const task = data && JSON.stringify([data.drill, data.params]);
  const open = asked ?? (task !== undefined && !wasRead(task));
  const close = (): void => {
    if (task !== undefined) keepRead(task);
    setAsked(false);
  };
  const material = useDownload();
  const leave = useCommand(leavePractice, { onDone: () => location.assign('/education/drills') });
  return (
    <div role="region" aria-label={t(practiceTexts.banner)} className={css.banner}>
      <strong>{t(practiceTexts.banner)}</strong>
      <span className={css.hint}>{t(practiceTexts.bannerHint)}</span>
      <div className={css.end}>
        <Button size="small" onClick={() => setAsked(true)}>
          {t(practiceTexts.task)}
        </Button>
        <Button size="small" loading={leave.busy} onClick={() => leave.fire({})}>
          {t(practiceTexts.leave)}
        </Button>
      </div>
      {leave.error && <ErrorNotice error={leave.error} />}
      <Modal
        open={open}
        title={t(practiceTexts.taskTitle)}
        onCancel={close}
        footer={<Button onClick={close}>{t(uiTexts.close)}</Button>}
      >
        {data ? (
          <div className={css.drill}>
            <p className={css.task}>{t.loose(practiceTexts[`task_${data.drill}`], data.params)}</p>
            {data.hasMaterial && (
              <div>
                <Button
                  type="primary"
                  loading={material.progress !== null}
                  onClick={() => material.start(addressOf(practiceMaterial, {}))}
                >
                  {t(practiceTexts.material)}
                </Button>
              </div>
            )}
            {material.error && <ErrorNotice error={material.error} />}
          </div>
        ) : error ? (
          <ErrorNotice error={error} />
        ) : (
          <Loading />
        )}
      </Modal>
    </div>
  );
};
