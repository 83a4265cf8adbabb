import { Empty } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { Page, Section } from '#ui/office/page.tsx';
import { Loading } from '#ui/office/state-view.tsx';
import { StartParts, useStartParts } from '#webkit/start-parts.tsx';
import { features } from '../features.ts';
import { shellTexts } from '../messages.ts';

const parts = features.flatMap((feature) => feature.workbench ?? []);

/** What needs a hand, put together from the parts that the features give. */
export const WorkbenchPage = (): ReactNode => {
  const t = useText();
  const shown = useStartParts(parts);
  return (
    <Page title={t(shellTexts.workbench)} intro={t(shellTexts.workbenchIntro)}>
      {shown.length > 0 ? (
        <StartParts parts={shown} waiting={<Loading />} />
      ) : (
        <Section>
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t(shellTexts.nothingYet)} />
        </Section>
      )}
    </Page>
  );
};
