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

/** Stands over every page of the practice county: where one is, what is asked, and the way back. */
export const Banner = (): ReactNode => {
  const t = useText();
  const { data, error } = useApi(practiceTask, {});
  const [open, setOpen] = useState(true);
  const material = useDownload();
  const leave = useCommand(leavePractice, { onDone: () => location.assign('/education/drills') });
  return (
    <div role="region" aria-label={t(practiceTexts.banner)} className={css.banner}>
      <strong>{t(practiceTexts.banner)}</strong>
      <span className={css.hint}>{t(practiceTexts.bannerHint)}</span>
      <div className={css.end}>
        <Button size="small" onClick={() => setOpen(true)}>
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
        onCancel={() => setOpen(false)}
        footer={<Button onClick={() => setOpen(false)}>{t(uiTexts.close)}</Button>}
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
