import { App, Button, Popover } from 'antd';
import { type ChangeEvent, type ReactNode, useRef, useState } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { ReasonForm } from '#ui/office/reason-form.tsx';
import { errorText } from '#ui/problem-text.ts';
import { ProgressBar } from '#ui/progress-bar.tsx';
import { addressOf } from '#webkit/api.ts';
import { useDownload } from '#webkit/download.ts';
import { useTouch } from '#webkit/query.ts';
import { upload } from '#webkit/upload.ts';
import { attachScan, scanBytes, scanFile, scanTypes } from '../../attachments/contract.ts';
import { type MemberFile, memberFile, memberHistory } from '../../contract.ts';
import { fileTexts } from '../../file/messages.ts';
import { problemTexts } from './field-form.ts';
import css from './scan-cell.module.css';
import type { RecordView } from './sections.ts';

const useScanUpload = (memberId: string, recordId: string) => {
  const t = useText();
  const format = useFormat();
  const { message } = App.useApp();
  const touch = useTouch();
  const [share, setShare] = useState<number | null>(null);
  const send = (event: ChangeEvent<HTMLInputElement>): void => {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (!file) return;
    if (file.size > scanBytes) {
      void message.error(t(fileTexts.scanTooLarge, { size: format.bytes(scanBytes) }));
      return;
    }
    setShare(0);
    upload(attachScan, { params: { id: memberId, recordId } }, file, setShare)
      .then(() => {
        touch([memberFile, { params: { id: memberId } }], memberHistory);
        void message.success(t(fileTexts.scanUploaded));
      })
      .catch((thrown: unknown) => void message.error(errorText(t, thrown, problemTexts)))
      .finally(() => setShare(null));
  };
  return { share, send };
};

/** The scan of a paper: opened, added, replaced. */
export const ScanCell = ({ file, record }: { file: MemberFile; record: RecordView }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const input = useRef<HTMLInputElement>(null);
  const { share, send } = useScanUpload(file.id, record.id);
  const [asking, setAsking] = useState(false);
  const { start, progress, error } = useDownload(() => setAsking(false));
  const has = Boolean(record.values['fileId']);
  const params = { id: file.id, recordId: record.id };
  const title = String(record.values['title'] ?? '');
  if (share !== null)
    return <ProgressBar label={t(fileTexts.scanUploading)} done={Math.round(share * 100)} total={100} />;
  return (
    <span className={css.cell}>
      {has ? (
        <Popover
          trigger="click"
          open={asking}
          onOpenChange={setAsking}
          destroyOnHidden
          content={
            <ReasonForm
              label={t(fileTexts.scanOpenOf, { title })}
              hint={t(fileTexts.scanReason)}
              verb={t(fileTexts.scanOpen)}
              busy={progress !== null}
              error={error}
              texts={problemTexts}
              onGiven={(reason) => start(addressOf(scanFile, { params, body: { reason } }), { reason })}
            />
          }
        >
          <Button type="link" size="small">
            {t(fileTexts.scanOpen)}
            <span className="sr-only">{title}</span>
          </Button>
        </Popover>
      ) : (
        <span className={css.none}>{t(fileTexts.scanNone)}</span>
      )}
      {file.can.edit && (
        <>
          <Button
            type="link"
            size="small"
            title={t(fileTexts.scanLimits, { size: format.bytes(scanBytes) })}
            onClick={() => input.current?.click()}
          >
            {t(has ? fileTexts.scanReplace : fileTexts.scanUpload)}
            <span className="sr-only">{title}</span>
          </Button>
          <input ref={input} type="file" hidden accept={scanTypes.join(',')} onChange={send} />
        </>
      )}
    </span>
  );
};
