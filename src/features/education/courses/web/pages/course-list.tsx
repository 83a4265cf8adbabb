import { Segmented } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { z } from 'zod';
import { useFormat, useText } from '#ui/language.tsx';
import { type Column, DataTable } from '#ui/office/data-table.tsx';
import { LinkButton } from '#ui/office/link-button.tsx';
import { Page as Frame, Section, Toolbar } from '#ui/office/page.tsx';
import { useList } from '#webkit/list.ts';
import { useAddressState } from '#webkit/router.tsx';
import { useSession } from '#webkit/session.tsx';
import { courseList, type CourseLine, courseShows } from '../../contract.ts';
import { courseTexts } from '../messages.ts';
import css from '../parts/course.module.css';
import { CourseStateTag, useTopics } from '../parts/words.tsx';

type Show = (typeof courseShows)[number];
const address = z.object({ show: z.enum(courseShows).default('all') });

const useColumns = (): Column<CourseLine>[] => {
  const t = useText();
  const format = useFormat();
  const { nameOf } = useTopics();
  return [
    {
      key: 'title',
      title: t(courseTexts.name),
      main: true,
      render: (row) => (
        <>
          <Link to={`/education/courses/${row.id}`}>{row.title}</Link>
          <div className={css.hint}>{format.parts(row.topics.map(nameOf))}</div>
        </>
      ),
    },
    { key: 'provider', title: t(courseTexts.provider), render: (row) => row.providerName },
    { key: 'state', title: t(courseTexts.state), width: 110, render: (row) => <CourseStateTag state={row.state} /> },
    {
      key: 'edition',
      title: t(courseTexts.offered),
      width: 150,
      render: ({ edition }) => (edition === null ? t(courseTexts.notOffered) : t(courseTexts.edition, { edition })),
    },
    { key: 'writer', title: t(courseTexts.writer), width: 130, render: (row) => row.writer },
    { key: 'changedAt', title: t(courseTexts.changedAt), width: 190, render: (row) => format.moment(row.changedAt) },
  ];
};

/** Courses of the range, those changed last first. */
export const Page = (): ReactNode => {
  const t = useText();
  const { can } = useSession();
  const [{ show }, setState] = useAddressState(address);
  const list = useList(courseList, { query: { show } });
  return (
    <Frame
      title={t(courseTexts.title)}
      intro={t(courseTexts.intro)}
      actions={
        can('courses.write') && (
          <LinkButton to="/education/courses/new" type="primary">
            {t(courseTexts.add)}
          </LinkButton>
        )
      }
    >
      <Toolbar>
        <div className={css.views}>
          <Segmented<Show>
            aria-label={t(courseTexts.show)}
            value={show}
            onChange={(next) => setState({ show: next })}
            options={courseShows.map((one) => ({ value: one, label: t(courseTexts[`show_${one}`]) }))}
          />
        </div>
      </Toolbar>
      <Section flush>
        <DataTable
          name="courses"
          caption={t(courseTexts.caption)}
          columns={useColumns()}
          list={{ ...list, total: list.reply?.total }}
          rowKey={(row) => row.id}
          whenEmpty={<p>{t(courseTexts.empty)}</p>}
        />
      </Section>
    </Frame>
  );
};
