import { App, Button } from 'antd';
import { type ReactNode, useRef } from 'react';
import { scanBytes, scanTypes } from '#features/base/members/attachments/contract.ts';
import { useFormat, useText } from '#ui/language.tsx';
import { ErrorNotice } from '#ui/office/state-view.tsx';
import { ProgressBar } from '#ui/progress-bar.tsx';
import { addressOf } from '#webkit/api.ts';
import { useDownload } from '#webkit/download.ts';
import { useTouch } from '#webkit/query.ts';
import { useUpload } from '#webkit/upload.ts';
import { casePapers, type KeptPaper, paperScan, scanPaper } from '../../papers/contract.ts';
import { paperProblems, papersTexts } from '../../papers/messages.ts';
import css from './papers.module.css';

interface Props {
  readonly caseId: string;
  readonly kept: KeptPaper;
  readonly title: string;
}

/** The scan of a paper: opened, added, replaced. */
export const ScanPart = ({ caseId, kept, title }: Props): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { message } = App.useApp();
  const input = useRef<HTMLInputElement>(null);
  const touch = useTouch();
  const opening = useDownload();
  const at = { params: { id: caseId, paperId: kept.id } };
  const sending = useUpload(scanPaper, () => {
    touch([casePapers, { params: { id: caseId } }]);
    void message.success(t(papersTexts.scanned));
  });
  const take = (file: File | undefined): void => {
    if (!file) return;
    if (file.size > scanBytes) void message.error(t(papersTexts.scanTooLarge, { size: format.bytes(scanBytes) }));
    else sending.start(at, file);
  };
  const error = sending.error ?? opening.error;
  if (sending.share !== null)
    return <ProgressBar label={t(papersTexts.scanning)} done={Math.round(sending.share * 100)} total={100} />;
  const named = <span className="sr-only">{`${title} ${format.day(kept.on)}`}</span>;
  return (
    <>
      {kept.scan ? (
        <Button
          type="link"
          size="small"
          loading={opening.progress !== null}
          title={`${kept.scan.name} · ${format.bytes(kept.scan.size)}`}
          onClick={() => opening.start(addressOf(paperScan, at))}
        >
          {t(papersTexts.openScan)}
          {named}
        </Button>
      ) : (
        <span className={css.quiet}>{t(papersTexts.noScan)}</span>
      )}
      <Button
        type="link"
        size="small"
        title={t(papersTexts.scanLimits, { size: format.bytes(scanBytes) })}
        onClick={() => input.current?.click()}
      >
        {t(kept.scan ? papersTexts.newScan : papersTexts.addScan)}
        {named}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={scanTypes.join(',')}
        onChange={(event) => {
          take(event.target.files?.[0]);
          // The same file can be chosen again, once it has been mended.
          event.target.value = '';
        }}
      />
      {error && <ErrorNotice error={error} texts={paperProblems} />}
    </>
  );
};
