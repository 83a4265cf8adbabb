import { ApartmentOutlined } from '@ant-design/icons';
import { Button, Drawer } from 'antd';
import { type ReactNode, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { Tree } from '#ui/tree.tsx';
import { listTexts } from '../../list/messages.ts';
import type { BranchTree } from './branch-tree.ts';
import css from './branch-filter.module.css';

interface Props {
  readonly tree: BranchTree;
  readonly selected: string | undefined;
  readonly onSelect: (id: string | undefined) => void;
}

const TreeOf = ({ tree, selected, onSelect, height }: Props & { readonly height: string }): ReactNode => {
  const t = useText();
  return (
    <StateView error={tree.error} loading={tree.loading} onAgain={tree.again}>
      <div className={css.tree}>
        <Button block type={selected ? 'default' : 'dashed'} disabled={!selected} onClick={() => onSelect(undefined)}>
          {t(listTexts.organisationAll)}
        </Button>
        <Tree
          nodes={tree.nodes}
          label={t(listTexts.treeLabel)}
          selected={selected ?? null}
          onSelect={(id) => onSelect(id === selected ? undefined : id)}
          height={height}
        />
      </div>
    </StateView>
  );
};

/** Whether there is anything to choose: a secretary has one branch and needs no tree. */
export const hasChoice = (tree: BranchTree): boolean => tree.nodes.length > 1;

/** The tree beside the list, where the window is wide. */
export const BranchSide = (props: Props): ReactNode => {
  const t = useText();
  return (
    <aside className={css.side} aria-label={t(listTexts.organisations)}>
      <Section title={t(listTexts.organisations)}>
        <TreeOf {...props} height="calc(100vh - 330px)" />
      </Section>
    </aside>
  );
};

/** The same tree behind a button, where it is not. */
export const BranchButton = (props: Props): ReactNode => {
  const t = useText();
  const [open, setOpen] = useState(false);
  const name = props.selected ? props.tree.nameOf(props.selected) : undefined;
  return (
    <span className={css.button}>
      <Button icon={<ApartmentOutlined aria-hidden />} onClick={() => setOpen(true)}>
        {name ?? t(listTexts.organisations)}
      </Button>
      <Drawer open={open} onClose={() => setOpen(false)} placement="left" size={380} title={t(listTexts.organisations)}>
        <TreeOf
          {...props}
          onSelect={(id) => {
            props.onSelect(id);
            setOpen(false);
          }}
          height="calc(100vh - 230px)"
        />
      </Drawer>
    </span>
  );
};
