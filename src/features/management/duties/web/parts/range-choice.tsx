import { Select } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { useClearing } from '#ui/office/clearing.tsx';
import { useApi } from '#webkit/query.ts';
import { organisationTree, type TreeNode } from '#features/base/organisations/contract.ts';
import { holdsMembers, isPartyOrganisation } from '#features/base/organisations/rules.ts';
import { dutyTexts } from '../../messages.ts';
import css from './duties.module.css';

/** Bodies above branches in the reader's range, in the order of the tree. */
const bodies = (nodes: readonly TreeNode[]): readonly TreeNode[] =>
  nodes.filter(
    ({ type, members }) =>
      members !== null && members > 0 && isPartyOrganisation(type) && type !== 'group' && !holdsMembers(type),
  );

interface Props {
  readonly value: string | undefined;
  readonly onChange: (id: string | undefined) => void;
}

/** The part of the tree that is counted; found by name or pinyin initials. */
export const RangeChoice = ({ value, onChange }: Props): ReactNode => {
  const t = useText();
  const clearing = useClearing();
  const { data } = useApi(organisationTree, { query: {} }, { keep: true });
  const options = bodies(data?.items ?? []);
  if (options.length < 2) return null;
  return (
    <Select
      className={css.choice ?? ''}
      aria-label={t(dutyTexts.organisation)}
      placeholder={t(dutyTexts.wholeRange)}
      allowClear={clearing}
      showSearch={{
        filterOption: (typed, option) => option?.search?.includes(typed.toLowerCase()) ?? false,
      }}
      value={value ?? null}
      onChange={(next: string | null | undefined) => onChange(next ?? undefined)}
      options={options.map(({ id, shortName, initials, pinyin }) => ({
        value: id,
        label: shortName,
        search: `${shortName.toLowerCase()} ${initials} ${pinyin}`,
      }))}
    />
  );
};
