import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useText } from '#ui/language.tsx';
import { Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useApi } from '#webkit/query.ts';
import { burdenMonth } from '../../contract.ts';
import { burdenTexts } from '../../messages.ts';
import { Numbers } from './numbers.tsx';

/** The workbench's part about what the month has asked so far. */
export const Part = (): ReactNode => {
  const t = useText();
  const { data, error, isPending, refetch } = useApi(burdenMonth, { query: {} });
  return (
    <Section title={t(burdenTexts.partTitle)} actions={<Link to="/burden">{t(burdenTexts.partAll)}</Link>}>
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={2}>
        {() =>
          data && (
            <>
              {!data.own && <p>{t(burdenTexts.ofBranches, { count: data.branches })}</p>}
              {data.kinds.length === 0 ? (
                <>
                  <p>{t(burdenTexts.empty)}</p>
                  <p>{t(burdenTexts.emptyWhat)}</p>
                </>
              ) : (
                <Numbers burden={data} />
              )}
            </>
          )
        }
      </StateView>
    </Section>
  );
};
