import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useFormat, useText } from '#ui/language.tsx';
import { Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { Tag } from '#ui/tag.tsx';
import { useApi } from '#webkit/query.ts';
import { noticeLoad } from '../../load/contract.ts';
import { loadTexts } from '../../load/messages.ts';
import css from './inbox.module.css';

/** How much the organisation's people are told in a week, against the budget. Its own number, beside nobody else's. */
export const Part = (): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { data, error, isPending, refetch } = useApi(noticeLoad, { query: {} });
  return (
    <Section title={t(loadTexts.title)} actions={data && <Link to={`/rules/${data.ruleId}`}>{t(loadTexts.rule)}</Link>}>
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={2}>
        {() =>
          data && (
            <>
              <p className={css.head}>
                <strong>{t(loadTexts.each, { each: format.number(data.perPerson) })}</strong>
                <Tag tone={data.over ? 'warning' : 'success'}>
                  {t(data.over ? loadTexts.over : loadTexts.within, { budget: data.budget })}
                </Tag>
              </p>
              <p className={css.quiet}>
                {t(loadTexts.of, {
                  name: data.organisationName,
                  people: data.people,
                  notices: data.notices,
                  since: data.since,
                })}
              </p>
            </>
          )
        }
      </StateView>
    </Section>
  );
};
