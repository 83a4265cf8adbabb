import { Segmented } from 'antd';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { useText } from '#ui/language.tsx';
import { Page as Frame, Toolbar } from '#ui/office/page.tsx';
import { useAddressState } from '#webkit/router.tsx';
import { routingTexts } from '../../routing/messages.ts';
import css from '#ui/office/matter.module.css';
import { Categories } from '../parts/routing-categories.tsx';
import { Duties } from '../parts/routing-duties.tsx';
import { Learning } from '../parts/routing-learning.tsx';

const parts = ['duties', 'categories', 'learning'] as const;
type Part = (typeof parts)[number];
const address = z.object({ part: z.enum(parts).default('duties') });
const views = { duties: Duties, categories: Categories, learning: Learning } as const;

/** What the county keeps about where requests go: responsibilities, categories, suggestions. */
export const Page = (): ReactNode => {
  const t = useText();
  const [{ part }, setState] = useAddressState(address);
  const View = views[part];
  return (
    <Frame title={t(routingTexts.title)} intro={t(routingTexts.intro)}>
      <Toolbar>
        <div className={css.views}>
          <Segmented<Part>
            aria-label={t(routingTexts.part)}
            value={part}
            onChange={(next) => setState({ part: next })}
            options={parts.map((value) => ({ value, label: t(routingTexts[`part_${value}`]) }))}
          />
        </div>
      </Toolbar>
      <View />
    </Frame>
  );
};
