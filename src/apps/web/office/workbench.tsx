import { Empty } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { Page, Section } from '#ui/office/page.tsx';
import { Loading } from '#ui/office/state-view.tsx';
import { StartParts, useStartParts } from '#webkit/start-parts.tsx';
import { countDrafts } from '#webkit/drafts.ts';
import { shellTexts } from '../messages.ts';
import { offices } from './features.ts';
import css from './workbench.module.css';

const parts = offices.flatMap((feature) => feature.workbench ?? []);

/** What was typed on this browser and not sent; not there where nothing was. */
const DraftsPart = (): ReactNode => {
  const t = useText();
  const count = countDrafts();
  if (count === 0) return null;
  return (
    <Section title={t(shellTexts.drafts)}>
      <p>{t(shellTexts.draftsHere, { count })}</p>
    </Section>
  );
};

/** What needs a hand, put together from the parts that the features give. */
export const WorkbenchPage = (): ReactNode => {
  const t = useText();
  const shown = useStartParts(parts);
  return (
    <Page title={t(shellTexts.workbench)} intro={t(shellTexts.workbenchIntro)}>
      {shown.length > 0 ? (
        <div className={css.parts}>
          <DraftsPart />
          <StartParts parts={shown} waiting={<Loading />} />
        </div>
      ) : (
        <Section>
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t(shellTexts.nothingYet)} />
        </Section>
      )}
    </Page>
  );
};
