import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Facts } from '#ui/facts.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useApi } from '#webkit/query.ts';
import { auditChain } from '../../contract.ts';
import { auditTexts } from '../../messages.ts';

/** The workbench's part about the audit log: how far its chain has come. */
export const Part = (): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { data, error, isPending, refetch } = useApi(auditChain, {});
  return (
    <Section
      title={t(auditTexts.title)}
      actions={
        <>
          <Link to="/audit/chain">{t(auditTexts.chain)}</Link>
          <Link to="/audit">{t(auditTexts.all)}</Link>
        </>
      }
    >
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={2}>
        {() =>
          data && (
            <Facts
              facts={[
                { label: t(auditTexts.length), value: t(auditTexts.events, { count: format.number(data.length) }) },
                { label: t(auditTexts.waiting), value: t(auditTexts.events, { count: format.number(data.waiting) }) },
                { label: t(auditTexts.linkedAt), value: format.moment(data.linkedAt) },
              ]}
            />
          )
        }
      </StateView>
    </Section>
  );
};
