import { Switch } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { ErrorNotice, StateView } from '#ui/office/state-view.tsx';
import { useApi, useCommand } from '#webkit/query.ts';
import { caseById, extraSettings, setExtra } from '../../contract.ts';
import { admissionTexts } from '../../messages.ts';
import { useAdmissionWords } from '../parts/words.ts';

/** What the county asks for beside the national steps; those themselves are not on this page. */
export const Page = (): ReactNode => {
  const t = useText();
  const words = useAdmissionWords();
  const { data, error, isPending, refetch } = useApi(extraSettings, {});
  const save = useCommand(setExtra, { touches: [extraSettings, caseById] });
  return (
    <Frame
      title={t(admissionTexts.extrasTitle)}
      intro={t(admissionTexts.extrasIntro)}
      crumbs={[{ title: t(admissionTexts.title), to: '/admission' }, { title: t(admissionTexts.extrasTitle) }]}
    >
      {save.error && <ErrorNotice error={save.error} />}
      <Section>
        <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={6}>
          {() => (
            <PlainTable
              caption={t(admissionTexts.extrasTitle)}
              rows={data?.items ?? []}
              rowKey={({ extra }) => extra}
              empty="–"
              columns={[
                { key: 'extra', title: t(admissionTexts.extras), render: ({ extra }) => words.extra(extra) },
                {
                  key: 'wanted',
                  title: t(admissionTexts.wanted),
                  render: ({ extra, wanted }) => (
                    <Switch
                      aria-label={words.extra(extra)}
                      checked={wanted}
                      disabled={save.busy}
                      onChange={(next) => save.fire({ body: { extra, wanted: next } })}
                    />
                  ),
                },
              ]}
            />
          )}
        </StateView>
      </Section>
    </Frame>
  );
};
