import type { ReactNode } from 'react';
import { useLanguage, useText } from '#ui/language.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useApi } from '#webkit/query.ts';
import { examTopics } from '../../contract.ts';
import { examTexts } from '../../messages.ts';

/** Topics of the own range, the least known first. Nobody is named. */
export const Page = (): ReactNode => {
  const t = useText();
  const { language } = useLanguage();
  const { data, error, isPending, refetch } = useApi(examTopics, {});
  return (
    <Frame
      title={t(examTexts.topics)}
      intro={t(examTexts.topicsIntro)}
      crumbs={[{ title: t(examTexts.title), to: '/education/exams' }, { title: t(examTexts.topics) }]}
    >
      <Section>
        <StateView
          error={error}
          loading={isPending}
          empty={data?.items.length === 0}
          whenEmpty={<p>{t(examTexts.noTopics)}</p>}
          onAgain={() => void refetch()}
        >
          {() => (
            <ol>
              {data?.items.map((one) => (
                <li key={one.topic}>
                  {t(examTexts.topicLine, {
                    topic: language === 'zh' ? one.nameZh : one.nameEn,
                    people: one.people,
                    share: Math.round(one.share * 100),
                  })}
                </li>
              ))}
            </ol>
          )}
        </StateView>
      </Section>
    </Frame>
  );
};
