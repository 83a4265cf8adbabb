import type { ReactNode } from 'react';
import { z } from 'zod';
import { useText } from '#ui/language.tsx';
import { Cell, Cells, Page as Frame } from '#ui/phone/page.tsx';
import { Pager } from '#ui/phone/pager.tsx';
import { SearchBar } from '#ui/phone/search-bar.tsx';
import { Notice, StateView } from '#ui/phone/state-view.tsx';
import { Tag } from '#ui/tag.tsx';
import { useList } from '#webkit/list.ts';
import { useAddressState } from '#webkit/router.tsx';
import { memberList, type MemberRow } from '../../contract.ts';
import { fileTexts } from '../../file/messages.ts';
import { listTexts } from '../../list/messages.ts';
import { emptyText } from '../parts/empty-text.ts';

const address = z.object({ q: z.string().optional() });

const RowTags = ({ row }: { row: MemberRow }): ReactNode => {
  const t = useText();
  if (row.lostSince) return <Tag tone="error">{t(fileTexts.lostTag)}</Tag>;
  if (row.category === 'probationary') return <Tag tone="info">{t(fileTexts.probationary)}</Tag>;
  return row.outflowPlace ? <Tag tone="warning">{t(fileTexts.outflowTag)}</Tag> : null;
};

/** The members of the own range: find one by name, pinyin or last digits, and open the file. */
export const Page = (): ReactNode => {
  const t = useText();
  const [{ q }, setAddress] = useAddressState(address);
  const list = useList(memberList, { query: q ? { q } : {} });
  return (
    <Frame title={t(listTexts.title)}>
      <SearchBar
        key={q ?? ''}
        label={t(listTexts.q)}
        hint={t(listTexts.qHint)}
        value={q ?? ''}
        onSearch={(next) => setAddress({ q: next || undefined })}
      />
      <StateView
        error={list.error}
        loading={list.loading}
        empty={list.rows.length === 0}
        whenEmpty={<Notice title={t(emptyText(q, q !== undefined))} />}
        onAgain={list.reload}
        lines={8}
      >
        <Cells label={t(listTexts.caption)}>
          {list.rows.map((row) => (
            <Cell
              key={row.id}
              to={`/members/${row.id}`}
              title={row.name}
              hint={[row.branchName, row.phone].filter(Boolean).join(' · ')}
              end={<RowTags row={row} />}
            />
          ))}
        </Cells>
        <Pager list={list} />
      </StateView>
    </Frame>
  );
};
