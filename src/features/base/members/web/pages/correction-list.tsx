import { Segmented } from 'antd';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { useText } from '#ui/language.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { useList } from '#webkit/list.ts';
import { useAddressState } from '#webkit/router.tsx';
import { correctionList } from '../../corrections/contract.ts';
import { correctionTexts } from '../../corrections/messages.ts';
import { CorrectionCards } from '../parts/correction-cards.tsx';

const address = z.object({ state: z.enum(['waiting', 'all']).default('waiting') });

export const Page = (): ReactNode => {
  const t = useText();
  const [{ state }, setState] = useAddressState(address);
  const list = useList(correctionList, { query: { state } });
  return (
    <Frame title={t(correctionTexts.title)} intro={t(correctionTexts.intro)}>
      <Section
        actions={
          <Segmented<'waiting' | 'all'>
            aria-label={t(correctionTexts.state)}
            value={state}
            onChange={(next) => setState({ state: next })}
            options={[
              { value: 'waiting', label: t(correctionTexts.waiting) },
              { value: 'all', label: t(correctionTexts.all) },
            ]}
          />
        }
      >
        <CorrectionCards
          list={list}
          empty={t(state === 'waiting' ? correctionTexts.emptyWaiting : correctionTexts.emptyAll)}
        />
      </Section>
    </Frame>
  );
};
