import { type ChangeEvent, type ReactNode, useRef, useState } from 'react';
import { z } from 'zod';
import { type Fact, Facts } from '#ui/facts.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { uiTexts } from '#ui/messages.ts';
import { Button } from '#ui/phone/button.tsx';
import { ChoiceField, TextField } from '#ui/phone/fields.tsx';
import { Fold } from '#ui/phone/fold.tsx';
import { FormFrame } from '#ui/phone/form-frame.tsx';
import { ReasonSheet } from '#ui/phone/reason-sheet.tsx';
import { Sheet } from '#ui/phone/sheet.tsx';
import { errorText } from '#ui/problem-text.ts';
import { ProgressBar } from '#ui/progress-bar.tsx';
import { addressOf } from '#webkit/api.ts';
import { useDownload } from '#webkit/download.ts';
import { useForm } from '#webkit/form.ts';
import { useCommand, useTouch } from '#webkit/query.ts';
import { useUpload } from '#webkit/upload.ts';
import { attachScan, scanBytes, scanFile, scanTypes } from '../../attachments/contract.ts';
import { fieldsOfTable } from '../../catalogue.ts';
import { type MemberFile, memberFile, memberHistory } from '../../contract.ts';
import { fileTexts } from '../../file/messages.ts';
import { ownTexts } from '../../own/messages.ts';
import { addRecord } from '../../records/contract.ts';
import { flatRefusal, labelsOf, problemTexts, shapeOf } from '../parts/field-form.ts';
import type { RecordView } from '../parts/sections.ts';
import { useWords } from '../parts/words.ts';
import css from './papers.module.css';

const typed = fieldsOfTable('attachment').filter(({ key }) => ['kind', 'title', 'paperPlace'].includes(key));

/** The scan of one paper: opened, taken with the camera, replaced. */
const Scan = ({ file, record }: { file: MemberFile; record: RecordView }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const touch = useTouch();
  const input = useRef<HTMLInputElement>(null);
  const [tooLarge, setTooLarge] = useState(false);
  const params = { id: file.id, recordId: record.id };
  const sent = useUpload(attachScan, () => touch([memberFile, { params: { id: file.id } }], memberHistory));
  const [asking, setAsking] = useState(false);
  const opened = useDownload(() => setAsking(false));
  const has = Boolean(record.values['fileId']);
  const title = String(record.values['title'] ?? '');
  const choose = (event: ChangeEvent<HTMLInputElement>): void => {
    const chosen = event.target.files?.[0];
    event.target.value = '';
    if (!chosen) return;
    setTooLarge(chosen.size > scanBytes);
    if (chosen.size <= scanBytes) sent.start({ params }, chosen);
  };
  if (sent.share !== null)
    return <ProgressBar label={t(fileTexts.scanUploading)} done={Math.round(sent.share * 100)} total={100} />;
  return (
    <div className={css.scan}>
      {has && (
        <Button label={t(fileTexts.scanOpenOf, { title })} onClick={() => setAsking(true)}>
          {t(fileTexts.scanOpen)}
        </Button>
      )}
      {asking && (
        <ReasonSheet
          open
          title={t(fileTexts.scanOpenOf, { title })}
          hint={t(fileTexts.scanReason)}
          verb={t(fileTexts.scanOpen)}
          busy={opened.progress !== null}
          error={opened.error}
          texts={problemTexts}
          onGiven={(reason) => opened.start(addressOf(scanFile, { params, body: { reason } }), { reason })}
          onClose={() => setAsking(false)}
        />
      )}
      {file.can.edit && (
        <>
          <Button
            label={t(has ? fileTexts.scanReplaceOf : fileTexts.scanUploadOf, { title })}
            onClick={() => input.current?.click()}
          >
            {t(has ? fileTexts.scanReplace : fileTexts.scanTake)}
          </Button>
          <input ref={input} type="file" hidden accept={scanTypes.join(',')} onChange={choose} />
        </>
      )}
      {tooLarge && <p role="alert">{t(fileTexts.scanTooLarge, { size: format.bytes(scanBytes) })}</p>}
      {sent.error && <p role="alert">{errorText(t, sent.error, problemTexts)}</p>}
    </div>
  );
};

const Paper = ({ file, record }: { file: MemberFile; record: RecordView }): ReactNode => {
  const words = useWords();
  const facts = fieldsOfTable('attachment')
    .filter((field) => field.kind !== 'reference')
    .map((field): Fact => ({
      label: words.label(`${field.table}.${field.column}`),
      value: words.value(field, record.values[field.key]),
    }))
    .filter(({ value }) => value !== '');
  return (
    <li className={css.paper}>
      <Facts facts={facts} columns={1} />
      <Scan file={file} record={record} />
    </li>
  );
};

const NewPaper = ({ file, onDone }: { file: MemberFile; onDone: () => void }): ReactNode => {
  const t = useText();
  const words = useWords();
  const { run } = useCommand(addRecord, { touches: [[memberFile, { params: { id: file.id } }], memberHistory] });
  const form = useForm({
    schema: z.object(shapeOf(typed, ['kind', 'title'])),
    labels: labelsOf(typed),
    texts: problemTexts,
    draft: `record:${file.id}:attachment:new`,
    submit: async (values) => {
      const body = { values: values as RecordView['values'] };
      await run({ params: { id: file.id, table: 'attachment' }, body }).catch((thrown: unknown) => {
        throw flatRefusal(thrown);
      });
      onDone();
    },
  });
  return (
    <FormFrame form={form} verb={t(uiTexts.save)} label={t(fileTexts.addOf, { section: t(fileTexts.papers) })}>
      <ChoiceField field={form.field('kind') as never} choices={words.choices('attachmentKind')} />
      <TextField field={form.field('title') as never} />
      <TextField field={form.field('paperPlace') as never} hint={t(fileTexts.scanNext)} />
    </FormFrame>
  );
};

/** The papers of a file with their scans; who may edit the file adds one, and its scan with the camera. */
export const Papers = ({ file }: { file: MemberFile }): ReactNode => {
  const t = useText();
  const [adding, setAdding] = useState(false);
  const records = file.records.attachment;
  if (records.length === 0 && !file.can.edit) return null;
  return (
    <Fold title={t(fileTexts.papers)} end={t(ownTexts.recordCount, { count: records.length })}>
      <ul className={css.papers}>
        {records.map((record) => (
          <Paper key={record.id} file={file} record={record} />
        ))}
      </ul>
      {file.can.edit && (
        <Button onClick={() => setAdding(true)}>{t(fileTexts.addOf, { section: t(fileTexts.papers) })}</Button>
      )}
      <Sheet
        open={adding}
        title={t(fileTexts.addOf, { section: t(fileTexts.papers) })}
        onClose={() => setAdding(false)}
      >
        <NewPaper file={file} onDone={() => setAdding(false)} />
      </Sheet>
    </Fold>
  );
};
