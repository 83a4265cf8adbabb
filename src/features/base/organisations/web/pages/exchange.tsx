import { Button, DatePicker } from 'antd';
import dayjs from 'dayjs';
import { type ReactNode, useId, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { useDay } from '#ui/office/day-keys.ts';
import { FileDrop } from '#ui/office/file-drop.tsx';
import { Page as Frame, Section, Toolbar } from '#ui/office/page.tsx';
import { ErrorNotice } from '#ui/office/state-view.tsx';
import { ProgressBar } from '#ui/progress-bar.tsx';
import { sheetRefusalTexts } from '#shared/sheet-texts.ts';
import { addressOf } from '#webkit/api.ts';
import { useDownload } from '#webkit/download.ts';
import { useUpload } from '#webkit/upload.ts';
import { exportOrganisations, type ImportPlan, organisationTemplate, previewImport } from '../../exchange/contract.ts';
import { exchangeTexts } from '../../exchange/messages.ts';
import { organisationProblemTexts } from '../../messages.ts';
import { useToday } from '../parts/event-shared.ts';
import { PlanView } from '../parts/import-plan.tsx';
import css from '../parts/organisation.module.css';

const ExportPart = (): ReactNode => {
  const t = useText();
  const id = useId();
  const today = useToday();
  const [on, setOn] = useState<string | null>(null);
  const { start, progress, error } = useDownload();
  return (
    <Section title={t(exchangeTexts.export)}>
      <p className={css.intro}>{t(exchangeTexts.exportHint)}</p>
      <Toolbar>
        <label htmlFor={id}>{t(exchangeTexts.exportOn)}</label>
        <DatePicker
          id={id}
          allowClear={false}
          maxDate={dayjs(today)}
          value={useDay(on ?? today)}
          onChange={(value) => setOn(value ? value.format('YYYY-MM-DD') : null)}
        />
        <Button
          loading={progress !== null}
          onClick={() => start(addressOf(exportOrganisations, { query: on !== null && on !== today ? { on } : {} }))}
        >
          {t(exchangeTexts.exportTree)}
        </Button>
      </Toolbar>
      {error && <ErrorNotice error={error} />}
    </Section>
  );
};

const ImportPart = (): ReactNode => {
  const t = useText();
  const [plan, setPlan] = useState<ImportPlan | null>(null);
  const template = useDownload();
  const { start, share, error } = useUpload(previewImport, setPlan);
  return (
    <Section
      title={t(exchangeTexts.import)}
      actions={
        <Button type="link" onClick={() => template.start(addressOf(organisationTemplate, {}))}>
          {t(exchangeTexts.template)}
        </Button>
      }
    >
      <div className={css.stack}>
        {template.error && <ErrorNotice error={template.error} />}
        {error && <ErrorNotice error={error} texts={{ ...organisationProblemTexts, ...sheetRefusalTexts }} />}
        {share !== null ? (
          <ProgressBar label={t(exchangeTexts.uploading)} done={Math.round(share * 100)} total={100} />
        ) : plan ? (
          <PlanView key={plan.fileId} plan={plan} onAgain={() => setPlan(null)} />
        ) : (
          <FileDrop
            label={t(exchangeTexts.choose)}
            accept=".xlsx,.xls,.csv"
            hint={t(exchangeTexts.importHint)}
            onFile={(file) => start({}, file)}
          />
        )}
      </div>
    </Section>
  );
};

export const Page = (): ReactNode => {
  const t = useText();
  return (
    <Frame title={t(exchangeTexts.title)} intro={t(exchangeTexts.intro)}>
      <ImportPart />
      <ExportPart />
    </Frame>
  );
};
