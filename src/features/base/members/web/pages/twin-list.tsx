import { Alert, Empty } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import type { z } from 'zod';
import { useFormat, useText } from '#ui/language.tsx';
import { LinkButton } from '#ui/office/link-button.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useApi } from '#webkit/query.ts';
import { memberTwins, type TwinPerson, type Twins } from '../../merging/contract.ts';
import { mergeTexts } from '../../merging/messages.ts';
import { RecordTable, type RecordColumn } from '../parts/record-table.tsx';
import css from '../parts/merge.module.css';
import { useWords } from '../parts/words.ts';

type Person = z.infer<typeof TwinPerson>;
type Group = z.infer<typeof Twins>;

const useColumns = (): RecordColumn<Person>[] => {
  const words = useWords();
  const format = useFormat();
  return [
    {
      key: 'name',
      title: words.label('name'),
      render: (person) => <Link to={`/members/${person.id}`}>{person.name}</Link>,
    },
    { key: 'sex', title: words.label('sex'), render: (person) => words.code('sex', person.sex) },
    { key: 'birthDate', title: words.label('birthDate'), render: (person) => format.day(person.birthDate) },
    { key: 'idNumber', title: words.label('idNumber'), render: (person) => person.idNumber },
    { key: 'phone', title: words.label('phone'), render: (person) => person.phone },
    { key: 'branchName', title: words.label('branchId'), render: (person) => person.branchName },
    { key: 'joinedOn', title: words.label('joinedOn'), render: (person) => format.day(person.joinedOn) },
  ];
};

/** People who are probably one; two of them at a time are compared. */
const TwinGroup = ({ group }: { group: Group }): ReactNode => {
  const t = useText();
  const columns = useColumns();
  const [first, ...others] = group.people;
  const [other, setOther] = useState(others[0]?.id);
  if (!first) return null;
  const pick = (person: Person): ReactNode =>
    person.id !== first.id && (
      <label className={css.pick}>
        <input
          type="radio"
          name={`twin-${first.id}`}
          checked={person.id === other}
          onChange={() => setOther(person.id)}
        />
        {t(mergeTexts.compareThis)}
      </label>
    );
  return (
    <Section
      title={`${first.name} · ${t(mergeTexts[`reason_${group.reason}`])}`}
      actions={
        <LinkButton
          to={`/members/twins/merge?keep=${first.id}&drop=${other ?? ''}`}
          aria-label={t(mergeTexts.compareOf, { name: first.name })}
        >
          {t(mergeTexts.compare)}
        </LinkButton>
      }
    >
      <RecordTable
        caption={first.name}
        rows={group.people}
        rowKey={(person) => person.id}
        empty=""
        columns={columns}
        {...(others.length > 1 ? { actions: pick } : {})}
      />
    </Section>
  );
};

export const Page = (): ReactNode => {
  const t = useText();
  const { data, error, isPending, refetch } = useApi(memberTwins, { query: {} });
  return (
    <Frame title={t(mergeTexts.twins)} intro={t(mergeTexts.twinsIntro)}>
      <StateView
        error={error}
        loading={isPending}
        empty={data?.items.length === 0}
        whenEmpty={
          <Section>
            <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t(mergeTexts.twinsEmpty)} />
          </Section>
        }
        onAgain={() => void refetch()}
      >
        {() => (
          <>
            {data?.more && <Alert type="info" showIcon title={t(mergeTexts.twinsMore)} />}
            {data?.items.map((group) => (
              <TwinGroup key={group.people.map((person) => person.id).join(' ')} group={group} />
            ))}
          </>
        )}
      </StateView>
    </Frame>
  );
};
