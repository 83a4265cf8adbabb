import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useFormat, useText } from '#ui/language.tsx';
import { Section } from '#ui/office/page.tsx';
import type { MemberFile } from '../../contract.ts';
import { fileTexts } from '../../file/messages.ts';
import { RecordTable } from './record-table.tsx';
import { SectionTitle } from './section-title.tsx';
import { useWords } from './words.ts';

interface Period {
  readonly from: string | null;
  readonly to: string | null;
}

const useUntil = (): ((period: Period) => string) => {
  const t = useText();
  const format = useFormat();
  return ({ from, to }) =>
    `${from ? format.day(from) : t(fileTexts.unknownDay)} – ${to ? format.day(to) : t(fileTexts.toNow)}`;
};

/** Every branch that the member belonged to, the present one first. */
export const Affiliations = ({ file }: { file: MemberFile }): ReactNode => {
  const t = useText();
  const words = useWords();
  const period = useUntil();
  return (
    <Section id="affiliations" title={t(fileTexts.affiliations)}>
      <RecordTable
        caption={t(fileTexts.affiliations)}
        rows={file.affiliations}
        rowKey={(row) => `${row.branchId} ${row.from}`}
        empty=""
        columns={[
          { key: 'branch', title: t(fileTexts.branch), render: (row) => row.branchName },
          { key: 'period', title: t(fileTexts.period), render: period },
          {
            key: 'joinKind',
            title: t(fileTexts.joinKind),
            render: (row) => words.code('affiliationStart', row.joinKind),
          },
          {
            key: 'leaveKind',
            title: t(fileTexts.leaveKind),
            render: (row) => words.code('affiliationEnd', row.leaveKind),
          },
        ]}
      />
    </Section>
  );
};

/** Posts held in Party organisations; they are kept at the organisation. */
export const Posts = ({ file }: { file: MemberFile }): ReactNode => {
  const t = useText();
  const words = useWords();
  const period = useUntil();
  return (
    <Section
      id="posts"
      title={
        <SectionTitle
          title={t(fileTexts.posts)}
          empty={file.posts.length === 0 ? t(fileTexts.postsEmpty) : undefined}
        />
      }
    >
      {file.posts.length > 0 && (
        <RecordTable
          caption={t(fileTexts.posts)}
          rows={file.posts}
          rowKey={(row) => row.id}
          empty={t(fileTexts.postsEmpty)}
          columns={[
            { key: 'post', title: t(fileTexts.post), render: (row) => words.code('partyPost', row.post) },
            {
              key: 'organisation',
              title: t(fileTexts.organisation),
              render: (row) => <Link to={`/organisations/${row.organisationId}`}>{row.organisationName}</Link>,
            },
            { key: 'period', title: t(fileTexts.period), render: period },
          ]}
        />
      )}
    </Section>
  );
};
