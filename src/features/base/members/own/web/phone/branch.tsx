import type { ReactNode } from 'react';
import type { Reply } from '#shared/endpoint.ts';
import { Facts } from '#ui/facts.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { Cell, Cells, Page as Frame, Section } from '#ui/phone/page.tsx';
import { Notice, StateView } from '#ui/phone/state-view.tsx';
import { useApi } from '#webkit/query.ts';
import { useWords } from '#features/base/members/web/parts/words.ts';
import { ownBranch } from '../../contract.ts';
import { ownTexts } from '../../messages.ts';
import { withoutMissing } from '../parts/no-file.tsx';
import css from './branch.module.css';

const Branch = ({ branch }: { branch: Reply<typeof ownBranch> }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const words = useWords();
  const above = branch.pathNames.slice(0, -1);
  return (
    <>
      <Section title={branch.name}>
        {branch.applied && <p>{t(ownTexts.branchApplied)}</p>}
        <Facts
          columns={1}
          facts={[
            { label: t(ownTexts.above), value: above.join(' › ') },
            ...(branch.members === null
              ? []
              : [{ label: t(ownTexts.size), value: t(ownTexts.people, { count: branch.members }) }]),
          ]}
        />
      </Section>
      <h2 className={css.heading}>{t(ownTexts.officers)}</h2>
      {branch.officers.length === 0 ? (
        <Section>
          <p>{t(ownTexts.officersEmpty)}</p>
        </Section>
      ) : (
        <Cells label={t(ownTexts.officers)}>
          {branch.officers.map(({ post, name, from }) => (
            <Cell
              key={`${post} ${name}`}
              title={name}
              hint={t(ownTexts.since, { day: format.day(from) })}
              end={words.code('partyPost', post)}
            />
          ))}
        </Cells>
      )}
    </>
  );
};

export const Page = (): ReactNode => {
  const t = useText();
  const { data: branch, error, isPending, refetch } = useApi(ownBranch, {});
  return (
    <Frame title={t(ownTexts.branch)} back="/">
      <StateView
        {...withoutMissing(error)}
        loading={isPending}
        whenEmpty={<Notice title={t(ownTexts.branchNone)} />}
        onAgain={() => void refetch()}
      >
        {() => branch && <Branch branch={branch} />}
      </StateView>
    </Frame>
  );
};
